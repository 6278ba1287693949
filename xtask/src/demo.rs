//! `cargo xtask demo`: a folder that any static host can publish as it is, in which the demo starts by itself.

use std::path::Path;

use crate::{Result, build, tools};

/// What the folder's config.json says.
const CONFIG: &str = "{ \"demo\": \"start\" }\n";

/// Builds the console and puts the folder together.
pub fn run() -> Result<()> {
    println!("Building the console (the first time some minutes, later under one)");
    build::console(&tools::ensure()?)?;
    let folder = build::target().join("demo");
    let _ = std::fs::remove_dir_all(&folder);
    copy(&crate::root().join("dist"), &folder)?;
    std::fs::write(folder.join("config.json"), CONFIG).map_err(|error| format!("config.json: {error}"))?;
    println!("\n  {}\n  is the demo: publish it as it is, below any path.", folder.display());
    println!("  To look at it here: cargo xtask serve {} --port 8080\n", folder.display());
    Ok(())
}

/// `dist` has no folders in it.
fn copy(from: &Path, to: &Path) -> Result<()> {
    let failed = |error: std::io::Error| format!("{}: {error}", to.display());
    std::fs::create_dir_all(to).map_err(failed)?;
    for entry in std::fs::read_dir(from).map_err(|error| format!("{}: {error}", from.display()))? {
        let entry = entry.map_err(failed)?;
        std::fs::copy(entry.path(), to.join(entry.file_name())).map_err(failed)?;
    }
    Ok(())
}
