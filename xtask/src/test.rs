//! `cargo xtask test`: every layer, or the ones named. A layer that fails does not hide the others.

use std::cell::OnceCell;
use std::path::PathBuf;
use std::time::Instant;

use clap::{Args, ValueEnum};

use crate::command::{cargo, command, output, run as run_command};
use crate::tools::{self, Tools, WASM};
use crate::{Result, audit, build, examples, package, system};

/// Playwright 1.6x runs from this Node on.
const NODE: u32 = 20;
/// The client's transport for programs: tests need it.
const NATIVE: &str = "openim-api/native";

/// Of `cargo xtask test`.
#[derive(Args)]
pub struct TestArguments {
    /// The layers to run, in this order; none: all of them.
    layers: Vec<Layer>,
    /// Passed on to the end-to-end tests, such as `--headed` or a file name.
    #[arg(last = true)]
    rest: Vec<String>,
}

/// A layer of tests, from the one that answers first to the one that shows most.
#[derive(Clone, Copy, PartialEq, Eq, ValueEnum)]
enum Layer {
    /// Formatting.
    Fmt,
    /// Lints, native and wasm; the sandbox's library on wasm too.
    Clippy,
    /// What may be depended on: licences, sources, crates that are not wanted.
    Deny,
    /// Plain values, beside the code.
    Unit,
    /// Recorded answers of real servers, decoded by the client.
    Contract,
    /// The sandbox: recorded scenarios, and the client against it over HTTP.
    Sandbox,
    /// What needs a DOM or fetch, in Chromium.
    Browser,
    /// Journeys in Chromium with the built console, the module, the sandbox, nginx and Caddy.
    E2e,
    /// What the browser loads until the first list.
    Size,
    /// Documentation without warnings.
    Doc,
}

/// Runs them and says at the end what passed and what failed.
pub fn run(arguments: &TestArguments) -> Result<()> {
    let layers = if arguments.layers.is_empty() { Layer::value_variants() } else { &arguments.layers };
    let bench = Workbench::new(&arguments.rest);
    let mut lines = Vec::new();
    let mut failed = 0;
    for layer in layers {
        println!("\n== {} ==", layer.name());
        let start = Instant::now();
        let outcome = bench.run(*layer);
        let seconds = start.elapsed().as_secs();
        lines.push(match outcome {
            Ok(()) => format!("{:<9} passed {seconds:>5} s", layer.name()),
            Err(message) => {
                eprintln!("error: {message}");
                failed += 1;
                format!("{:<9} FAILED {seconds:>5} s  {message}", layer.name())
            }
        });
    }
    println!("\n{}", lines.join("\n"));
    println!("\nlayers: {} passed, {failed} failed", layers.len() - failed);
    if failed == 0 { Ok(()) } else { Err(format!("{failed} of {} layers failed", layers.len())) }
}

impl Layer {
    fn name(self) -> String {
        self.to_possible_value().map(|value| value.get_name().to_owned()).unwrap_or_default()
    }
}

/// Builds what the tests in Chromium need and runs one project of them; `environment` is passed on.
pub fn playwright(project: &str, environment: &[(&str, String)]) -> Result<()> {
    Workbench::new(&[]).playwright(project, environment)
}

/// What several layers need is made once, by the first that asks.
struct Workbench {
    tools: OnceCell<Result<Tools>>,
    built: OnceCell<Result<Built>>,
    rest: Vec<String>,
}

/// What the end-to-end tests drive.
struct Built {
    sandbox: PathBuf,
    package: PathBuf,
    examples: PathBuf,
}

impl Workbench {
    fn new(rest: &[String]) -> Self {
        Self { tools: OnceCell::new(), built: OnceCell::new(), rest: rest.to_vec() }
    }

    fn run(&self, layer: Layer) -> Result<()> {
        match layer {
            Layer::Fmt => tools::ensure_rust().and_then(|()| run_command(&mut cargo(&["fmt", "--all", "--check"]))),
            Layer::Clippy => clippy(),
            Layer::Deny => audit::allowed(),
            Layer::Unit => {
                test(&["--workspace", "--exclude", "openim-console-embed", "--lib", "--bins", "--features", NATIVE])
            }
            Layer::Contract => test(&["--package", "openim-api", "--test", "*", "--features", NATIVE]),
            Layer::Sandbox => test(&["--package", "openim-sandbox", "--test", "*"]),
            Layer::Browser => self.browser(),
            Layer::E2e => types().and_then(|()| self.playwright("journeys", &[])),
            Layer::Size => self.playwright("size", &[]),
            Layer::Doc => document(),
        }
    }

    fn tools(&self) -> Result<&Tools> {
        self.tools.get_or_init(tools::ensure).as_ref().map_err(Clone::clone)
    }

    fn built(&self) -> Result<&Built> {
        let build = || {
            let tools = self.tools()?;
            build::console(tools)?;
            let package = package::package(tools)?;
            Ok(Built { sandbox: build::sandbox()?, examples: examples::build(&package)?, package })
        };
        self.built.get_or_init(build).as_ref().map_err(Clone::clone)
    }

    fn browser(&self) -> Result<()> {
        let tools = self.tools()?;
        let driver = system::chromedriver()?;
        let runner = tools.wasm_bindgen.join(format!("wasm-bindgen-test-runner{}", std::env::consts::EXE_SUFFIX));
        let mut tests =
            cargo(&["test", "--target", WASM, "--package", "openim-api", "--features", "browser", "--test", "browser"]);
        tests.env("CARGO_TARGET_WASM32_UNKNOWN_UNKNOWN_RUNNER", &runner).env("CHROMEDRIVER", &driver);
        run_command(&mut tests)
    }

    fn playwright(&self, project: &str, environment: &[(&str, String)]) -> Result<()> {
        let folder = crate::root().join("e2e");
        ensure_node()?;
        tools::ensure_packages(&folder)?;
        let (chromium, nginx, caddy) = (system::chromium()?, system::nginx()?, system::caddy()?);
        let built = self.built()?;
        let xtask = std::env::current_exe().map_err(|error| error.to_string())?;
        let mut tests = command(folder.join("node_modules/.bin/playwright"));
        tests.args(["test", &format!("--project={project}")]).args(&self.rest).current_dir(&folder);
        tests
            .env("SANDBOX", &built.sandbox)
            .env("PACKAGE", &built.package)
            .env("EXAMPLES", &built.examples)
            .env("XTASK", xtask)
            .env("NGINX_PROGRAM", nginx)
            .env("CADDY_PROGRAM", caddy);
        if let Some(chromium) = chromium {
            tests.env("CHROMIUM", chromium);
        }
        tests.envs(environment.iter().map(|(name, value)| (name, value)));
        run_command(&mut tests)
    }
}

fn clippy() -> Result<()> {
    tools::ensure_rust()?;
    let deny = ["--", "--deny", "warnings"];
    let native = ["clippy", "--workspace", "--exclude", "openim-console-embed", "--all-targets", "--features", NATIVE];
    let wasm = ["clippy", "--package", "openim-console", "--package", "openim-console-embed", "--target", WASM];
    let client = ["clippy", "--package", "openim-console-client", "--target", WASM];
    let worker =
        ["clippy", "--package", "openim-sandbox-worker", "--package", "openim-import-worker", "--target", WASM];
    let sandbox = ["clippy", "--package", "openim-sandbox", "--lib", "--no-default-features", "--target", WASM];
    for arguments in [native.as_slice(), wasm.as_slice(), client.as_slice(), worker.as_slice(), sandbox.as_slice()] {
        run_command(cargo(arguments).args(deny))?;
    }
    Ok(())
}

/// Whether the tests are of the right types, among them every method of the client for JavaScript.
fn types() -> Result<()> {
    let folder = crate::root().join("e2e");
    ensure_node()?;
    tools::ensure_packages(&folder)?;
    run_command(command(folder.join("node_modules/.bin/tsc")).args(["--project", "."]).current_dir(&folder))
}

fn test(arguments: &[&str]) -> Result<()> {
    tools::ensure_rust()?;
    run_command(cargo(&["test", "--no-fail-fast"]).args(arguments))
}

fn document() -> Result<()> {
    let mut doc = cargo(&["doc", "--workspace", "--no-deps", "--document-private-items", "--features", NATIVE]);
    run_command(doc.env("RUSTDOCFLAGS", "--deny warnings"))
}

fn ensure_node() -> Result<()> {
    let version = output(command("node").arg("--version")).unwrap_or_default();
    let major = version.trim_start_matches('v').split('.').next().and_then(|major| major.parse::<u32>().ok());
    match major {
        Some(major) if major >= NODE => Ok(()),
        Some(_) => Err(format!("the end-to-end tests want Node {NODE} or newer; this is {version}")),
        None => Err(format!("the end-to-end tests want Node {NODE} or newer, and none was found")),
    }
}

#[cfg(test)]
mod tests {
    /// A promise whose test has been renamed or removed is none.
    #[test]
    fn each_test_that_the_security_page_names_is_there() {
        let root = crate::root();
        let page = std::fs::read_to_string(root.join("docs/security.md")).unwrap();
        let mut named = 0;
        for line in page.lines().filter(|line| line.starts_with('|')) {
            let held_by = line.trim_end_matches([' ', '|']).rsplit(" | ").next().unwrap_or_default();
            let Some((file, name)) = held_by.strip_prefix('`').and_then(|rest| rest.split_once("`: ")) else {
                continue;
            };
            let source = std::fs::read_to_string(root.join(file)).unwrap_or_default();
            assert!(source.contains(name), "{file} has no test “{name}”");
            named += 1;
        }
        assert!(named > 15, "{named}");
    }
}
