//! Building what is shipped and what the tests need.

use std::path::PathBuf;
use std::process::Command;

use crate::Result;
use crate::command::{cargo, command, path_with, run};
use crate::tools::{Tools, WASM};
use crate::{minify, split};

/// Trunk with the pinned tools in front of the PATH, so that it looks for none itself.
pub fn trunk(tools: &Tools) -> Command {
    let mut trunk = command(tools.trunk.join("trunk"));
    trunk.env("PATH", path_with(&[&tools.trunk, &tools.wasm_bindgen])).env_remove("NO_COLOR");
    trunk
}

/// The release console in `dist/`.
pub fn console(tools: &Tools) -> Result<()> {
    run(trunk(tools).args(["build", "--release"]))
}

/// The sandbox; gives the program.
pub fn sandbox() -> Result<PathBuf> {
    run(&mut cargo(&["build", "--package", "openim-sandbox", "--profile", "tools", "--quiet"]))?;
    Ok(target().join("tools").join(format!("openim-sandbox{}", std::env::consts::EXE_SUFFIX)))
}

/// The console as a module: JavaScript and wasm for `<script type="module">`; gives the folder.
pub fn module(tools: &Tools) -> Result<PathBuf> {
    run(&mut cargo(&["build", "--package", "openim-console-embed", "--release", "--target", WASM, "--quiet"]))?;
    let linked = target().join(WASM).join("release/openim_console_embed.wasm");
    let folder = target().join("parts/embed");
    split::split(&linked, &folder, "openim-console", &tools.wasm_bindgen, &[])?;
    Ok(folder)
}

/// The client as a module for JavaScript, without the console; gives the folder. What others import is `client.js` with its types; it
/// imports `bindings.js`, which fetches `client_bg.wasm`, and that the parts named in `parts.js`.
pub fn headless(tools: &Tools) -> Result<PathBuf> {
    run(&mut cargo(&["build", "--package", "openim-console-client", "--release", "--target", WASM, "--quiet"]))?;
    let linked = target().join(WASM).join("release/openim_console_client.wasm");
    let folder = target().join("parts/client");
    split::split(&linked, &folder, "client", &tools.wasm_bindgen, &[])?;
    let (ours, module) = (crate::root().join("embed/client"), folder.join("client.js"));
    std::fs::rename(&module, folder.join("bindings.js")).map_err(|error| format!("{}: {error}", module.display()))?;
    let entry = std::fs::read_to_string(ours.join("client.js")).map_err(|error| format!("client.js: {error}"))?;
    std::fs::write(&module, minify::script(&entry)).map_err(|error| format!("{}: {error}", module.display()))?;
    std::fs::copy(ours.join("client.d.ts"), folder.join("client.d.ts"))
        .map_err(|error| format!("client.d.ts: {error}"))?;
    Ok(folder)
}

/// All that names a class of the stylesheets.
pub struct Source {
    /// What is there from the start: shell, sign-in, the list, the page and its loader.
    pub first: String,
    /// What is fetched when it is first shown.
    pub later: String,
}

/// Parts of the source that only fetched parts of the console use, below `src`.
const LATER: [&str; 7] = ["demo/", "pages/", "tools/", "ui/drawer.rs", "ui/dialog.rs", "ui/tabs.rs", "ui/split.rs"];
/// And what of them is there from the start after all.
const FIRST: [&str; 2] = ["pages/sign_in/", "pages/users/"];

/// Reads it.
pub fn source() -> Result<Source> {
    let root = crate::root().join("src");
    let mut source = Source { first: String::new(), later: String::new() };
    let mut folders = vec![root.clone()];
    let mut files = vec![crate::root().join("index.html"), crate::root().join("static/loader.js")];
    while let Some(folder) = folders.pop() {
        for entry in std::fs::read_dir(&folder).map_err(|error| format!("{}: {error}", folder.display()))? {
            let path = entry.map_err(|error| error.to_string())?.path();
            if path.is_dir() { folders.push(path) } else { files.push(path) }
        }
    }
    for file in files {
        let text = std::fs::read_to_string(&file).map_err(|error| format!("{}: {error}", file.display()))?;
        let place = file.strip_prefix(&root).map(|path| path.to_string_lossy().replace('\\', "/")).unwrap_or_default();
        let begins = |starts: &[&str]| starts.iter().any(|start| place.starts_with(start));
        if begins(&LATER) && !begins(&FIRST) {
            source.later += &text;
        } else {
            source.first += &text;
        }
    }
    Ok(source)
}

/// cargo's target folder.
pub fn target() -> PathBuf {
    std::env::var_os("CARGO_TARGET_DIR").map_or_else(|| crate::root().join("target"), PathBuf::from)
}
