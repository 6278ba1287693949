//! `cargo xtask run`: the console and a server for it, on two origins, until Ctrl-C.

use std::io::{BufRead, BufReader};
use std::net::SocketAddr;
use std::process::{Command, Stdio};
use std::sync::{Arc, Mutex, PoisonError};

use clap::Args;

use crate::command::Running;
use crate::{Result, build, serve, tools};

/// Where OpenIM's own API listens.
const API_PORT: u16 = 10002;

/// Of `cargo xtask run`.
#[derive(Args)]
pub struct RunArguments {
    /// Offer this server instead of a sandbox.
    #[arg(long, value_name = "URL", conflicts_with_all = ["users", "server"])]
    api: Option<String>,
    /// Where the console is served; a busy port is replaced by the next free one.
    #[arg(long, default_value_t = 8080)]
    port: u16,
    /// Rebuild and reload the page on every change (a debug build: larger and slower).
    #[arg(long)]
    dev: bool,
    /// How many users the sandbox has; 0 is an empty server.
    #[arg(long, default_value_t = 2_000)]
    users: u32,
    /// Which server the sandbox plays: v3.4, v3.7, v3.8.3 or main.
    #[arg(long, value_name = "VERSION", default_value = "main", value_parser = ["v3.4", "v3.7", "v3.8.3", "main"])]
    server: String,
}

/// Builds, starts, prints where, and waits.
pub fn run(arguments: &RunArguments) -> Result<()> {
    let started = Started::default();
    let at_ctrl_c = started.clone();
    ctrlc::set_handler(move || {
        at_ctrl_c.end();
        std::process::exit(130);
    })
    .map_err(|error| error.to_string())?;

    let tools = tools::ensure()?;
    if !arguments.dev {
        println!("Building the console (the first time some minutes, later under one)");
        build::console(&tools)?;
    }
    let api = match &arguments.api {
        Some(url) => Api { url: url.clone(), sign_in: None },
        None => start_sandbox(arguments, &started)?,
    };

    let (listener, address) = serve::listen(arguments.port)?;
    tell_port("the console", arguments.port, address);
    let origin = format!("http://{address}/");
    if arguments.dev {
        // Trunk wants the port for itself.
        drop(listener);
        let mut trunk = build::trunk(&tools);
        trunk.args(["serve", "--address", "127.0.0.1", "--port", &address.port().to_string()]);
        println!("\n  Rebuilding on every change; the page reloads by itself.");
        api.print(&format!("{origin}?server={}", api.url));
        let status = started.start(&mut trunk)?.wait();
        started.end();
        return status;
    }
    let config = serde_json::json!({ "servers": [{ "name": api.name(), "url": api.url }] });
    api.print(&origin);
    let served = serve::serve(listener, &crate::root().join("dist"), "/", Some(config.to_string()));
    started.end();
    served
}

/// The server that the console is to call.
struct Api {
    url: String,
    /// The sandbox's version, administrator and secret.
    sign_in: Option<(String, String, String)>,
}

impl Api {
    fn name(&self) -> String {
        match &self.sign_in {
            Some((version, ..)) => format!("Sandbox {version}"),
            None => self.url.clone(),
        }
    }

    fn print(&self, address: &str) {
        println!("\n  Console   {address}");
        println!("  Server    {}", self.url);
        if let Some((version, admin, secret)) = &self.sign_in {
            println!("            a sandbox that plays OpenIM {version}; it forgets everything when it ends");
            println!("  Sign in   admin user ID {admin}, secret {secret}");
        }
        println!("\n  Ctrl-C ends it.\n");
    }
}

fn start_sandbox(arguments: &RunArguments, started: &Started) -> Result<Api> {
    println!("Building the sandbox");
    let program = build::sandbox()?;
    // Found by binding it: the sandbox itself does not look for another one.
    let (listener, address) = serve::listen(API_PORT)?;
    drop(listener);
    tell_port("the sandbox", API_PORT, address);
    let mut sandbox = Command::new(program);
    sandbox.args(["--server", &arguments.server, "--port", &address.port().to_string()]);
    sandbox.args(["--users", &arguments.users.to_string()]).stdout(Stdio::piped());
    let running = started.start(&mut sandbox)?;
    let line = running.first_line()?;
    let word = |name: &str| line.split_whitespace().find_map(|word| word.strip_prefix(name)).map(str::to_owned);
    let (url, admin, secret) = (word("http://"), word("admin="), word("secret="));
    let (Some(url), Some(admin), Some(secret)) = (url, admin, secret) else {
        return Err(format!("the sandbox did not start: {line}"));
    };
    let admin = admin.split(',').next().unwrap_or_default().to_owned();
    Ok(Api { url: format!("http://{url}"), sign_in: Some((arguments.server.clone(), admin, secret)) })
}

fn tell_port(what: &str, wanted: u16, got: SocketAddr) {
    if wanted != got.port() {
        println!("Port {wanted} is busy: {what} is at {} instead.", got.port());
    }
}

/// All that was started and must end with this command.
#[derive(Clone, Default)]
struct Started(Arc<Mutex<Vec<Running>>>);

/// One of them, by its place.
struct Place<'a>(&'a Started, usize);

impl Started {
    fn start(&self, command: &mut Command) -> Result<Place<'_>> {
        let child = command.stdin(Stdio::null()).spawn();
        let child = child.map_err(|error| format!("{}: {error}", command.get_program().to_string_lossy()))?;
        let mut all = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        all.push(Running(child));
        Ok(Place(self, all.len() - 1))
    }

    fn end(&self) {
        self.0.lock().unwrap_or_else(PoisonError::into_inner).clear();
    }
}

impl Place<'_> {
    fn first_line(&self) -> Result<String> {
        let output = {
            let mut all = self.0.0.lock().unwrap_or_else(PoisonError::into_inner);
            all.get_mut(self.1).and_then(|running| running.0.stdout.take())
        };
        let mut line = String::new();
        let mut reader = BufReader::new(output.ok_or("nothing can be read from it")?);
        reader.read_line(&mut line).map_err(|error| error.to_string())?;
        // The pipe must not fill up, nor break, while it runs.
        std::thread::spawn(move || std::io::copy(&mut reader, &mut std::io::sink()));
        Ok(line.trim().to_owned())
    }

    /// Until it ends by itself; asked now and then, so that Ctrl-C can end it meanwhile.
    fn wait(&self) -> Result<()> {
        loop {
            let status = {
                let mut all = self.0.0.lock().unwrap_or_else(PoisonError::into_inner);
                let Some(running) = all.get_mut(self.1) else { return Ok(()) };
                running.0.try_wait().map_err(|error| error.to_string())?
            };
            match status {
                Some(status) if status.success() => return Ok(()),
                Some(status) => return Err(format!("trunk: {status}")),
                None => std::thread::sleep(std::time::Duration::from_millis(200)),
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use std::net::{Ipv4Addr, TcpListener};

    use crate::serve;

    #[test]
    fn a_busy_port_is_replaced_by_the_next_free_one() {
        let taken = TcpListener::bind((Ipv4Addr::LOCALHOST, 0)).unwrap();
        let port = taken.local_addr().unwrap().port();
        let (_listener, address) = serve::listen(port).unwrap();
        assert!(address.port() > port, "{address} after {port}");
    }
}
