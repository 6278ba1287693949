//! `cargo xtask audit`: is every dependency one that `deny.toml` allows, and is a weakness known of any? Asks the network: no part of
//! the tests.

use crate::command::{command, path_with, run};
use crate::{Result, tools};

/// Asks both cargo-deny and npm, whatever the other says.
pub fn run_all() -> Result<()> {
    let folder = tools::cargo_deny()?;
    let mut deny = command("cargo");
    let rust = run(deny.args(["deny", "--locked", "check"]).env("PATH", path_with(&[&folder])));
    let npm = |folder: &str| run(command(tools::npm()).args(["audit"]).current_dir(crate::root().join(folder)));
    rust.and(npm("e2e")).and(npm("embed/examples"))
}
