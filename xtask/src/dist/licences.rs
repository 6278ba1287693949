//! The licences of all crates in the wasm, as one text: which crates under which, then each text once.

use std::collections::BTreeMap;
use std::fmt::Write as _;
use std::path::Path;

use super::crates::{Crates, Linked};
use crate::Result;

/// What files with a licence are called, whatever follows.
const NAMES: [&str; 5] = ["license", "licence", "copying", "notice", "unlicense"];
/// Ours is the same text, for crates that name it and bring none.
const APACHE: &str = "Apache-2.0";

/// All of them but our own.
pub fn text(crates: &Crates) -> Result<String> {
    let own = std::fs::read_to_string(crate::root().join("LICENSE")).map_err(|error| format!("LICENSE: {error}"))?;
    let foreign: Vec<_> = crates.linked.iter().filter(|linked| !linked.is_ours()).collect();
    let mut list = format!(
        "{} {} contains the following {} crates. Each is under the licence that is named beside it;\n\
         where several are offered, any may be chosen. The texts follow.\n\n",
        crates.name,
        crates.version,
        foreign.len()
    );
    let mut texts: BTreeMap<String, Vec<String>> = BTreeMap::new();
    for linked in foreign {
        let label = format!("{} {}", linked.name, linked.version);
        // Writing to a text cannot fail.
        let _ = writeln!(list, "{label}: {}", linked.licence);
        for text in texts_of(linked, &own)? {
            texts.entry(text).or_default().push(label.clone());
        }
    }
    let mut texts: Vec<_> = texts.into_iter().collect();
    texts.sort_by(|(_, first), (_, second)| first.cmp(second));
    for (text, labels) in texts {
        let _ = write!(list, "\n{}\n{}\n\n{text}\n", "=".repeat(80), labels.join(", "));
    }
    Ok(list)
}

fn texts_of(linked: &Linked, apache: &str) -> Result<Vec<String>> {
    let mut texts = match &linked.folder {
        Some(folder) => texts_in(folder)?,
        None => Vec::new(),
    };
    if texts.is_empty() && linked.licence.contains(APACHE) {
        texts.push(tidy(apache));
    }
    if texts.is_empty() {
        return Err(format!("{} {} brings no text of its licence, {}", linked.name, linked.version, linked.licence));
    }
    Ok(texts)
}

fn texts_in(folder: &Path) -> Result<Vec<String>> {
    let failed = |error: std::io::Error| format!("{}: {error}", folder.display());
    let mut files = Vec::new();
    for entry in std::fs::read_dir(folder).map_err(failed)? {
        let path = entry.map_err(failed)?.path();
        let name = path.file_name().map(|name| name.to_string_lossy().to_ascii_lowercase()).unwrap_or_default();
        if path.is_file() && NAMES.iter().any(|start| name.starts_with(start)) {
            files.push(path);
        }
    }
    files.sort_unstable();
    files.iter().map(|file| Ok(tidy(&String::from_utf8_lossy(&std::fs::read(file).map_err(failed)?)))).collect()
}

/// The same text, whoever's machine has put what ends at its lines.
fn tidy(text: &str) -> String {
    text.lines().map(str::trim_end).collect::<Vec<_>>().join("\n").trim_matches('\n').to_owned()
}

#[cfg(test)]
mod tests {
    use super::super::crates::tests::sample;
    use super::*;

    #[test]
    fn each_crate_is_named_and_each_text_stands_there_once() {
        let folder = std::env::temp_dir().join(format!("console-licences-{}", std::process::id()));
        std::fs::create_dir_all(&folder).unwrap();
        for (name, text) in
            [("LICENSE-MIT", "May be used.\r\n"), ("licence.txt", "Free.\n"), ("Cargo.toml", "no licence")]
        {
            std::fs::write(folder.join(name), text).unwrap();
        }
        let mut crates = sample();
        for linked in &mut crates.linked {
            if !linked.is_ours() {
                linked.folder = Some(folder.clone());
            }
        }
        let second = Linked {
            name: "second".to_owned(),
            version: "0.1.0".to_owned(),
            licence: "MIT".to_owned(),
            repository: None,
            checksum: None,
            folder: Some(folder.clone()),
        };
        crates.linked.push(second);
        let text = text(&crates).unwrap();
        std::fs::remove_dir_all(&folder).unwrap();
        assert!(text.contains("outer 1.2.3: MIT OR Apache-2.0\nsecond 0.1.0: MIT\n"), "{text}");
        assert!(text.contains("\nouter 1.2.3, second 0.1.0\n\nMay be used.\n"), "{text}");
        assert_eq!((text.matches("Free.").count(), text.matches("no licence").count()), (1, 0));
        assert!(!text.contains("inner"), "ours is beside it");
    }

    #[test]
    fn without_a_text_apache_is_known_and_another_licence_is_an_error() {
        let linked = |licence: &str| Linked {
            name: "bare".to_owned(),
            version: "1.0.0".to_owned(),
            licence: licence.to_owned(),
            repository: None,
            checksum: None,
            folder: None,
        };
        assert_eq!(texts_of(&linked("MIT OR Apache-2.0"), "Apache\n").unwrap(), ["Apache"]);
        assert!(texts_of(&linked("Zlib"), "Apache").is_err_and(|error| error.contains("bare 1.0.0")));
    }
}
