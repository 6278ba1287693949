//! What runs in web workers: each a script and its wasm, fetched when somebody asks for what it is for.

use std::path::{Path, PathBuf};

use crate::command::{cargo, command, run};
use crate::post_build::{copy_by_content, file_name, read, write};
use crate::tools::{self, WASM};
use crate::{Result, build, minify, package, split};

/// A worker.
pub struct Worker {
    /// Its crate; also its folder below `embed/`, with `openim-` left out.
    package: &'static str,
    /// What the console calls the script until it has its name by content; as long as that.
    pub script: &'static str,
    /// The begin of both files' names.
    name: &'static str,
}

/// The server of the demo (`src/demo/worker.rs`).
pub const SANDBOX: Worker =
    Worker { package: "openim-sandbox-worker", script: "sandbox-worker-0000000000000000.js", name: "sandbox-worker" };
/// The files of an import (`src/pages/import/worker.rs`).
pub const IMPORT: Worker =
    Worker { package: "openim-import-worker", script: "import-worker-0000000000000000.js", name: "import-worker" };

impl Worker {
    /// Builds it into `folder`, named by content; gives the script's name.
    pub fn build(&self, folder: &Path) -> Result<String> {
        let wasm = self.wasm()?;
        let (wasm_name, integrity, _) = copy_by_content(&wasm, folder, self.name, "wasm")?;
        let script = self.script(&wasm, &wasm_name, &integrity)?;
        Ok(copy_by_content(&script, folder, self.name, "js")?.0)
    }

    /// Builds it into `folder` under plain names, for the npm package: bundlers give names of their own.
    pub fn build_plain(&self, folder: &Path) -> Result<()> {
        let wasm = self.wasm()?;
        let name = format!("{}.wasm", self.name);
        package::copy(&wasm, &folder.join(&name))?;
        // A bundler or a host may change the bytes, so there is no integrity.
        let script = self.script(&wasm, &name, "")?;
        package::copy(&script, &folder.join(format!("{}.js", self.name)))
    }

    fn staging(&self) -> PathBuf {
        build::target().join("parts").join(self.name)
    }

    /// The wasm as it ships, and beside it the script that binds it.
    fn wasm(&self) -> Result<PathBuf> {
        run(&mut cargo(&["build", "--package", self.package, "--release", "--target", WASM, "--quiet"]))?;
        let linked = format!("release/{}.wasm", self.package.replace('-', "_"));
        let linked = build::target().join(WASM).join(linked);
        let staging = self.staging();
        let _ = std::fs::remove_dir_all(&staging);
        std::fs::create_dir_all(&staging).map_err(|error| format!("{}: {error}", staging.display()))?;
        let whole = split::without_paths(&linked)?;
        let whole_file = staging.join("whole.wasm");
        std::fs::write(&whole_file, whole).map_err(|error| format!("{}: {error}", whole_file.display()))?;

        let mut bindgen = command(tools::wasm_bindgen()?.join("wasm-bindgen"));
        // A classic script: every browser that runs the console can start it without being told of modules.
        bindgen.args(["--target", "no-modules", "--no-typescript", "--out-name", self.name, "--out-dir"]);
        run(bindgen.arg(&staging).arg(&whole_file))?;
        let wasm = staging.join(format!("{}_bg.wasm", self.name));
        // What the linker notes for the console, which is split, nobody needs here. wasm-opt orders functions by their names.
        let bytes = split::without_custom_sections(&split::read_bytes(&wasm)?, &["name"]);
        std::fs::write(&wasm, bytes).map_err(|error| format!("{}: {error}", wasm.display()))?;
        split::optimise(&wasm, &["--strip-target-features"])?;
        Ok(wasm)
    }

    /// The script that fetches the wasm by this name.
    fn script(&self, wasm: &Path, wasm_name: &str, integrity: &str) -> Result<PathBuf> {
        let script = self.staging().join(format!("{}.js", self.name));
        let start = crate::root().join("embed").join(self.package.trim_start_matches("openim-")).join("src/start.js");
        let start = read(&start)?.replace("{{wasm}}", wasm_name).replace("{{integrity}}", integrity);
        // The script names its wasm for those who do not say where it is; we do, but no dead name shall stand there.
        let code = read(&script)?.replace(&file_name(wasm), wasm_name) + &start;
        write(&script, &minify::script(&code))?;
        Ok(script)
    }
}
