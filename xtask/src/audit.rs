//! What may be depended on: `deny.toml` says. A layer of the tests holds what the checkout itself tells; `cargo xtask audit` asks the
//! network as well whether a weakness is known of any.

use crate::command::{command, path_with, run};
use crate::{Result, tools};

/// Asks both cargo-deny and npm, whatever the other says.
pub fn run_all() -> Result<()> {
    let rust = deny(&[]);
    let npm = |folder: &str| run(command(tools::npm()).args(["audit"]).current_dir(crate::root().join(folder)));
    rust.and(npm("e2e")).and(npm("embed/examples"))
}

/// All but what is known of weaknesses.
pub fn allowed() -> Result<()> {
    deny(&["bans", "licenses", "sources"])
}

/// Asks cargo-deny about every crate of the workspace, and not only what the console itself needs.
fn deny(what: &[&str]) -> Result<()> {
    let folder = tools::cargo_deny()?;
    let mut deny = command("cargo");
    run(deny.args(["deny", "--locked", "--workspace", "check"]).args(what).env("PATH", path_with(&[&folder])))
}
