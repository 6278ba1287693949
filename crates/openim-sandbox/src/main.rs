//! The command line of the sandbox: one server on loopback, one line about it, until it is told to end.

use std::io::{self, Write as _};
use std::net::Ipv4Addr;
use std::process::ExitCode;
use std::sync::Arc;

use clap::Parser;
use openim_sandbox::{Options, Sandbox, Server, SystemClock, serve};
use tokio::net::TcpListener;

/// A stand-in for an OpenIM server, in memory, on loopback.
#[derive(Parser)]
#[command(version)]
struct Args {
    /// The server version: v3.4, v3.7, v3.8.3 or main
    #[arg(long, default_value = "main")]
    server: Server,
    /// The port; 0 takes a free one
    #[arg(long, default_value_t = 10002)]
    port: u16,
    /// Invented users at the start, with groups, friends and messages; 0 is an empty server
    #[arg(long, default_value_t = 200)]
    users: usize,
    /// userID of a configured admin; may be given more than once (default: those of the version)
    #[arg(long = "admin", value_name = "ID")]
    admins: Vec<String>,
    /// The shared secret
    #[arg(long, default_value = "openIM123", hide_default_value = true)]
    secret: String,
    /// Milliseconds that every call waits
    #[arg(long = "delay-ms", value_name = "N", default_value_t = 0)]
    delay_millis: u64,
    /// Share of calls that fail
    #[arg(long = "chaos", value_name = "PERCENT", default_value_t = 0, value_parser = clap::value_parser!(u8).range(0..=100))]
    chaos_percent: u8,
    /// Days that a token is valid
    #[arg(long, value_name = "N", default_value_t = 90)]
    token_days: u32,
    /// Offer /sandbox/clock, /sandbox/faults, /sandbox/reset and /sandbox/requests to tests
    #[arg(long)]
    control: bool,
    /// Seed of users and faults
    #[arg(long, value_name = "N", default_value_t = 1)]
    seed: u64,
}

fn main() -> ExitCode {
    let args = Args::parse();
    let runtime = match tokio::runtime::Builder::new_current_thread().enable_all().build() {
        Ok(runtime) => runtime,
        Err(error) => return fail(&format!("cannot start: {error}")),
    };
    let code = runtime.block_on(run(args));
    // A silent call may still be waiting; nothing in it is worth waiting for.
    runtime.shutdown_background();
    code
}

async fn run(args: Args) -> ExitCode {
    let listener = match TcpListener::bind((Ipv4Addr::LOCALHOST, args.port)).await {
        Ok(listener) => listener,
        Err(error) if error.kind() == io::ErrorKind::AddrInUse => {
            return fail(&format!("port {} is in use: give another with --port, or 0 for any free one", args.port));
        }
        Err(error) => return fail(&format!("cannot listen on port {}: {error}", args.port)),
    };
    let address = match listener.local_addr() {
        Ok(address) => address,
        Err(error) => return fail(&format!("cannot listen: {error}")),
    };
    let Args { server, users, admins, secret, delay_millis, chaos_percent, token_days, control, seed, port: _ } = args;
    let public_url = Some(format!("http://{address}"));
    let options =
        Options { server, users, admins, secret, delay_millis, chaos_percent, token_days, control, public_url };
    let line = |sandbox: &Sandbox| {
        let (admin, secret) = (sandbox.admins().join(","), &sandbox.options().secret);
        format!("openim-sandbox {server} listening on http://{address} admin={admin} secret={secret}")
    };
    let sandbox = Sandbox::new(options, Arc::new(SystemClock), seed);
    let mut out = io::stdout().lock();
    if writeln!(out, "{}", line(&sandbox)).and_then(|()| out.flush()).is_err() {
        // Nobody reads the line: a reason to be quiet, not to end.
    }
    drop(out);
    tokio::select! {
        () = serve(listener, sandbox) => {}
        () = told_to_end() => {}
    }
    ExitCode::SUCCESS
}

/// Ctrl-C or SIGTERM.
async fn told_to_end() {
    #[cfg(unix)]
    {
        use tokio::signal::unix::{SignalKind, signal};
        if let Ok(mut terminate) = signal(SignalKind::terminate()) {
            tokio::select! {
                _ = tokio::signal::ctrl_c() => {}
                _ = terminate.recv() => {}
            }
            return;
        }
    }
    let _ = tokio::signal::ctrl_c().await;
}

fn fail(sentence: &str) -> ExitCode {
    // Standard error may be closed; the exit code still tells.
    let _ = writeln!(io::stderr(), "openim-sandbox: {sentence}");
    ExitCode::from(2)
}
