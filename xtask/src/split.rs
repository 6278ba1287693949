//! The release build in parts: what the first list needs, and what is fetched when it is first shown (`src/lazy.rs` draws the
//! border); of the client for JavaScript, what signs in, and the families of calls (`embed/client/src/methods.rs`). From the linker's
//! output to JavaScript and wasm files that need nothing further.

use std::path::{Path, PathBuf};

use base64::Engine;
use wasm_split_cli_support::{Options, transform};

use crate::Result;
use crate::command::{command, output, run};
use crate::{minify, names, tools};

/// How the splitter calls the module that fetches the parts.
const LOADERS: &str = "./parts.js";

/// What came of it, all in one folder.
pub struct Parts {
    /// The JavaScript module; it names the other two.
    pub module: PathBuf,
    /// The wasm that it starts with.
    pub wasm: PathBuf,
    /// The JavaScript module that fetches the wasm files below.
    pub loaders: PathBuf,
    /// The wasm files that are fetched later, by name.
    pub later: Vec<PathBuf>,
}

/// Splits `linked` into `folder`, which is emptied first. `names` are texts in it that are replaced by others of their length.
pub fn split(linked: &Path, folder: &Path, name: &str, wasm_bindgen: &Path, names: &[(&str, &str)]) -> Result<Parts> {
    let _ = std::fs::remove_dir_all(folder);
    let mut whole = without_paths(linked)?;
    for (old, new) in names {
        replace(&mut whole, old.as_bytes(), new.as_bytes()).map_err(|why| format!("{old}: {why}"))?;
    }
    let main = folder.join("main.wasm");
    let main_module = format!("./{name}.js");
    let mut options = Options::new(&whole);
    (options.output_dir, options.main_out_path) = (folder, &main);
    (options.link_name, options.main_module) = (LOADERS, &main_module);
    let split = transform(options).map_err(|error| format!("splitting {}: {error:?}", linked.display()))?;

    bind(&main, folder, name, wasm_bindgen)?;
    let mut parts = Parts {
        module: folder.join(format!("{name}.js")),
        wasm: folder.join(format!("{name}_bg.wasm")),
        loaders: folder.join(LOADERS),
        later: split.split_modules,
    };
    let loaders = read(&parts.loaders)?;
    let code = with_loaders(&read(&parts.module)?, &loaders)?;
    for wasm in &parts.later {
        let bytes = without_custom_sections(&read_bytes(wasm)?, &[]);
        std::fs::write(wasm, &bytes).map_err(|error| format!("{}: {error}", wasm.display()))?;
        // A word or two that several parts share: there is nothing to make smaller, and there are dozens of them.
        if bytes.len() > SMALL_BYTES {
            optimise(wasm, &["--strip-target-features"])?;
        }
    }
    let list = minify::script(&parts_module(&loaders, folder)?);
    std::fs::write(&parts.loaders, list).map_err(|error| format!("{}: {error}", parts.loaders.display()))?;
    parts.later.retain(|part| part.exists());
    finish(&code, &parts.module, &parts.wasm)?;
    std::fs::remove_file(&main).map_err(|error| format!("{}: {error}", main.display()))?;
    Ok(parts)
}

/// The JavaScript and the wasm that belong together.
fn bind(wasm: &Path, folder: &Path, name: &str, wasm_bindgen: &Path) -> Result<()> {
    let mut bindgen = command(wasm_bindgen.join("wasm-bindgen"));
    bindgen.args(["--target", "web", "--no-typescript", "--out-name", name, "--out-dir"]).arg(folder);
    run(bindgen.args(["--keep-lld-exports"]).arg(wasm))
}

/// Makes both as small as they go.
fn finish(code: &str, module: &Path, wasm: &Path) -> Result<()> {
    let code = match optimise(wasm, &["--minify-imports-and-exports-and-modules"])? {
        Some(printed) => minify::script(&names::shorten(code, &printed)?),
        None => minify::script(code),
    };
    std::fs::write(module, code).map_err(|error| format!("{}: {error}", module.display()))
}

/// A linked program that names no path of this machine.
pub fn without_paths(linked: &Path) -> Result<Vec<u8>> {
    let mut wasm = read_bytes(linked)?;
    blank_paths(&mut wasm);
    Ok(wasm)
}

/// The places of possible panics name source files by their path on the machine that built: nobody's business, and another
/// one on each. What stands before the crate's name is blanked, in place, because its length is noted elsewhere; and the file within it,
/// because there are many and the crate and the line say enough.
fn blank_paths(wasm: &mut [u8]) {
    const MARK: &[u8] = b"/registry/src/";
    const MOST_OF_A_PATH: usize = 120;
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
        let rest = wasm.get(end..).unwrap_or_default();
        let name = rest.iter().skip(1).position(|byte| *byte == b'/').map_or(0, |length| length + 2);
        let file = rest.iter().take(MOST_OF_A_PATH).position(|byte| !is_path(byte)).unwrap_or(MOST_OF_A_PATH);
        let file = rest.get(..file).and_then(|rest| rest.windows(3).position(|window| window == b".rs"));
        if let Some(path) = file.and_then(|file| wasm.get_mut(end + name..end + file)) {
            path.fill(b'.');
        }
        from = end.max(at + 1);
    }
}

/// Puts `new` in the place of `old`, wherever that stands. In place, as above.
fn replace(wasm: &mut [u8], old: &[u8], new: &[u8]) -> Result<(), &'static str> {
    if old.len() != new.len() {
        return Err("the name by content has another length");
    }
    let mut found = false;
    while let Some(at) = wasm.windows(old.len()).position(|window| window == old) {
        found = true;
        if let Some(place) = wasm.get_mut(at..at + new.len()) {
            place.copy_from_slice(new);
        }
    }
    if found { Ok(()) } else { Err("the wasm does not name it") }
}

/// The module with a few lines in place of the splitter's loaders: they fetch the list of parts (`parts.js`) when a part is first needed.
fn with_loaders(module: &str, loaders: &str) -> Result<String> {
    let shared = loaders.split_once('\n').map(|(_, rest)| rest).unwrap_or_default();
    let shared =
        shared.split_once("function wrapAsyncCb").map(|(shared, _)| shared).ok_or("the loaders share nothing")?;
    let names: Vec<&str> = exported(loaders).map(|(name, _)| name).collect();
    let mut lines: Vec<String> =
        names.iter().map(|name| format!("const {name} = loader(\"{}\");", key(name))).collect();
    for line in module.lines() {
        lines.push(match line.strip_prefix("import * as ") {
            Some(rest) if rest.contains(LOADERS) => {
                let variable = rest.split(' ').next().unwrap_or_default();
                format!("const {variable} = {{ {} }};", names.join(", "))
            }
            _ => line.to_owned(),
        });
    }
    Ok(format!("{LOADER}{shared}{}\n", lines.join("\n")))
}

/// Calls back with whether the part has come. A module that could not be fetched is asked for under another address, because
/// browsers before 2026 remember the failure of the first; today's (seen on Chromium 156) ask anew under the same. Where a bundler has given
/// it another name, the browser's message says which, but for Safari's.
const LOADER: &str = r#"let parts;
let address;
let attempts = 0;
function loader(name) {
    return async (callback, data) => {
        let arrived = false;
        try {
            parts ??= attempts
                ? import(/* @vite-ignore */ `${address}?${attempts}`).catch(() => import("./parts.js"))
                : import("./parts.js");
            const { load } = await parts.catch((error) => {
                parts = undefined;
                attempts += 1;
                address ??= /https?:[^\s?]+/.exec(error.message)?.[0] ?? "./parts.js";
                throw error;
            });
            await load(name, getSharedImports());
            arrived = true;
        } catch (error) {
            console.error(error);
        }
        getSharedImports().__wasm_split.__indirect_function_table.get(callback)(data, arrived);
    };
}
"#;

/// The module that fetches the parts: the splitter's list of them, in our own form.
fn parts_module(loaders: &str, folder: &Path) -> Result<String> {
    let mut lines = Vec::new();
    for (name, rest) in exported(loaders).chain(chunks(loaders)) {
        let file = rest.split_once("new URL(\"./").and_then(|(_, rest)| rest.split('"').next());
        let needs = rest.split_once("\n, [").and_then(|(_, rest)| rest.split(']').next());
        let (Some(file), Some(needs)) = (file, needs) else {
            return Err(format!("the splitter describes {name} otherwise than expected"));
        };
        let needs: Vec<String> = needs
            .split(',')
            .map(str::trim)
            .filter(|need| !need.is_empty())
            .map(|need| format!("\"{}\"", key(need)))
            .collect();
        let path = folder.join(file);
        let bytes = std::fs::read(&path).map_err(|error| format!("{file}: {error}"))?;
        let source = if bytes.len() > SMALL_BYTES {
            format!("new URL(\"./{file}\", import.meta.url), \"\"")
        } else {
            std::fs::remove_file(&path).map_err(|error| format!("{file}: {error}"))?;
            format!("\"{}\", \"\"", base64::engine::general_purpose::STANDARD.encode(bytes))
        };
        lines.push(format!("{}: [{source}, [{}]],", key(name), needs.join(", ")));
    }
    let template = include_str!("parts.js");
    if lines.is_empty() || !template.contains("/* parts */") {
        return Err("there are no parts".to_owned());
    }
    Ok(template.replace("/* parts */", &lines.join("\n")))
}

/// A part of so many bytes is not worth a request.
const SMALL_BYTES: usize = 1_024;

/// The loaders that the wasm calls, by name.
fn exported(loaders: &str) -> impl Iterator<Item = (&str, &str)> {
    loaders.split("\nexport const ").skip(1).filter_map(|rest| rest.split_once(" = "))
}

/// What several parts need, by name.
fn chunks(loaders: &str) -> impl Iterator<Item = (&str, &str)> {
    loaders.split("\nconst ").skip(1).filter_map(|rest| rest.split_once(" = "))
}

/// `__wasm_split_load_user` → `user`, `__chunk_13` → `chunk_13`.
fn key(name: &str) -> &str {
    name.trim_start_matches("__wasm_split_load_").trim_start_matches("__")
}

/// Names and notes of the tools are left out, but for those that are called so.
pub fn without_custom_sections(wasm: &[u8], kept_names: &[&str]) -> Vec<u8> {
    let (header, mut rest) = wasm.split_at_checked(8).unwrap_or((wasm, &[]));
    let mut kept = header.to_vec();
    while let Some((&id, body)) = rest.split_first() {
        // The length is a LEB128 number.
        let digits = body.iter().position(|byte| byte & 0x80 == 0).map_or(body.len(), |last| last + 1);
        let length = body.iter().take(digits).rev().fold(0_usize, |sum, byte| (sum << 7) | usize::from(byte & 0x7f));
        let (section, behind) = rest.split_at_checked(1 + digits + length).unwrap_or((rest, &[]));
        // A custom section begins with its name, of less than 128 letters, and that with its length.
        let is_called = |name: &&str| section.get(2 + digits..).is_some_and(|rest| rest.starts_with(name.as_bytes()));
        if id != 0 || kept_names.iter().any(is_called) {
            kept.extend_from_slice(section);
        }
        rest = behind;
    }
    kept
}

/// Makes the wasm smaller, where the tool is to be had; gives what it prints. Functions are put in the order of their
/// names: alike ones side by side compress better.
pub fn optimise(wasm: &Path, passes: &[&str]) -> Result<Option<String>> {
    let Some(wasm_opt) = tools::wasm_opt() else {
        println!("wasm-opt cannot be had here: the build is larger, and works.");
        return Ok(None);
    };
    let mut tool = command(wasm_opt);
    // The lowest kilobyte is the far end of the stack: no address in it is ever a base. And how loads are aligned is a hint that
    // engines do without; numbers that are all alike compress better.
    tool.args([
        "--low-memory-unused",
        "-Oz",
        "--dealign",
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

/// All of a file.
pub fn read_bytes(file: &Path) -> Result<Vec<u8>> {
    std::fs::read(file).map_err(|error| format!("{}: {error}", file.display()))
}

fn read(file: &Path) -> Result<String> {
    std::fs::read_to_string(file).map_err(|error| format!("{}: {error}", file.display()))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_and_notes_are_left_out_and_the_rest_stays() {
        let long = vec![0x7f; 200];
        let data = [&[11, 0xc8, 0x01], long.as_slice()].concat();
        let wasm =
            [b"\0asm\x01\0\0\0".as_slice(), &[0, 3, 1, 2, 3], &data, &[0, 0xc8, 0x01], &long, &[5, 1, 9]].concat();
        let expected = [b"\0asm\x01\0\0\0".as_slice(), &data, &[5, 1, 9]].concat();
        assert_eq!(without_custom_sections(&wasm, &[]), expected);
        assert_eq!(without_custom_sections(b"short", &[]), b"short");
        let named = [b"\0asm\x01\0\0\0".as_slice(), &[0, 5, 4], b"name", &[0, 4, 3], b"foo"].concat();
        let kept = [b"\0asm\x01\0\0\0".as_slice(), &[0, 5, 4], b"name"].concat();
        assert_eq!(without_custom_sections(&named, &["name"]), kept);
    }

    const LOADERS_OF_TWO: &str = "import { initSync } from \"./x.js\";\nlet shared;\nfunction wrapAsyncCb() {}\n\
        const __chunk_1 = makeLoad(() => {\n    const src = fetch(new URL(\"./chunk_1.wasm\", import.meta.url));\n}\n, []);\n\
        export const __wasm_split_load_a = wrapAsyncCb(makeLoad(() => {\n    const src = fetch(new URL(\"./a.wasm\", import.meta.url));\n}\n, [__chunk_1]));\n";

    #[test]
    fn the_module_fetches_the_list_of_parts_when_one_is_needed() {
        let module =
            "import * as import1 from \"./parts.js\"\nimport * as import2 from \"./parts.js\"\nexport { initSync };";
        let code = with_loaders(module, LOADERS_OF_TWO).unwrap();
        assert!(code.contains("\nconst __wasm_split_load_a = loader(\"a\");"), "{code}");
        assert!(
            code.contains("const import1 = { __wasm_split_load_a };") && code.contains("const import2 = {"),
            "{code}"
        );
        assert!(code.contains("let shared;") && !code.contains(".wasm\""), "{code}");
    }

    #[test]
    fn a_small_part_stands_in_the_list_and_a_large_one_is_named() {
        let folder = std::env::temp_dir().join(format!("openim-console-split-{}", std::process::id()));
        std::fs::create_dir_all(&folder).unwrap();
        std::fs::write(folder.join("chunk_1.wasm"), b"small").unwrap();
        std::fs::write(folder.join("a.wasm"), vec![0; SMALL_BYTES + 1]).unwrap();
        let list = parts_module(LOADERS_OF_TWO, &folder).unwrap();
        assert!(list.contains("a: [new URL(\"./a.wasm\", import.meta.url), \"\", [\"chunk_1\"]],"), "{list}");
        assert!(list.contains("chunk_1: [\"c21hbGw=\", \"\", []],"), "{list}");
        std::fs::remove_dir_all(&folder).unwrap();
    }

    #[test]
    fn paths_of_the_building_machine_are_blanked_and_nothing_moves() {
        let mut bytes = b"\x00/home/me/.cargo/registry/src/index-1a2b/yew-0.23.0/src/a.rs\x00src/b.rs\x00".to_vec();
        let length = bytes.len();
        blank_paths(&mut bytes);
        let text = String::from_utf8(bytes).unwrap();
        assert_eq!(text.len(), length);
        assert!(text.starts_with("\u{0}....") && text.ends_with("./yew-0.23.0/......rs\u{0}src/b.rs\u{0}"), "{text}");
        assert!(!text.contains("home") && !text.contains("index"), "{text}");
    }

    #[test]
    fn a_name_is_replaced_wherever_it_stands_and_a_missing_one_is_an_error() {
        let mut bytes = b"\0a-000.js\0\0a-000.js".to_vec();
        assert!(replace(&mut bytes, b"a-000.js", b"a-123.js").is_ok());
        assert_eq!(bytes, b"\0a-123.js\0\0a-123.js");
        assert!(replace(&mut bytes, b"a-000.js", b"a-123.js").is_err(), "no longer there");
        assert!(replace(&mut bytes, b"a-123.js", b"a-1.js").is_err(), "of another length");
    }

    #[test]
    fn loaders_of_another_form_are_refused() {
        assert!(with_loaders("", "export const a = 1;\n").is_err());
        assert!(parts_module("\nexport const a = fetch(1);", Path::new("")).is_err());
        assert!(parts_module("", Path::new("")).is_err());
    }
}
