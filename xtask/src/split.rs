//! The release build in parts: what the first list needs, and what is fetched when it is first shown (`src/lazy.rs` draws the
//! border). From the linker's output to JavaScript and wasm files that need nothing further.

use std::path::{Path, PathBuf};

use wasm_split_cli_support::{Options, transform};

use crate::Result;
use crate::command::{command, output, run};
use crate::{minify, names, tools};

/// How the splitter calls the module that fetches the parts.
const LOADERS: &str = "./parts.js";

/// What came of it, all in one folder.
pub struct Parts {
    /// The JavaScript module; it names the other files.
    pub module: PathBuf,
    /// The wasm that it starts with.
    pub wasm: PathBuf,
    /// The wasm files that it fetches later, by name.
    pub later: Vec<PathBuf>,
}

/// Splits `linked` into `folder`, which is emptied first.
pub fn split(linked: &Path, folder: &Path, name: &str, wasm_bindgen: &Path) -> Result<Parts> {
    let _ = std::fs::remove_dir_all(folder);
    let mut whole = std::fs::read(linked).map_err(|error| format!("{}: {error}", linked.display()))?;
    blank_paths(&mut whole);
    let main = folder.join("main.wasm");
    let main_module = format!("./{name}.js");
    let mut options = Options::new(&whole);
    (options.output_dir, options.main_out_path) = (folder, &main);
    (options.link_name, options.main_module) = (LOADERS, &main_module);
    let split = transform(options).map_err(|error| format!("splitting {}: {error:?}", linked.display()))?;

    let mut bindgen = command(wasm_bindgen.join("wasm-bindgen"));
    bindgen.args(["--target", "web", "--no-typescript", "--keep-lld-exports", "--out-name", name, "--out-dir"]);
    run(bindgen.arg(folder).arg(&main))?;
    let parts = Parts {
        module: folder.join(format!("{name}.js")),
        wasm: folder.join(format!("{name}_bg.wasm")),
        later: split.split_modules,
    };
    let loaders = folder.join(LOADERS);
    let mut code = with_loaders(&read(&parts.module)?, &read(&loaders)?)?;
    for wasm in &parts.later {
        optimise(wasm, &[])?;
    }
    if let Some(printed) = optimise(&parts.wasm, &["--minify-imports-and-exports-and-modules"])? {
        code = names::shorten(&code, &printed)?;
    }
    let code = minify::script(&code);
    std::fs::write(&parts.module, code).map_err(|error| format!("{}: {error}", parts.module.display()))?;
    for file in [main, loaders] {
        std::fs::remove_file(&file).map_err(|error| format!("{}: {error}", file.display()))?;
    }
    Ok(parts)
}

/// The places of possible panics name source files by their path on the machine that built: nobody's business, and another
/// one on each. What stands before the crate's name is blanked, in place, because its length is noted elsewhere.
fn blank_paths(wasm: &mut [u8]) {
    const MARK: &[u8] = b"/registry/src/";
    let mut from = 0;
    while let Some(at) = wasm.get(from..).and_then(|rest| rest.windows(MARK.len()).position(|window| window == MARK)) {
        let at = from + at;
        let is_path = |byte: &u8| byte.is_ascii_graphic() && !b"\"'`<>".contains(byte);
        let before = wasm.get(..at).unwrap_or_default();
        let start = before.iter().rposition(|byte| !is_path(byte)).map_or(0, |place| place + 1);
        let behind = wasm.get(at + MARK.len()..).unwrap_or_default();
        let end = at + MARK.len() + behind.iter().position(|byte| *byte == b'/').unwrap_or(0);
        if let Some(path) = wasm.get_mut(start..end) {
            path.fill(b'.');
        }
        from = end.max(at + 1);
    }
}

/// One module of the two that import each other: a request less, and names by content are possible.
fn with_loaders(module: &str, loaders: &str) -> Result<String> {
    let (import, loaders) = loaders.split_once('\n').ok_or("the loaders are empty")?;
    if !import.starts_with("import { initSync }") {
        return Err(format!("the loaders begin otherwise than expected: {import}"));
    }
    let names: Vec<&str> = loaders
        .lines()
        .filter_map(|line| line.strip_prefix("export const ")?.split_once(" = ").map(|(name, _)| name))
        .collect();
    // What is answered with an error page must not be taken for wasm, and not every server knows the type of wasm.
    let fetched = "(WebAssembly.instantiateStreaming(src, imports))";
    if !loaders.contains(fetched) {
        return Err("the loaders fetch otherwise than expected".to_owned());
    }
    let loaders = loaders
        .replace("export const ", "const ")
        .replace(fetched, "WebAssembly.instantiate(await bytesOf(src), imports)");
    let mut lines = Vec::new();
    for line in module.lines() {
        lines.push(match line.strip_prefix("import * as ") {
            Some(rest) if rest.contains(LOADERS) => {
                let variable = rest.split(' ').next().unwrap_or_default();
                format!("const {variable} = {{ {} }};", names.join(", "))
            }
            _ => line.to_owned(),
        });
    }
    let bytes_of = "async function bytesOf(fetched) {\n    const response = await fetched;\n    \
        if (!response.ok) throw new Error(`${response.url}: HTTP ${response.status}`);\n    return response.arrayBuffer();\n}\n";
    Ok(format!("{bytes_of}{loaders}{}\n", lines.join("\n")))
}

/// Makes the wasm smaller, where the tool is to be had; gives what it prints. Functions are put in the order of their
/// names: alike ones side by side compress better.
fn optimise(wasm: &Path, passes: &[&str]) -> Result<Option<String>> {
    let Some(wasm_opt) = tools::wasm_opt() else {
        println!("wasm-opt cannot be had here: the build is larger, and works.");
        return Ok(None);
    };
    let mut tool = command(wasm_opt);
    tool.args([
        "-Oz",
        "--enable-bulk-memory",
        "--enable-nontrapping-float-to-int",
        "--enable-sign-ext",
        "--enable-mutable-globals",
    ]);
    tool.args([
        "--enable-multivalue",
        "--enable-reference-types",
        "--enable-bulk-memory-opt",
        "--reorder-functions-by-name",
    ]);
    tool.args(passes).args(["--strip-debug", "--strip-producers"]).arg(wasm).arg("-o").arg(wasm);
    output(&mut tool).map(Some).ok_or_else(|| format!("wasm-opt failed at {}", wasm.display()))
}

fn read(file: &Path) -> Result<String> {
    std::fs::read_to_string(file).map_err(|error| format!("{}: {error}", file.display()))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_loaders_become_part_of_the_module() {
        let module =
            "import * as import1 from \"./parts.js\"\nimport * as import2 from \"./parts.js\"\nexport { initSync };";
        let loaders = "import { initSync } from \"./x.js\";\nexport const load_a = 1;\nconst later = \
            (WebAssembly.instantiateStreaming(src, imports));\nexport const load_b = 2;";
        let code = with_loaders(module, loaders).unwrap();
        assert!(!code.contains("import ") && !code.contains("Streaming"), "{code}");
        assert!(code.contains("const import1 = { load_a, load_b };") && code.contains("const import2 = {"), "{code}");
        assert!(code.contains("\nconst load_b = 2;"), "{code}");
    }

    #[test]
    fn paths_of_the_building_machine_are_blanked_and_nothing_moves() {
        let mut bytes = b"\x00/home/me/.cargo/registry/src/index-1a2b/yew-0.23.0/src/a.rs\x00src/b.rs\x00".to_vec();
        let length = bytes.len();
        blank_paths(&mut bytes);
        let text = String::from_utf8(bytes).unwrap();
        assert_eq!(text.len(), length);
        assert!(text.starts_with("\u{0}....") && text.ends_with("./yew-0.23.0/src/a.rs\u{0}src/b.rs\u{0}"), "{text}");
        assert!(!text.contains("home") && !text.contains("index"), "{text}");
    }

    #[test]
    fn loaders_of_another_form_are_refused() {
        assert!(with_loaders("", "export const a = 1;\n").is_err());
        assert!(with_loaders("", "import { initSync } from \"./x.js\";\nfetch(1)").is_err());
    }
}
