//! What each file of the console weighs, plain and as it goes over the wire, and how to know that it is the one.

use std::collections::BTreeMap;
use std::fmt::Write as _;

use serde_json::{Value, json};
use sha2::{Digest, Sha256};

use super::File;
use crate::Result;

/// A row for each file of the console that a browser asks for, and for each of the npm package; those that are compressed beforehand
/// stand in the row of what they are of.
pub fn table(name: &str, files: &[File], npm: &[File]) -> Result<Value> {
    let by_name: BTreeMap<&str, &[u8]> = files.iter().map(|(name, bytes)| (name.as_str(), bytes.as_slice())).collect();
    let build = by_name.get("build.json").and_then(|bytes| serde_json::from_slice::<Value>(bytes).ok());
    let build = build.and_then(|build| build.get("build").cloned()).ok_or("build.json: it names no build")?;
    let npm: Vec<_> = npm
        .iter()
        .map(|(name, bytes)| json!({ "file": name, "bytes": bytes.len(), "sha256": sha256(bytes) }))
        .collect();
    let plain = by_name.iter().filter(|(name, _)| !name.ends_with(".gz") && !name.ends_with(".br"));
    let rows = plain.map(|(name, bytes)| {
        let beside = |ending: &str| by_name.get(format!("{name}.{ending}").as_str()).map(|bytes| bytes.len());
        json!({ "file": name, "bytes": bytes.len(), "gz": beside("gz"), "br": beside("br"), "sha256": sha256(bytes) })
    });
    Ok(json!({ "name": name, "build": build, "files": rows.collect::<Vec<_>>(), "npm": npm }))
}

/// As `sha256sum --check` reads it.
pub fn checksums(files: &[File]) -> String {
    let mut lines = String::new();
    for (name, bytes) in files {
        // Writing to a text cannot fail.
        let _ = writeln!(lines, "{}  {name}", sha256(bytes));
    }
    lines
}

fn sha256(bytes: &[u8]) -> String {
    Sha256::digest(bytes).iter().map(|byte| format!("{byte:02x}")).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    const ABC: &str = "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad";

    fn file(name: &str, text: &str) -> File {
        (name.to_owned(), text.as_bytes().to_vec())
    }

    #[test]
    fn checksums_are_read_by_sha256sum() {
        let lines = checksums(&[file("a.zip", "abc"), file("b.zip", "abc")]);
        assert_eq!(lines, format!("{ABC}  a.zip\n{ABC}  b.zip\n"));
    }

    #[test]
    fn a_row_says_what_a_file_weighs_in_each_form() {
        let build = file("build.json", r#"{"build":"0a1b"}"#);
        let files = [
            file("a-1.js", "abc"),
            file("a-1.js.br", "a"),
            file("a-1.js.gz", "ab"),
            build.clone(),
            file("index.html", "abc"),
        ];
        let table = table("x-1", &files, &[file("console/b.js", "abc")]).unwrap();
        assert_eq!((&table["name"], &table["build"]), (&json!("x-1"), &json!("0a1b")));
        let names: Vec<_> =
            table["files"].as_array().unwrap().iter().map(|row| row["file"].as_str().unwrap()).collect();
        assert_eq!(names, ["a-1.js", "build.json", "index.html"]);
        assert_eq!(table["files"][0], json!({ "file": "a-1.js", "bytes": 3, "gz": 2, "br": 1, "sha256": ABC }));
        assert_eq!(
            table["files"][2],
            json!({ "file": "index.html", "bytes": 3, "gz": null, "br": null, "sha256": ABC })
        );
        assert_eq!(table["npm"], json!([{ "file": "console/b.js", "bytes": 3, "sha256": ABC }]));
        assert!(super::table("x-1", &[file("build.json", "{}")], &[]).is_err());
    }
}
