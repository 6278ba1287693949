//! Which tools in which versions, and how they are installed: into a cache of the user, which outlives the checkout. A tool
//! on the PATH is taken if it is of exactly that version.

use std::path::{Path, PathBuf};
use std::time::Instant;

use crate::Result;
use crate::command::{command, output, run};

/// Trunk; 0.22 wants a newer Rust than ours.
const TRUNK: &str = "0.21.14";
/// Must be the version of the wasm-bindgen crate.
const WASM_BINDGEN: &str = "0.2.130";
/// Holds deny.toml.
const CARGO_DENY: &str = "0.20.2";
/// The npm package that carries wasm-opt.
const BINARYEN: &str = "132.0.0";
/// The target of the console.
pub const WASM: &str = "wasm32-unknown-unknown";

/// Where the tools are.
pub struct Tools {
    /// The folder of `trunk`.
    pub trunk: PathBuf,
    /// The folder of `wasm-bindgen` and its test runner.
    pub wasm_bindgen: PathBuf,
}

/// The cache folder: `OPENIM_CONSOLE_CACHE`, or `openim-console` in the user's own.
pub fn cache() -> PathBuf {
    if let Some(folder) = std::env::var_os("OPENIM_CONSOLE_CACHE") {
        return PathBuf::from(folder);
    }
    let home =
        std::env::var_os("HOME").or_else(|| std::env::var_os("USERPROFILE")).map(PathBuf::from).unwrap_or_default();
    let base = if let Some(folder) = std::env::var_os("XDG_CACHE_HOME").filter(|folder| !folder.is_empty()) {
        PathBuf::from(folder)
    } else if cfg!(target_os = "macos") {
        home.join("Library/Caches")
    } else if let (true, Some(folder)) = (cfg!(windows), std::env::var_os("LOCALAPPDATA")) {
        PathBuf::from(folder)
    } else {
        home.join(".cache")
    };
    base.join("openim-console")
}

/// Makes sure of everything that building needs.
pub fn ensure() -> Result<Tools> {
    ensure_rust()?;
    let trunk = ensure_cargo_tool("trunk", "trunk", TRUNK, true)?;
    let wasm_bindgen = wasm_bindgen()?;
    if wasm_opt().is_none() {
        install_wasm_opt();
    }
    Ok(Tools { trunk, wasm_bindgen })
}

/// The folder of `wasm-bindgen` and its test runner.
pub fn wasm_bindgen() -> Result<PathBuf> {
    ensure_cargo_tool("wasm-bindgen-cli", "wasm-bindgen", WASM_BINDGEN, false)
}

/// The folder of `cargo-deny`.
pub fn cargo_deny() -> Result<PathBuf> {
    ensure_cargo_tool("cargo-deny", "cargo-deny", CARGO_DENY, true)
}

/// The wasm target and the components that the tests call, of the pinned toolchain.
pub fn ensure_rust() -> Result<()> {
    let installed = |what: &str| output(command("rustup").args([what, "list", "--installed"])).unwrap_or_default();
    if !installed("target").lines().any(|line| line == WASM) {
        println!("Installing the target {WASM} (some seconds)");
        run(command("rustup").args(["target", "add", WASM]))?;
    }
    let components = installed("component");
    for component in ["rustfmt", "clippy"] {
        if !components.lines().any(|line| line.starts_with(component)) {
            run(command("rustup").args(["component", "add", component]))?;
        }
    }
    Ok(())
}

/// The folder that holds `program` in this version.
fn ensure_cargo_tool(package: &str, program: &str, version: &str, locked: bool) -> Result<PathBuf> {
    let root = cache().join("tools").join(format!("{program}-{version}"));
    let folder = root.join("bin");
    if is_version(&folder.join(program), version) {
        return Ok(folder);
    }
    if let Some(found) = on_path(program).filter(|found| is_version(found, version)) {
        return Ok(found.parent().map(Path::to_path_buf).unwrap_or_default());
    }
    println!("Installing {package} {version} into {} (once; some minutes)", root.display());
    let start = Instant::now();
    // Into a folder of this process first: two runs at once must not meet in a half-written one.
    let parent = cache().join("tools");
    let staging = parent.join(format!(".{program}-{version}.{}", std::process::id()));
    let mut install = command("cargo");
    // A target folder of its own: the tools' dependencies have nothing in common with the project's.
    install.args(["install", package, "--version", version, "--root"]).arg(&staging);
    install.arg("--target-dir").arg(staging.join("target")).current_dir(std::env::temp_dir());
    if let Some(toolchain) = toolchain() {
        install.env("RUSTUP_TOOLCHAIN", toolchain);
    }
    if locked {
        install.arg("--locked");
    }
    run(&mut install)?;
    let _ = std::fs::remove_dir_all(staging.join("target"));
    if std::fs::rename(&staging, &root).is_err() {
        // Somebody else was faster, or an unusable one stands there.
        if !is_version(&folder.join(program), version) {
            let _ = std::fs::remove_dir_all(&root);
            std::fs::rename(&staging, &root).map_err(|error| format!("{}: {error}", root.display()))?;
        }
        let _ = std::fs::remove_dir_all(&staging);
    }
    println!("Installed {package} {version} in {} s", start.elapsed().as_secs());
    Ok(folder)
}

/// The toolchain of rust-toolchain.toml, which does not count outside the checkout.
pub fn toolchain() -> Option<String> {
    let text = std::fs::read_to_string(crate::root().join("rust-toolchain.toml")).ok()?;
    let line = text.lines().find(|line| line.trim_start().starts_with("channel"))?;
    line.split('"').nth(1).map(str::to_owned)
}

fn is_version(program: &Path, version: &str) -> bool {
    let printed = output(command(program).arg("--version")).unwrap_or_default();
    printed.split_whitespace().any(|word| word == version)
}

/// Where a program is found on the PATH.
pub fn on_path(program: &str) -> Option<PathBuf> {
    let path = std::env::var_os("PATH")?;
    std::env::split_paths(&path).map(|folder| folder.join(program)).find(|file| file.is_file())
}

/// wasm-opt: the cached one, or one on the PATH.
pub fn wasm_opt() -> Option<PathBuf> {
    let cached = binaryen_folder().join("node_modules/binaryen/bin/wasm-opt");
    if cached.is_file() { Some(cached) } else { on_path("wasm-opt") }
}

fn binaryen_folder() -> PathBuf {
    cache().join("tools").join(format!("binaryen-{BINARYEN}"))
}

/// Without it the console works all the same, and is larger.
fn install_wasm_opt() {
    let folder = binaryen_folder();
    println!("Installing wasm-opt {BINARYEN} into {} (once; some seconds)", folder.display());
    let installed = std::fs::create_dir_all(&folder).is_ok()
        && run(command(npm())
            .args(["install", "--no-audit", "--no-fund", "--no-save", "--prefix"])
            .arg(&folder)
            .arg(format!("binaryen@{BINARYEN}")))
        .is_ok();
    if !installed || wasm_opt().is_none() {
        println!("wasm-opt cannot be had here: the build will be larger, and works.");
    }
}

/// npm as this system calls it.
pub fn npm() -> &'static str {
    if cfg!(windows) { "npm.cmd" } else { "npm" }
}

/// Installs what package-lock.json names, unless that has been done for this very file.
pub fn ensure_packages(folder: &Path) -> Result<()> {
    let lock =
        std::fs::read(folder.join("package-lock.json")).map_err(|error| format!("package-lock.json: {error}"))?;
    let mark = folder.join("node_modules/.installed");
    if std::fs::read(&mark).is_ok_and(|installed| installed == lock) {
        return Ok(());
    }
    println!("Installing the npm packages of {} (some seconds)", folder.display());
    run(command(npm()).args(["ci", "--no-audit", "--no-fund"]).current_dir(folder))?;
    std::fs::write(&mark, lock).map_err(|error| format!("{}: {error}", mark.display()))
}
