//! The examples of `embed/examples`, as a portal's developer makes them: the package is packed and installed into them from its tarball,
//! types and package are checked, and what is to be served lies in one folder afterwards.

use std::path::{Path, PathBuf};

use crate::command::{command, run};
use crate::{Result, build, dist, package, tools};

/// Pages that name the package as it lies beside them.
const PAGES: [&str; 3] = ["plain", "element", "frame"];
/// Those that Vite builds.
const BUNDLED: [&str; 3] = ["client", "react", "vue"];
/// Files of the package that have no types.
const UNTYPED: [&str; 3] = ["console.css", "console.wasm", "client.wasm"];

/// Checks and builds them; gives the folder with one folder for each.
pub fn build(package: &Path) -> Result<PathBuf> {
    let examples = crate::root().join("embed/examples");
    let built = build::target().join("examples");
    let _ = std::fs::remove_dir_all(&built);
    std::fs::create_dir_all(&built).map_err(|error| format!("{}: {error}", built.display()))?;

    tools::ensure_packages(&examples)?;
    let tarball = pack(package, &built)?;
    // It is in no lock file: it has just been made.
    let into = ["install", "--no-save", "--no-package-lock", "--prefer-offline", "--no-audit", "--no-fund"];
    run(command(tools::npm()).args(into).arg(&tarball).current_dir(&examples))?;

    let tool = |name: &str| {
        let mut tool = command(examples.join("node_modules/.bin").join(name));
        tool.current_dir(&examples);
        tool
    };
    run(tool("publint").arg("--strict").arg(&tarball))?;
    run(tool("attw")
        .arg(&tarball)
        .args(["--profile", "esm-only", "--format", "ascii", "--exclude-entrypoints"])
        .args(UNTYPED))?;
    run(tool("vue-tsc").arg("--noEmit"))?;
    for name in BUNDLED {
        run(tool("vite")
            .args(["build", name, "--emptyOutDir", "--logLevel", "warn", "--outDir"])
            .arg(built.join(name)))?;
    }
    for name in PAGES {
        package::copy(&examples.join(name).join("index.html"), &built.join(name).join("index.html"))?;
        package::copy_folder(&examples.join("node_modules/openim-console"), &built.join(name).join("openim-console"))?;
    }
    Ok(built)
}

/// As it is released (`cargo xtask dist`).
fn pack(package: &Path, folder: &Path) -> Result<PathBuf> {
    let file = folder.join("openim-console.npm.tgz");
    let bytes = dist::archive::npm(&dist::files_of(package)?)?;
    std::fs::write(&file, bytes).map_err(|error| format!("{}: {error}", file.display()))?;
    Ok(file)
}
