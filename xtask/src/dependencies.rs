//! Is each dependency in `docs/dependencies.md`, with its reason?

use std::collections::BTreeSet;

use serde_json::Value;

use crate::command::{cargo, output};

#[test]
fn each_direct_dependency_stands_in_the_docs_with_its_reason_and_nothing_else_does() {
    let metadata = output(&mut cargo(&["metadata", "--no-deps", "--offline", "--format-version", "1"])).unwrap();
    let metadata: Value = serde_json::from_str(&metadata).unwrap();
    let dependencies =
        metadata["packages"].as_array().unwrap().iter().flat_map(|package| package["dependencies"].as_array().unwrap());
    // Our own have no source.
    let foreign = dependencies.filter(|dependency| !dependency["source"].is_null());
    let mut used: BTreeSet<String> =
        foreign.map(|dependency| dependency["name"].as_str().unwrap().to_owned()).collect();
    for folder in ["e2e", "embed/examples"] {
        let packages: Value = serde_json::from_str(&read(&format!("{folder}/package.json"))).unwrap();
        used.extend(packages["devDependencies"].as_object().unwrap().keys().cloned());
    }

    let text = read("docs/dependencies.md");
    let mut listed = BTreeSet::new();
    for line in text.lines() {
        let Some((name, reason)) = line.strip_prefix("| `").and_then(|row| row.split_once("` | ")) else { continue };
        assert!(listed.insert(name.to_owned()), "{name} is listed twice");
        assert!(reason.trim_end_matches(['|', ' ']).len() > 3, "{name} has no reason");
    }
    assert_eq!(listed, used);
}

fn read(name: &str) -> String {
    std::fs::read_to_string(crate::root().join(name)).unwrap()
}
