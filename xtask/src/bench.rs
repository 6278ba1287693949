//! `cargo xtask bench`: the figures of the console beside a page written by hand, in one run.

use clap::Args;

use crate::{Result, test};

/// Of `cargo xtask bench`.
#[derive(Args)]
pub struct BenchArguments {
    /// How often each figure is taken; the middle one counts.
    #[arg(long, default_value_t = 7)]
    runs: u32,
}

/// Builds what it needs, measures, prints the table; nothing fails for a figure.
pub fn run(arguments: &BenchArguments) -> Result<()> {
    test::playwright("bench", &[("BENCH_RUNS", arguments.runs.to_string())])
}
