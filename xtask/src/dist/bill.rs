//! The bill of materials in the form of CycloneDX 1.5: which crates in which versions are in the wasm, and which needs which.

use serde_json::{Value, json};

use super::crates::{Crates, Linked};

/// Without time and number: the same console has the same bill.
pub fn cyclonedx(crates: &Crates) -> Value {
    let own = format!("pkg:cargo/{}@{}", crates.name, crates.version);
    let dependencies = crates.needs.iter().map(|(name, needed)| json!({ "ref": name, "dependsOn": needed }));
    json!({
        "bomFormat": "CycloneDX",
        "specVersion": "1.5",
        "version": 1,
        "metadata": {
            "component": {
                "type": "application",
                "bom-ref": own,
                "name": crates.name,
                "version": crates.version,
                "purl": own,
                "licenses": [{ "expression": "Apache-2.0" }],
            },
        },
        "components": crates.linked.iter().map(component).collect::<Vec<_>>(),
        "dependencies": dependencies.collect::<Vec<_>>(),
    })
}

fn component(linked: &Linked) -> Value {
    let mut component = json!({
        "type": "library",
        "bom-ref": linked.reference(),
        "name": linked.name,
        "version": linked.version,
        "purl": linked.reference(),
        "licenses": [{ "expression": linked.licence }],
    });
    if let Some(fields) = component.as_object_mut() {
        if let Some(sum) = &linked.checksum {
            fields.insert("hashes".to_owned(), json!([{ "alg": "SHA-256", "content": sum }]));
        }
        if let Some(url) = &linked.repository {
            fields.insert("externalReferences".to_owned(), json!([{ "type": "vcs", "url": url }]));
        }
    }
    component
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use super::super::crates::tests::sample;
    use super::*;

    #[test]
    fn every_crate_is_a_component_and_every_reference_leads_to_one() {
        let bill = cyclonedx(&sample());
        assert_eq!((&bill["bomFormat"], &bill["specVersion"]), (&json!("CycloneDX"), &json!("1.5")));
        let components = bill["components"].as_array().unwrap();
        let outer = components.iter().find(|component| component["name"] == "outer").unwrap();
        assert_eq!(outer["hashes"], json!([{ "alg": "SHA-256", "content": "ab12" }]));
        assert_eq!(outer["licenses"], json!([{ "expression": "MIT OR Apache-2.0" }]));
        assert_eq!(outer["purl"], "pkg:cargo/outer@1.2.3");
        let known: BTreeSet<_> = components
            .iter()
            .chain([&bill["metadata"]["component"]])
            .map(|component| component["bom-ref"].clone().to_string())
            .collect();
        assert_eq!(known.len(), components.len() + 1);
        for dependency in bill["dependencies"].as_array().unwrap() {
            let needed = dependency["dependsOn"].as_array().unwrap();
            for reference in needed.iter().chain([&dependency["ref"]]) {
                assert!(known.contains(&reference.to_string()), "{reference}");
            }
        }
        assert_eq!(bill["dependencies"][0]["dependsOn"], json!(["pkg:cargo/inner@1.2.3"]));
    }
}
