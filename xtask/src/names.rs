//! Short names between JavaScript and wasm. wasm-bindgen gives each import a long one that does not compress; wasm-opt can
//! shorten those in the wasm and prints which became which, and here the JavaScript follows.

use std::collections::HashMap;

use serde_json::Value;

use crate::Result;

/// Rewrites the module for a wasm whose names were shortened; `printed` is what wasm-opt says of it.
pub fn shorten(module: &str, printed: &str) -> Result<String> {
    let (imports, exports) = read(printed)?;
    let module = with_short_imports(module, &imports)?;
    Ok(with_short_exports(&module, &exports))
}

/// Old name → new name.
type Names = HashMap<String, String>;

/// wasm-opt prints JSON with a comma too many at the end of each list.
fn read(printed: &str) -> Result<(Names, Names)> {
    let text: String =
        printed.split_whitespace().collect::<Vec<_>>().join(" ").replace(", ]", " ]").replace("],]", "]]");
    let value: Value = serde_json::from_str(&text).map_err(|error| format!("what wasm-opt says of names: {error}"))?;
    let names = |key: &str| -> Option<Names> {
        let rows = value.get(key)?.as_array()?.iter();
        // An import is module, name, new name; an export name, new name.
        rows.map(|row| {
            let row: Vec<&str> = row.as_array()?.iter().filter_map(Value::as_str).collect();
            let [.., old, new] = row.as_slice() else { return None };
            Some(((*old).to_owned(), (*new).to_owned()))
        })
        .collect()
    };
    let missing = || "what wasm-opt says of names has another form".to_owned();
    Ok((names("imports").ok_or_else(missing)?, names("exports").ok_or_else(missing)?))
}

/// `import0` holds wasm-bindgen's functions, further objects the loaders of parts; they become one object under `a`, as
/// wasm-opt calls every module.
fn with_short_imports(module: &str, imports: &Names) -> Result<String> {
    let mut lines = Vec::new();
    let mut found = 0;
    let mut merged = Vec::new();
    for line in module.lines() {
        let start = line.trim_start();
        let key = start.split(':').next().unwrap_or_default();
        if let Some(new) = imports.get(key).filter(|_| start.len() > key.len()) {
            found += 1;
            lines.push(line.replacen(key, new, 1));
        } else if let Some((_, rest)) =
            line.split_once("const import").filter(|_| line.ends_with("};") && line.contains("__wasm_split"))
        {
            // `const import1 = { __wasm_split_load_a, … };`
            let names = rest.split(['{', '}']).nth(1).unwrap_or_default().split(',').map(str::trim);
            merged = names.filter_map(|name| imports.get(name).map(|new| format!("{new}: {name}"))).collect();
        } else if start.starts_with('"') && start.contains("\": import") {
            if start.ends_with("import0,") {
                lines.push(format!("        a: {{ ...import0, {} }},", merged.join(", ")));
            }
        } else {
            lines.push(line.to_owned());
        }
    }
    if found + merged.len() != imports.len() {
        return Err(format!("of {} imports {} were found in the module", imports.len(), found + merged.len()));
    }
    Ok(lines.join("\n"))
}

/// `wasm.name` everywhere, and the shared ones that the loaders of parts take apart.
fn with_short_exports(module: &str, exports: &Names) -> String {
    let mut text = String::with_capacity(module.len());
    for (index, piece) in module.split("wasm.").enumerate() {
        if index == 0 {
            text.push_str(piece);
            continue;
        }
        let end = piece.find(|c: char| !(c.is_ascii_alphanumeric() || c == '_' || c == '$')).unwrap_or(piece.len());
        let (name, rest) = piece.split_at(end);
        text.push_str("wasm.");
        text.push_str(exports.get(name).map_or(name, String::as_str));
        text.push_str(rest);
    }
    text.lines().map(|line| with_short_shares(line, exports)).collect::<Vec<_>>().join("\n")
}

/// `const { memory, __wasm_split_shared0 } = initSync(undefined, undefined);`
fn with_short_shares(line: &str, exports: &Names) -> String {
    let Some((names, rest)) = line.split_once("} = initSync(") else { return line.to_owned() };
    let Some((start, names)) = names.split_once('{') else { return line.to_owned() };
    let names = names.split(',').map(str::trim).filter(|name| !name.is_empty());
    let names: Vec<String> =
        names.map(|name| format!("{}: {name}", exports.get(name).map_or(name, String::as_str))).collect();
    format!("{start}{{ {} }} = initSync({rest}", names.join(", "))
}

#[cfg(test)]
mod tests {
    use super::*;

    const PRINTED: &str = r#"{ "imports": [ ["./x_bg.js", "__wbg_log_12", "b"], ["./parts.js", "__wasm_split_load_a", "c"], ],
        "exports": [ ["memory", "d"], ["__wbindgen_malloc", "e"], ] }"#;

    #[test]
    fn imports_and_exports_get_their_short_names() {
        let module = [
            "const import1 = { __wasm_split_load_a };",
            "        const { memory,  } = initSync(undefined, undefined);",
            "    const import0 = {",
            "        __wbg_log_12: function(arg0) { wasm.__wbindgen_malloc(wasm.memory.buffer); },",
            "    return {",
            "        \"./x_bg.js\": import0,",
            "        \"./parts.js\": import1,",
        ];
        let short = shorten(&module.join("\n"), PRINTED).unwrap();
        assert_eq!(
            short.lines().map(str::trim).collect::<Vec<_>>(),
            [
                "const { d: memory } = initSync(undefined, undefined);",
                "const import0 = {",
                "b: function(arg0) { wasm.e(wasm.d.buffer); },",
                "return {",
                "a: { ...import0, c: __wasm_split_load_a },",
            ]
        );
    }

    #[test]
    fn an_import_that_the_module_does_not_have_is_an_error() {
        assert!(shorten("", PRINTED).is_err());
        assert!(shorten("", "no json").is_err());
    }
}
