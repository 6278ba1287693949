//! The npm package: what stands in `embed/`, the console as a module, the client for
//! JavaScript, and the stylesheet, in one folder.

use std::path::{Path, PathBuf};

use crate::tools::Tools;
use crate::{Result, build, dist, minify, worker};

/// What is published as it stands in `embed/`.
const FILES: [&str; 8] =
    ["package.json", "README.md", "index.js", "index.d.ts", "element.js", "element.d.ts", "frame.js", "frame.d.ts"];
/// The stylesheets of the console, in their order.
const STYLES: [&str; 3] = ["static/tokens.css", "static/components.css", "static/pages.css"];

/// Builds it; gives the folder.
pub fn package(tools: &Tools) -> Result<PathBuf> {
    let module = build::module(tools)?;
    let folder = build::target().join("npm/openim-console");
    let _ = std::fs::remove_dir_all(&folder);
    copy_folder(&module, &folder.join("console"))?;
    worker::IMPORT.build_plain(&folder.join("console"))?;
    copy_folder(&build::headless(tools)?, &folder.join("client"))?;
    for file in FILES {
        copy(&crate::root().join("embed").join(file), &folder.join(file))?;
    }
    copy(&crate::root().join("LICENSE"), &folder.join("LICENSE"))?;
    write(&folder.join(dist::LICENCES), &dist::licences_of_npm()?)?;
    write(&folder.join("console.css"), &stylesheet()?)?;
    Ok(folder)
}

/// All of it: what a guest needs stands in front.
fn stylesheet() -> Result<String> {
    let mut text = String::new();
    for file in std::iter::once("embed/host.css").chain(STYLES) {
        let path = crate::root().join(file);
        let part = std::fs::read_to_string(&path).map_err(|error| format!("{file}: {error}"))?;
        text += &minify::stylesheet(&part);
        text.push('\n');
    }
    Ok(text)
}

/// The files of a folder, with its folders.
pub fn copy_folder(from: &Path, to: &Path) -> Result<()> {
    for entry in std::fs::read_dir(from).map_err(|error| format!("{}: {error}", from.display()))? {
        let path = entry.map_err(|error| error.to_string())?.path();
        let to = to.join(path.file_name().unwrap_or_default());
        if path.is_dir() { copy_folder(&path, &to) } else { copy(&path, &to) }?;
    }
    Ok(())
}

/// A file; the folder that it goes to is made.
pub fn copy(from: &Path, to: &Path) -> Result<()> {
    if let Some(folder) = to.parent() {
        std::fs::create_dir_all(folder).map_err(|error| format!("{}: {error}", folder.display()))?;
    }
    std::fs::copy(from, to).map(|_| ()).map_err(|error| format!("{}: {error}", from.display()))
}

fn write(file: &Path, text: &str) -> Result<()> {
    std::fs::write(file, text).map_err(|error| format!("{}: {error}", file.display()))
}
