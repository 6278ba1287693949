//! What Trunk cannot do, as its `post_build` hook, so that a plain `trunk build --release` gives what ships: wasm-opt, our
//! loader in place of Trunk's inline script (a strict policy refuses those), names by content, integrity, the policy.

use std::path::{Path, PathBuf};

use base64::Engine;
use sha2::{Digest, Sha256, Sha384};

use crate::Result;
use crate::command::{command, run as run_command};
use crate::tools;

/// A page with this policy loads scripts from its own folder alone, calls http(s) servers, shows http(s) pictures.
const POLICY: &str = "default-src 'none'; script-src 'self' 'wasm-unsafe-eval'; style-src 'self'; connect-src 'self' http: https:; \
    img-src 'self' data: blob: http: https:; worker-src 'self' blob:; manifest-src 'self'; base-uri 'none'; form-action 'none'";

/// Called by Trunk, which says by its environment where and what.
pub fn run() -> Result<()> {
    let folder = std::env::var_os("TRUNK_STAGING_DIR").map(PathBuf::from).ok_or("to be called by Trunk")?;
    if std::env::var("TRUNK_PROFILE").is_ok_and(|profile| profile == "debug") {
        // While developing, Trunk's own script stays: it reloads the page.
        return Ok(());
    }
    finish(&folder)
}

fn finish(folder: &Path) -> Result<()> {
    let page = folder.join("index.html");
    let html = read(&page)?;
    let (before, script, after) = inline_script(&html).ok_or("index.html: Trunk's script was not found")?;
    let module = quoted(script, ".js").ok_or("index.html: the module's name was not found")?;
    let wasm = quoted(script, "_bg.wasm").ok_or("index.html: the wasm's name was not found")?;

    optimise(&folder.join(wasm))?;
    let (wasm_name, wasm_integrity, wasm_bytes) = rename(folder, wasm, "openim-console", "wasm")?;
    // The module names its wasm for those who do not say where it is; we do, but no dead name shall stand there.
    let code = read(&folder.join(module))?.replace(wasm, &wasm_name);
    write(&folder.join(module), &code)?;
    let (module_name, module_integrity, _) = rename(folder, module, "openim-console", "js")?;
    let loader = read(&crate::root().join("static/loader.js"))?
        .replace("{{module}}", &module_name)
        .replace("{{wasm}}", &wasm_name)
        .replace("{{integrity}}", &wasm_integrity)
        .replace("'{{bytes}}'", &wasm_bytes.to_string());
    write(&folder.join("loader.js"), &loader)?;
    let (loader_name, loader_integrity, _) = rename(folder, "loader.js", "loader", "js")?;

    let head = format!(
        "<script type=\"module\" src=\"./{loader_name}\" integrity=\"{loader_integrity}\"></script>\n\
         <link rel=\"modulepreload\" href=\"./{module_name}\" integrity=\"{module_integrity}\">\n\
         <link rel=\"preload\" href=\"./{wasm_name}\" as=\"fetch\" type=\"application/wasm\" crossorigin=\"anonymous\" integrity=\"{wasm_integrity}\">"
    );
    let html = format!("{}{head}{}", without_preloads(before), without_preloads(after));
    let policy = format!("<meta http-equiv=\"Content-Security-Policy\" content=\"{POLICY}\">");
    // Before anything that it is about.
    let html = html.replacen("<meta charset=\"utf-8\">", &format!("<meta charset=\"utf-8\">\n{policy}"), 1);
    if !html.contains(&policy) || html.contains("<script>") || html.contains("style=") {
        return Err("index.html: the policy has no place, or something inline is left".to_owned());
    }
    write(&page, &html)
}

/// What stands before, in and behind the only inline script.
fn inline_script(html: &str) -> Option<(&str, &str, &str)> {
    let start = html.match_indices("<script").map(|(at, _)| at).find(|at| {
        let tag = html.get(*at..).unwrap_or_default().split('>').next().unwrap_or_default();
        tag.contains("module") && !tag.contains("src=")
    })?;
    let (before, rest) = html.split_at_checked(start)?;
    let (script, after) = rest.split_once("</script>")?;
    Some((before, script, after))
}

/// The file name with this ending that stands in quotes.
fn quoted<'a>(script: &'a str, ending: &str) -> Option<&'a str> {
    let mut words = script.split(['"', '\'']);
    words.find(|word| word.ends_with(ending)).map(|word| word.rsplit('/').next().unwrap_or(word))
}

/// Drops Trunk's own preload links: they name files that have new names now.
fn without_preloads(html: &str) -> String {
    let mut kept = String::new();
    let mut rest = html;
    while let Some(at) =
        rest.find("<link rel=\"modulepreload\"").into_iter().chain(rest.find("<link rel=\"preload\"")).min()
    {
        let (before, link) = rest.split_at(at);
        kept.push_str(before);
        rest = link.split_once('>').map_or("", |(_, behind)| behind);
    }
    kept + rest
}

/// Makes the wasm smaller, where the tool is to be had.
fn optimise(wasm: &Path) -> Result<()> {
    let Some(wasm_opt) = tools::wasm_opt() else {
        println!("wasm-opt cannot be had here: the build is larger, and works.");
        return Ok(());
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
        "--strip-debug",
        "--strip-producers",
    ]);
    run_command(tool.arg(wasm).arg("-o").arg(wasm))
}

/// Gives the file a name by its content; says the name, the integrity and the size in bytes.
fn rename(folder: &Path, file: &str, name: &str, extension: &str) -> Result<(String, String, usize)> {
    let old = folder.join(file);
    let bytes = std::fs::read(&old).map_err(|error| format!("{}: {error}", old.display()))?;
    let hash: String = Sha256::digest(&bytes).iter().take(8).map(|byte| format!("{byte:02x}")).collect();
    let integrity = format!("sha384-{}", base64::engine::general_purpose::STANDARD.encode(Sha384::digest(&bytes)));
    let new = format!("{name}-{hash}.{extension}");
    std::fs::rename(&old, folder.join(&new)).map_err(|error| format!("{}: {error}", old.display()))?;
    Ok((new, integrity, bytes.len()))
}

fn read(file: &Path) -> Result<String> {
    std::fs::read_to_string(file).map_err(|error| format!("{}: {error}", file.display()))
}

fn write(file: &Path, text: &str) -> Result<()> {
    std::fs::write(file, text).map_err(|error| format!("{}: {error}", file.display()))
}

#[cfg(test)]
mod tests {
    use super::*;

    const HTML: &str = "<head><meta charset=\"utf-8\"><script type=\"module\">import init from './a-1.js'; init({module_or_path:'./a-1_bg.wasm'})</script>\
        <link rel=\"modulepreload\" href=\"./a-1.js\"><link rel=\"stylesheet\" href=\"./x.css\"><link rel=\"preload\" href=\"./a-1_bg.wasm\"></head>";

    #[test]
    fn the_inline_script_and_its_files_are_found() {
        let (before, script, after) = inline_script(HTML).unwrap();
        assert!(before.ends_with("utf-8\">") && after.starts_with("<link"));
        assert_eq!((quoted(script, ".js"), quoted(script, "_bg.wasm")), (Some("a-1.js"), Some("a-1_bg.wasm")));
        assert_eq!(inline_script("<script type=\"module\" src=\"x\"></script>"), None);
    }

    #[test]
    fn old_preloads_go_and_stylesheets_stay() {
        let html = without_preloads(HTML);
        assert!(!html.contains("preload") && html.contains("./x.css") && html.ends_with("</head>"));
    }
}
