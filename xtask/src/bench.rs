//! `cargo xtask bench`: the figures of the console beside a page written by hand and beside a native program, in one run.

use clap::Args;

use crate::command::{cargo, run as run_command};
use crate::{Result, build, test};

/// Of `cargo xtask bench`.
#[derive(Args)]
pub struct BenchArguments {
    /// How often each figure is taken; the middle one counts.
    #[arg(long, default_value_t = 7)]
    runs: u32,
}

/// Builds what it needs, measures, prints the table; nothing fails for a figure.
pub fn run(arguments: &BenchArguments) -> Result<()> {
    run_command(&mut cargo(&[
        "build",
        "--package",
        "openim-bulk",
        "--example",
        "register",
        "--profile",
        "tools",
        "--quiet",
    ]))?;
    let register = build::target().join("tools/examples").join(format!("register{}", std::env::consts::EXE_SUFFIX));
    let register = register.to_string_lossy().into_owned();
    test::playwright("bench", &[("BENCH_RUNS", arguments.runs.to_string()), ("REGISTER", register)])
}
