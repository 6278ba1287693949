//! The project's own commands. `cargo xtask run` builds and serves the console beside a sandbox; `cargo xtask test` runs
//! every test. Both install what they need in pinned versions.
//!
//! | module | what belongs there |
//! |---|---|
//! | `tools` | which tools in which versions, and how they are installed |
//! | `system` | packages of the system that the tests need: Chromium, nginx, Caddy |
//! | `build` | building console, module and sandbox |
//! | `worker` | what runs in web workers: the sandbox for the console's demo, the files of an import |
//! | `split`, `names`, `styles`, `minify` | wasm and stylesheet in parts, and all as small as it goes |
//! | `package` | the npm package |
//! | `examples` | its examples, checked and built |
//! | `post_build` | what Trunk cannot do: parts, loader, policy |
//! | `serve` | a static server like the ones out there |
//! | `run`, `test` | the two commands |
//! | `dist` | the release |
//! | `demo` | the demo as a folder to publish |
//! | `bench` | the figures |
//! | `audit` | what may be depended on |
//! | `live` | the client against a running server |
//! | `command` | starting programs, and ending them |
//! | `dependencies`, `deploy` | tests of what is no Rust: the list of dependencies, what lies in `deploy/` |

#![allow(clippy::print_stdout, clippy::print_stderr, reason = "a command line tool talks to a person")]

mod audit;
mod bench;
mod build;
mod command;
mod demo;
#[cfg(test)]
mod dependencies;
#[cfg(test)]
mod deploy;
mod dist;
mod examples;
mod live;
mod minify;
mod names;
mod package;
mod post_build;
mod run;
mod serve;
mod split;
mod styles;
mod system;
mod test;
mod tools;
mod worker;

use std::path::{Path, PathBuf};
use std::process::ExitCode;

use clap::{Parser, Subcommand};

/// The commands of this project.
#[derive(Parser)]
#[command(name = "cargo xtask", bin_name = "cargo xtask")]
struct Arguments {
    #[command(subcommand)]
    command: Command,
}

#[derive(Subcommand)]
enum Command {
    /// Build the console, start a sandbox server, serve both, print where.
    Run(run::RunArguments),
    /// Run every test, or the layers named.
    Test(test::TestArguments),
    /// Make the release: archives, checksums, licences, bill of materials.
    Dist(dist::DistArguments),
    /// Measure the console beside a page written by hand, and print the figures.
    Bench(bench::BenchArguments),
    /// Ask whether all that the project depends on is allowed, and whether a weakness is known of it (asks the network).
    Audit,
    /// Try the client against a running server: reads, and users that it makes itself.
    Live(live::LiveArguments),
    /// Build the npm package in `target/npm`.
    Package,
    /// Build the console as a demo that needs no server: a folder to publish as it is.
    Demo,
    /// Serve a folder as static hosts do (used by run and by the tests).
    Serve(serve::ServeArguments),
    /// Finish what Trunk has built (called by Trunk).
    PostBuild,
}

/// What went wrong, for a person.
type Result<T, E = String> = std::result::Result<T, E>;

fn main() -> ExitCode {
    let outcome = match Arguments::parse().command {
        Command::Run(arguments) => run::run(&arguments),
        Command::Test(arguments) => test::run(&arguments),
        Command::Dist(arguments) => dist::run(&arguments),
        Command::Bench(arguments) => bench::run(&arguments),
        Command::Audit => audit::run_all(),
        Command::Live(arguments) => live::run(&arguments),
        Command::Package => {
            tools::ensure().and_then(|tools| package::package(&tools)).map(|folder| println!("{}", folder.display()))
        }
        Command::Demo => demo::run(),
        Command::Serve(arguments) => serve::run(&arguments),
        Command::PostBuild => post_build::run(),
    };
    match outcome {
        Ok(()) => ExitCode::SUCCESS,
        Err(message) => {
            eprintln!("error: {message}");
            ExitCode::FAILURE
        }
    }
}

/// The top folder of the checkout.
fn root() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).parent().unwrap_or_else(|| Path::new(".")).to_path_buf()
}
