//! What may be depended on (`deny.toml`), and `cargo xtask audit`: is a weakness known of any of it?

use crate::command::{command, path_with, run};
use crate::{Result, tools};

/// Licences, sources, what is banned: asks nobody.
pub fn rules() -> Result<()> {
    deny(&["bans", "licenses", "sources"])
}

/// Asks the advisory databases of Rust and npm.
pub fn advisories() -> Result<()> {
    let rust = deny(&["advisories"]);
    let npm = |folder: &str| run(command(tools::npm()).args(["audit"]).current_dir(crate::root().join(folder)));
    rust.and(npm("e2e")).and(npm("embed/examples"))
}

fn deny(checks: &[&str]) -> Result<()> {
    let folder = tools::cargo_deny()?;
    let mut deny = command("cargo");
    deny.args(["deny", "--locked", "check"]).args(checks).env("PATH", path_with(&[&folder]));
    run(&mut deny)
}
