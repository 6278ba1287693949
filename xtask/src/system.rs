//! Packages of the system that the tests need: a browser, and real web servers.

use std::path::PathBuf;

use crate::Result;
use crate::command::{command, output, run};
use crate::tools::on_path;

/// Chromium: the system's, else Debian's package, else (None) Playwright's own, which it finds by itself.
pub fn chromium() -> Result<Option<PathBuf>> {
    if let Some(found) = std::env::var_os("CHROMIUM").map(PathBuf::from).filter(|file| file.is_file()) {
        return Ok(Some(found));
    }
    let find =
        || ["chromium", "chromium-browser", "google-chrome", "google-chrome-stable"].into_iter().find_map(on_path);
    if let Some(found) = find() {
        return Ok(Some(found));
    }
    if install(&["chromium", "chromium-driver"]) {
        return Ok(find());
    }
    println!("No Chromium here: installing Playwright's own (some minutes)");
    let mut npx = command(if cfg!(windows) { "npx.cmd" } else { "npx" });
    run(npx.args(["playwright", "install", "chromium"]).current_dir(crate::root().join("e2e")))?;
    Ok(None)
}

/// ChromeDriver, for the browser tests of Rust.
pub fn chromedriver() -> Result<PathBuf> {
    let find = || {
        std::env::var_os("CHROMEDRIVER")
            .map(PathBuf::from)
            .filter(|file| file.is_file())
            .or_else(|| on_path("chromedriver"))
    };
    if find().is_none() {
        install(&["chromium", "chromium-driver"]);
    }
    find()
        .ok_or_else(|| "no chromedriver: install the one that belongs to your Chromium, or set CHROMEDRIVER".to_owned())
}

/// nginx, under which the hosting tests run.
pub fn nginx() -> Result<PathBuf> {
    let find = || on_path("nginx").or_else(|| Some(PathBuf::from("/usr/sbin/nginx")).filter(|file| file.is_file()));
    if find().is_none() {
        // With the module, files that brotli has compressed are sent too; the tests see whether it is there.
        install(&["nginx-light", "libnginx-mod-http-brotli-static"]);
    }
    find().ok_or_else(|| "no nginx: install it, the hosting tests run under a real one".to_owned())
}

/// Caddy, under which they run too.
pub fn caddy() -> Result<PathBuf> {
    if on_path("caddy").is_none() {
        install(&["caddy"]);
    }
    on_path("caddy").ok_or_else(|| "no caddy: install it, the hosting tests run under a real one".to_owned())
}

/// Debian's packages, where this is Debian and we may install.
fn install(packages: &[&str]) -> bool {
    let is_root = output(command("id").arg("-u")).is_some_and(|id| id == "0");
    if !is_root || on_path("apt-get").is_none() {
        return false;
    }
    println!("Installing {} (once; a minute)", packages.join(", "));
    let apt = |arguments: &[&str]| run(command("apt-get").args(arguments).env("DEBIAN_FRONTEND", "noninteractive"));
    let _ = apt(&["update", "-qq"]);
    let mut arguments = vec!["install", "-y", "-qq", "--no-install-recommends"];
    arguments.extend(packages);
    apt(&arguments).is_ok()
}
