//! The sandbox as a web worker, which the console's demo runs on: a script and its wasm, fetched when somebody asks for the demo.

use std::path::Path;

use crate::command::{cargo, command, run};
use crate::post_build::{copy_by_content, file_name, read, write};
use crate::tools::{self, WASM};
use crate::{Result, build, minify, split};

/// What the console calls the script until it has its name by content (`src/demo/worker.rs`); as long as that.
pub const SCRIPT: &str = "sandbox-worker-0000000000000000.js";
/// The begin of both files' names.
const NAME: &str = "sandbox-worker";

/// Builds it into `folder`; gives the script's name.
pub fn build(folder: &Path) -> Result<String> {
    run(&mut cargo(&["build", "--package", "openim-sandbox-worker", "--release", "--target", WASM, "--quiet"]))?;
    let linked = build::target().join(WASM).join("release/openim_sandbox_worker.wasm");
    let staging = build::target().join("parts/worker");
    let _ = std::fs::remove_dir_all(&staging);
    std::fs::create_dir_all(&staging).map_err(|error| format!("{}: {error}", staging.display()))?;
    let whole = split::without_paths(&linked)?;
    let whole_file = staging.join("whole.wasm");
    std::fs::write(&whole_file, whole).map_err(|error| format!("{}: {error}", whole_file.display()))?;

    let mut bindgen = command(tools::wasm_bindgen()?.join("wasm-bindgen"));
    // A classic script: every browser that runs the console can start it without being told of modules.
    bindgen.args(["--target", "no-modules", "--no-typescript", "--out-name", NAME, "--out-dir"]);
    run(bindgen.arg(&staging).arg(&whole_file))?;
    let wasm = staging.join(format!("{NAME}_bg.wasm"));
    // What the linker notes for the console, which is split, nobody needs here. wasm-opt orders functions by their names.
    let bytes = split::without_custom_sections(&split::read_bytes(&wasm)?, &["name"]);
    std::fs::write(&wasm, bytes).map_err(|error| format!("{}: {error}", wasm.display()))?;
    split::optimise(&wasm, &["--strip-target-features"])?;
    let (wasm_name, integrity, _) = copy_by_content(&wasm, folder, NAME, "wasm")?;
    let script = staging.join(format!("{NAME}.js"));
    let start = read(&crate::root().join("embed/sandbox-worker/src/start.js"))?
        .replace("{{wasm}}", &wasm_name)
        .replace("{{integrity}}", &integrity);
    // The script names its wasm for those who do not say where it is; we do, but no dead name shall stand there.
    let code = read(&script)?.replace(&file_name(&wasm), &wasm_name) + &start;
    write(&script, &minify::script(&code))?;
    Ok(copy_by_content(&script, folder, NAME, "js")?.0)
}
