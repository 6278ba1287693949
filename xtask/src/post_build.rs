//! What Trunk cannot do, as its `post_build` hook, so that a plain `trunk build --release` gives what ships: the wasm in parts, our
//! loader in place of Trunk's inline script (a strict policy refuses those), names by content, integrity, the policy, what it was built
//! as, and compressed files beside those that never change.

use std::path::{Path, PathBuf};

use base64::Engine;
use sha2::{Digest, Sha256, Sha384};

use crate::{Result, build, minify, split, styles, tools, worker};

/// A page with this policy loads scripts from its own folder alone, calls http(s) servers, shows http(s) pictures.
const POLICY: &str = "default-src 'none'; script-src 'self' 'wasm-unsafe-eval'; style-src 'self'; connect-src 'self' http: https:; \
    img-src 'self' data: blob: http: https:; worker-src 'self'; manifest-src 'self'; base-uri 'none'; form-action 'none'";

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
    let (sandbox, import) = (worker::SANDBOX.build(folder)?, worker::IMPORT.build(folder)?);
    let linked = build::target().join(tools::WASM).join("release/openim-console.wasm");
    let staging = build::target().join("parts/console");
    let names = [(worker::SANDBOX.script, sandbox.as_str()), (worker::IMPORT.script, import.as_str())];
    let parts = split::split(&linked, &staging, "openim-console", &tools::wasm_bindgen()?, &names)?;
    let mut list = read(&parts.loaders)?;
    for part in &parts.later {
        let old = file_name(part);
        let (name, integrity, _) = copy_by_content(part, folder, old.trim_end_matches(".wasm"), "wasm")?;
        let plain = format!("\"./{old}\", import.meta.url), \"\"");
        if !list.contains(&plain) {
            return Err(format!("the list of parts does not name {old}"));
        }
        list = list.replace(&plain, &format!("\"./{name}\", import.meta.url), \"{integrity}\""));
    }
    let html = format!("{}{{{{script}}}}{}", without_links(before), without_links(after));
    let (html, style) = with_one_stylesheet(&html, folder)?;
    if !list.contains("{{style}}") {
        return Err("the list of parts has no place for the stylesheet".to_owned());
    }
    write(&parts.loaders, &list.replace("{{style}}", &style.0).replace("{{style integrity}}", &style.1))?;
    let (list_name, ..) = copy_by_content(&parts.loaders, folder, "parts", "js")?;
    let mut code = read(&parts.module)?.replace("./parts.js", &format!("./{list_name}"));
    let (wasm_name, _, wasm_bytes) = copy_by_content(&parts.wasm, folder, "openim-console", "wasm")?;
    // The module names its wasm for those who do not say where it is; we do, but no dead name shall stand there.
    code = code.replace(&file_name(&parts.wasm), &wasm_name);
    write(&parts.module, &code)?;
    let (module_name, module_integrity, _) = copy_by_content(&parts.module, folder, "openim-console", "js")?;
    let loader = read(&crate::root().join("static/loader.js"))?
        .replace("{{module}}", &module_name)
        .replace("{{wasm}}", &wasm_name)
        .replace("'{{bytes}}'", &wasm_bytes.to_string());
    let staged = build::target().join("parts/loader.js");
    write(&staged, &minify::script(&loader))?;
    let (loader_name, loader_integrity, _) = copy_by_content(&staged, folder, "loader", "js")?;

    let head = format!(
        "<script type=\"module\" src=\"./{loader_name}\" integrity=\"{loader_integrity}\"></script>\n\
         <link rel=\"modulepreload\" href=\"./{module_name}\" integrity=\"{module_integrity}\">\n\
         <link rel=\"preload\" href=\"./{wasm_name}\" as=\"fetch\" type=\"application/wasm\" crossorigin=\"anonymous\">"
    );
    let html = html.replace("{{script}}", &head);
    // The page names all that it needs by content, so its own hash stands for the whole.
    let built_as = short_hash(html.as_bytes());
    write(&folder.join("build.json"), &format!("{{\"build\":\"{built_as}\"}}\n"))?;
    let policy = format!("<meta http-equiv=\"Content-Security-Policy\" content=\"{POLICY}\">");
    let built_as = format!("<meta name=\"openim-console-build\" content=\"{built_as}\">");
    // The policy before anything that it is about.
    let html = html.replacen("<meta charset=\"utf-8\">", &format!("<meta charset=\"utf-8\">\n{policy}\n{built_as}"), 1);
    if !html.contains(&policy) || html.contains("<script>") || html.contains("style=") {
        return Err("index.html: the policy has no place, or something inline is left".to_owned());
    }
    write(&page, &html)?;
    compress_named_by_content(folder)
}

/// Is this the name of a file that never changes?
pub fn is_by_content(name: &str) -> bool {
    let stem = name.rsplit_once('.').map_or(name, |(stem, _)| stem);
    let hash = stem.rsplit_once('-').map_or("", |(_, hash)| hash);
    hash.len() == 16 && hash.bytes().all(|byte| byte.is_ascii_hexdigit())
}

/// A `.gz` and a `.br` beside each file that never changes, as small as they go: a host that serves such files saves a
/// twentieth over compressing them itself. Those that a deployment may edit have none, or an old one might be served.
fn compress_named_by_content(folder: &Path) -> Result<()> {
    for entry in std::fs::read_dir(folder).map_err(|error| error.to_string())? {
        let path = entry.map_err(|error| error.to_string())?.path();
        if !is_by_content(&file_name(&path)) {
            continue;
        }
        let failed = |error: std::io::Error| format!("{}: {error}", path.display());
        let bytes = std::fs::read(&path).map_err(failed)?;
        let mut small = Vec::new();
        // A wasm has many kinds of sections: with so many blocks it is 1 KB smaller than with the usual 15, and more change nothing.
        let squeeze = zopfli::Options { maximum_block_splits: 60, ..Default::default() };
        zopfli::compress(squeeze, zopfli::Format::Gzip, bytes.as_slice(), &mut small).map_err(failed)?;
        std::fs::write(path.with_added_extension("gz"), small).map_err(failed)?;
        let mut small = Vec::new();
        let best = brotli::enc::BrotliEncoderParams { size_hint: bytes.len(), ..Default::default() };
        brotli::BrotliCompress(&mut bytes.as_slice(), &mut small, &best).map_err(failed)?;
        std::fs::write(path.with_added_extension("br"), small).map_err(failed)?;
    }
    Ok(())
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
fn without_links(html: &str) -> String {
    let (html, _) = take_links(html, "modulepreload");
    take_links(&html, "preload").0
}

/// Takes out the links of this kind; gives the rest, and the links.
fn take_links(html: &str, rel: &str) -> (String, Vec<String>) {
    let start = format!("<link rel=\"{rel}\"");
    let (mut kept, mut links) = (String::new(), Vec::new());
    let mut rest = html;
    while let Some(at) = rest.find(&start) {
        let (before, link) = rest.split_at(at);
        let (link, behind) = link.split_once('>').unwrap_or((link, ""));
        kept.push_str(before);
        links.push(link.to_owned());
        rest = behind.strip_prefix('\n').unwrap_or(behind);
    }
    (kept + rest, links)
}

/// All stylesheets in one file, in their order, and what only later parts use in another; gives the page, and name and integrity
/// of the other.
fn with_one_stylesheet(html: &str, folder: &Path) -> Result<(String, (String, String))> {
    let (html, links) = take_links(html, "stylesheet");
    let mut text = String::new();
    for link in &links {
        let href = link.split("href=\"").nth(1).and_then(|rest| rest.split('"').next()).unwrap_or_default();
        let file = folder.join(href.trim_start_matches("./"));
        text.push_str(&minify::stylesheet(&read(&file)?));
        text.push('\n');
        std::fs::remove_file(&file).map_err(|error| format!("{href}: {error}"))?;
    }
    let source = build::source()?;
    let sheets = styles::divide(&text, &source.first, &source.later);
    let by_content = |text: &str, name: &str| {
        let staged = build::target().join("parts").join(format!("{name}.css"));
        write(&staged, &minify::stylesheet(text))?;
        copy_by_content(&staged, folder, name, "css")
    };
    let (name, integrity, _) = by_content(&sheets.first, "console")?;
    let (later, later_integrity, _) = by_content(&sheets.later, "parts")?;
    let link = format!("<link rel=\"stylesheet\" href=\"./{name}\" integrity=\"{integrity}\">\n{{{{script}}}}");
    Ok((html.replacen("{{script}}", &link, 1), (later, later_integrity)))
}

/// Puts the file into `folder` under a name by its content; says the name, the integrity and the size in bytes.
pub fn copy_by_content(file: &Path, folder: &Path, name: &str, extension: &str) -> Result<(String, String, usize)> {
    let bytes = std::fs::read(file).map_err(|error| format!("{}: {error}", file.display()))?;
    let integrity = format!("sha384-{}", base64::engine::general_purpose::STANDARD.encode(Sha384::digest(&bytes)));
    let new = format!("{name}-{}.{extension}", short_hash(&bytes));
    std::fs::write(folder.join(&new), &bytes).map_err(|error| format!("{new}: {error}"))?;
    Ok((new, integrity, bytes.len()))
}

/// What a content is called by.
fn short_hash(bytes: &[u8]) -> String {
    Sha256::digest(bytes).iter().take(8).map(|byte| format!("{byte:02x}")).collect()
}

/// Without its folder.
pub fn file_name(file: &Path) -> String {
    file.file_name().map(|name| name.to_string_lossy().into_owned()).unwrap_or_default()
}

/// The text of a file.
pub fn read(file: &Path) -> Result<String> {
    std::fs::read_to_string(file).map_err(|error| format!("{}: {error}", file.display()))
}

/// Writes a text.
pub fn write(file: &Path, text: &str) -> Result<()> {
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
    fn names_by_content_are_told_from_others() {
        for name in ["loader-0123456789abcdef.js", "split_top_bar-00000000deadbeef.wasm"] {
            assert!(is_by_content(name), "{name}");
        }
        let others =
            ["index.html", "old-browser.js", "a-0123456789abcde.js", "a-0123456789abcdef.js.gz", "0123456789abcdef.js"];
        for name in others {
            assert!(!is_by_content(name), "{name}");
        }
    }

    #[test]
    fn the_servers_that_are_shipped_send_the_policy_of_the_page() {
        for file in ["deploy/nginx/openim-console.conf", "deploy/caddy/Caddyfile"] {
            let text = read(&crate::root().join(file)).unwrap();
            assert!(text.contains(&format!("\"{POLICY}; frame-ancestors 'self'\"")), "{file}");
        }
    }

    #[test]
    fn old_preloads_go_and_stylesheets_stay() {
        let html = without_links(HTML);
        assert!(!html.contains("preload") && html.contains("./x.css") && html.ends_with("</head>"));
    }
}
