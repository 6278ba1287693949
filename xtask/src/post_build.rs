//! What Trunk cannot do, as its `post_build` hook, so that a plain `trunk build --release` gives what ships: the wasm in parts, our
//! loader in place of Trunk's inline script (a strict policy refuses those), names by content, integrity, the policy.

use std::path::{Path, PathBuf};

use base64::Engine;
use sha2::{Digest, Sha256, Sha384};

use crate::{Result, build, split, tools};

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

    // Trunk has bound the whole; what ships is bound anew, in parts.
    for file in [module, wasm] {
        std::fs::remove_file(folder.join(file)).map_err(|error| format!("{file}: {error}"))?;
    }
    let linked = build::target().join(tools::WASM).join("release/openim-console.wasm");
    let parts =
        split::split(&linked, &build::target().join("parts/console"), "openim-console", &tools::wasm_bindgen()?)?;
    let mut code = read(&parts.module)?;
    for part in &parts.later {
        let old = file_name(part);
        let (name, integrity, _) = copy_by_content(part, folder, old.trim_end_matches(".wasm"), "wasm")?;
        // `new URL("./user.wasm", import.meta.url)` is how the module names it.
        let (plain, checked) = (
            format!("\"./{old}\", import.meta.url)"),
            format!("\"./{name}\", import.meta.url), {{ integrity: \"{integrity}\", credentials: \"same-origin\" }}"),
        );
        if !code.contains(&plain) {
            return Err(format!("the module does not fetch {old}"));
        }
        code = code.replace(&plain, &checked);
    }
    let (wasm_name, wasm_integrity, wasm_bytes) = copy_by_content(&parts.wasm, folder, "openim-console", "wasm")?;
    // The module names its wasm for those who do not say where it is; we do, but no dead name shall stand there.
    code = code.replace(&file_name(&parts.wasm), &wasm_name);
    write(&parts.module, &code)?;
    let (module_name, module_integrity, _) = copy_by_content(&parts.module, folder, "openim-console", "js")?;
    let loader = read(&crate::root().join("static/loader.js"))?
        .replace("{{module}}", &module_name)
        .replace("{{wasm}}", &wasm_name)
        .replace("{{integrity}}", &wasm_integrity)
        .replace("'{{bytes}}'", &wasm_bytes.to_string());
    let staged = build::target().join("parts/loader.js");
    write(&staged, &loader)?;
    let (loader_name, loader_integrity, _) = copy_by_content(&staged, folder, "loader", "js")?;

    let head = format!(
        "<script type=\"module\" src=\"./{loader_name}\" integrity=\"{loader_integrity}\"></script>\n\
         <link rel=\"modulepreload\" href=\"./{module_name}\" integrity=\"{module_integrity}\">\n\
         <link rel=\"preload\" href=\"./{wasm_name}\" as=\"fetch\" type=\"application/wasm\" crossorigin=\"anonymous\">"
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

/// Puts the file into `folder` under a name by its content; says the name, the integrity and the size in bytes.
fn copy_by_content(file: &Path, folder: &Path, name: &str, extension: &str) -> Result<(String, String, usize)> {
    let bytes = std::fs::read(file).map_err(|error| format!("{}: {error}", file.display()))?;
    let hash: String = Sha256::digest(&bytes).iter().take(8).map(|byte| format!("{byte:02x}")).collect();
    let integrity = format!("sha384-{}", base64::engine::general_purpose::STANDARD.encode(Sha384::digest(&bytes)));
    let new = format!("{name}-{hash}.{extension}");
    std::fs::write(folder.join(&new), &bytes).map_err(|error| format!("{new}: {error}"))?;
    Ok((new, integrity, bytes.len()))
}

fn file_name(file: &Path) -> String {
    file.file_name().map(|name| name.to_string_lossy().into_owned()).unwrap_or_default()
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
