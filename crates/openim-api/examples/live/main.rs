//! The client against a running server, whichever it is: `cargo xtask live --api URL` starts this. It says what it will do, asks, does
//! it, and tells what it found and what it did not expect.
//!
//! | module | what belongs there |
//! |---|---|
//! | `journey` | what is done, and what is expected of it |
//!
//! Ends with 0 where all was as the client's documentation has it, 1 where not, 2 where nothing was begun.

#![allow(clippy::print_stdout, clippy::print_stderr, reason = "a command line tool talks to a person")]

mod journey;

use std::io::{self, Write as _};
use std::process::ExitCode;
use std::rc::Rc;

use clap::Parser;
use openim_api::{BaseUrl, NativeTransport, Secret, Transport as _, UserId};

use journey::Plan;
use journey::own::Own;

/// Tries the client against a running server: reads, and users that it makes itself.
#[derive(Parser)]
#[command(name = "cargo xtask live", bin_name = "cargo xtask live")]
struct Arguments {
    /// The server's REST API, such as http://10.0.0.5:10002.
    #[arg(long, value_name = "URL")]
    api: String,
    /// The shared secret. Other users of this machine can see it here; in OPENIM_SECRET they cannot.
    #[arg(long, value_name = "SECRET")]
    secret: Option<String>,
    /// The administrator to sign in as; by default that of the shipped configuration.
    #[arg(long, value_name = "ID")]
    admin: Option<String>,
    /// Does not ask before it begins.
    #[arg(long)]
    yes: bool,
    /// Writes nothing.
    #[arg(long)]
    reads_only: bool,
}

fn main() -> ExitCode {
    match run(Arguments::parse()) {
        Ok(code) => code,
        Err(message) => {
            eprintln!("error: {message}");
            ExitCode::from(2)
        }
    }
}

fn run(arguments: Arguments) -> Result<ExitCode, String> {
    let base = BaseUrl::parse(&arguments.api).map_err(|error| format!("--api: {error}"))?;
    let secret = arguments.secret.or_else(|| std::env::var("OPENIM_SECRET").ok()).filter(|secret| !secret.is_empty());
    let secret = secret.ok_or("no secret: set OPENIM_SECRET, or give --secret")?;
    let transport = Rc::new(NativeTransport::new().map_err(|error| format!("{error:?}"))?);
    let plan = Plan {
        base,
        secret: Secret::new(secret),
        admin: arguments.admin.map(UserId::from),
        own: Own::new(transport.random(), arguments.reads_only),
    };
    for line in plan.announcement() {
        println!("{line}");
    }
    if !arguments.yes && !agrees().map_err(|error| error.to_string())? {
        println!("Nothing was sent.");
        return Ok(ExitCode::from(2));
    }
    let runtime =
        tokio::runtime::Builder::new_current_thread().enable_all().build().map_err(|error| error.to_string())?;
    let outcome = runtime.block_on(plan.run(transport, &mut |line| println!("{line}")));
    Ok(if outcome.surprises == 0 { ExitCode::SUCCESS } else { ExitCode::FAILURE })
}

/// Asks on the terminal. No answer is a no.
fn agrees() -> io::Result<bool> {
    print!("Go on? [y/N] ");
    io::stdout().flush()?;
    let mut answer = String::new();
    io::stdin().read_line(&mut answer)?;
    Ok(matches!(answer.trim(), "y" | "Y" | "yes"))
}
