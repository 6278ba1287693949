//! `cargo xtask live`: the client against a running server, by address. What is done there, and how it is told, is the example
//! `crates/openim-api/examples/live/`: this tool needs no HTTP client for it.

use clap::Args;

use crate::Result;
use crate::command::cargo;

/// Of `cargo xtask live`.
#[derive(Args)]
pub struct LiveArguments {
    /// The server's REST API, such as http://10.0.0.5:10002.
    #[arg(long, value_name = "URL")]
    api: String,
    /// The shared secret. Other users of this machine can see it here; in OPENIM_SECRET they cannot.
    #[arg(long, value_name = "SECRET")]
    secret: Option<String>,
    /// The administrator to sign in as; by default that of the shipped configuration.
    #[arg(long, value_name = "ID")]
    admin: Option<String>,
    /// Do not ask before it begins.
    #[arg(long)]
    yes: bool,
    /// Write nothing.
    #[arg(long)]
    reads_only: bool,
}

/// Builds it and makes the journey; a surprise is a failure.
pub fn run(arguments: &LiveArguments) -> Result<()> {
    let mut live =
        cargo(&["run", "--quiet", "--package", "openim-api", "--features", "native", "--example", "live", "--"]);
    live.args(["--api", &arguments.api]);
    if let Some(admin) = &arguments.admin {
        live.args(["--admin", admin]);
    }
    for (is_on, flag) in [(arguments.yes, "--yes"), (arguments.reads_only, "--reads-only")] {
        live.args(is_on.then_some(flag));
    }
    // Not as an argument, where every user of the machine could read it.
    if let Some(secret) = &arguments.secret {
        live.env("OPENIM_SECRET", secret);
    }
    match live.status().map_err(|error| format!("cargo: {error}"))?.code() {
        Some(0) => Ok(()),
        Some(1) => Err("the server is not as the client expects: see above".to_owned()),
        _ => Err("the journey was not made".to_owned()),
    }
}
