//! Which crates are in the shipped wasm, by cargo's own account: what is linked for that target, without what only builds.

use std::collections::{BTreeMap, BTreeSet};
use std::path::{Path, PathBuf};

use serde_json::Value;

use crate::command::{cargo, output};
use crate::tools::WASM;
use crate::{Result, tools};

/// A package and what is linked into its wasm, and into that of others which are shipped with it.
pub struct Crates {
    /// The package itself.
    pub name: String,
    /// Its version.
    pub version: String,
    /// What is linked, by name and version; the standard library among them.
    pub linked: Vec<Linked>,
    /// Which of them each needs, by [`Linked::reference`]; the package too.
    pub needs: BTreeMap<String, BTreeSet<String>>,
}

/// A crate.
#[derive(Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Linked {
    /// Its name.
    pub name: String,
    /// Its version.
    pub version: String,
    /// Its licences as an expression, such as `MIT OR Apache-2.0`.
    pub licence: String,
    /// Where its source is kept.
    pub repository: Option<String>,
    /// The registry's SHA-256 of it. Ours have none.
    pub checksum: Option<String>,
    /// Where its source lies here.
    pub folder: Option<PathBuf>,
}

impl Linked {
    /// What it is called in a bill of materials.
    pub fn reference(&self) -> String {
        reference(&self.name, &self.version)
    }

    /// Is it a part of this project?
    pub fn is_ours(&self) -> bool {
        self.folder.as_deref().is_some_and(|folder| folder.starts_with(crate::root()))
    }
}

fn reference(name: &str, version: &str) -> String {
    format!("pkg:cargo/{name}@{version}")
}

/// Asks cargo. `package` comes with the wasm of `others`.
pub fn shipped(package: &str, others: &[&str]) -> Result<Crates> {
    let ask = |arguments: &[&str]| {
        output(&mut cargo(arguments)).ok_or_else(|| format!("cargo {} did not end well", arguments.join(" ")))
    };
    // One after another: asked for together, they would get each other's features.
    let mut linked = String::new();
    for package in std::iter::once(&package).chain(others) {
        let tree = ["tree", "--locked", "--package", package, "--target", WASM];
        let form = ["--edges", "normal,no-proc-macro", "--prefix", "none", "--format", "{p}"];
        linked += &ask(&[tree.as_slice(), &form].concat())?;
        linked.push('\n');
    }
    let metadata = ask(&["metadata", "--locked", "--format-version", "1", "--filter-platform", WASM])?;
    let metadata = serde_json::from_str(&metadata).map_err(|error| format!("cargo metadata: {error}"))?;
    let lock =
        std::fs::read_to_string(crate::root().join("Cargo.lock")).map_err(|error| format!("Cargo.lock: {error}"))?;
    let mut crates = read(package, &linked, &metadata, &lock)?;
    let own = crates.needs.entry(reference(package, &crates.version)).or_default();
    // Ours are all of one version.
    own.extend(others.iter().map(|other| reference(other, &crates.version)));
    crates.linked.push(standard_library());
    crates.linked.sort_unstable();
    Ok(crates)
}

/// Puts together what `cargo tree`, `cargo metadata` and Cargo.lock say.
fn read(package: &str, tree: &str, metadata: &Value, lock: &str) -> Result<Crates> {
    // Name and version, behind which may stand a path, or `(*)` where it has been named before.
    let listed: BTreeSet<(&str, &str)> = tree
        .lines()
        .filter_map(|line| {
            let mut words = line.split_whitespace();
            Some((words.next()?, words.next()?.strip_prefix('v')?))
        })
        .collect();
    let checksums = checksums(lock);
    let (mut linked, mut ids, mut version) = (Vec::new(), BTreeMap::new(), None);
    for found in metadata.get("packages").and_then(Value::as_array).into_iter().flatten() {
        let text = |key: &str| found.get(key).and_then(Value::as_str);
        let (Some(name), Some(of), Some(id)) = (text("name"), text("version"), text("id")) else { continue };
        if !listed.contains(&(name, of)) {
            continue;
        }
        ids.insert(id, reference(name, of));
        if name == package {
            version = Some(of.to_owned());
            continue;
        }
        linked.push(Linked {
            name: name.to_owned(),
            version: of.to_owned(),
            licence: text("license").map(expression).ok_or_else(|| format!("{name} {of} names no licence"))?,
            repository: text("repository").map(str::to_owned),
            checksum: checksums.get(&(name, of)).map(|&sum| sum.to_owned()),
            folder: text("manifest_path").and_then(|path| Path::new(path).parent()).map(Path::to_path_buf),
        });
    }
    if linked.len() + 1 != listed.len() {
        return Err(format!(
            "cargo tree names {} crates, cargo metadata knows {} of them",
            listed.len(),
            linked.len() + 1
        ));
    }
    let version = version.ok_or_else(|| format!("cargo does not know {package}"))?;
    let needs = needs(metadata, &ids);
    Ok(Crates { name: package.to_owned(), version, linked, needs })
}

/// Of those with these ids: which of them each is linked with.
fn needs(metadata: &Value, ids: &BTreeMap<&str, String>) -> BTreeMap<String, BTreeSet<String>> {
    let nodes = metadata.pointer("/resolve/nodes").and_then(Value::as_array).into_iter().flatten();
    let of_id = |node: &Value, key: &str| ids.get(node.get(key)?.as_str()?).cloned();
    let is_linked = |dependency: &Value| {
        let kinds = dependency.get("dep_kinds").and_then(Value::as_array).into_iter().flatten();
        kinds.into_iter().any(|kind| kind.get("kind").is_some_and(Value::is_null))
    };
    nodes
        .filter_map(|node| {
            let dependencies = node.get("deps").and_then(Value::as_array).into_iter().flatten();
            let needed =
                dependencies.filter(|&dependency| is_linked(dependency)).filter_map(|found| of_id(found, "pkg"));
            Some((of_id(node, "id")?, needed.collect()))
        })
        .collect()
}

/// In today's form: older crates have a slash between what they offer.
fn expression(licence: &str) -> String {
    licence.split('/').map(str::trim).collect::<Vec<_>>().join(" OR ")
}

/// Of each name and version in Cargo.lock.
fn checksums(lock: &str) -> BTreeMap<(&str, &str), &str> {
    let packages = lock.split("[[package]]").skip(1);
    packages
        .filter_map(|package| {
            let value = |key: &str| {
                package.lines().find_map(|line| line.strip_prefix(key)?.strip_prefix(" = \"")?.strip_suffix('"'))
            };
            Some(((value("name")?, value("version")?), value("checksum")?))
        })
        .collect()
}

/// It is in every wasm, and no crate that cargo knows.
fn standard_library() -> Linked {
    Linked {
        name: "std".to_owned(),
        version: tools::toolchain().unwrap_or_default(),
        licence: "MIT OR Apache-2.0".to_owned(),
        repository: Some("https://github.com/rust-lang/rust".to_owned()),
        checksum: None,
        folder: None,
    }
}

#[cfg(test)]
pub mod tests {
    use serde_json::json;

    use super::*;

    /// A console that is linked with `inner` of the project and, by that, with `outer`; `builder` only builds.
    pub fn sample() -> Crates {
        let package = |name: &str, licence: Option<&str>, folder: &str| {
            json!({
                "name": name, "version": "1.2.3", "id": format!("id of {name}"), "license": licence,
                "repository": format!("https://example.com/{name}"), "manifest_path": format!("{folder}/Cargo.toml"),
            })
        };
        let root = crate::root().display().to_string();
        let needs = |name: &str, needed: &[(&str, Option<&str>)]| {
            let needed = needed
                .iter()
                .map(|(name, kind)| json!({ "pkg": format!("id of {name}"), "dep_kinds": [{ "kind": kind }] }));
            json!({ "id": format!("id of {name}"), "deps": needed.collect::<Vec<_>>() })
        };
        let metadata = json!({
            "packages": [
                package("console", Some("Apache-2.0"), &root),
                package("inner", Some("Apache-2.0"), &format!("{root}/crates/inner")),
                package("outer", Some("MIT/Apache-2.0"), "/elsewhere/outer"),
                package("builder", None, "/elsewhere/builder"),
            ],
            "resolve": { "nodes": [
                needs("console", &[("inner", None), ("builder", Some("build"))]),
                needs("inner", &[("outer", None), ("outer", Some("dev"))]),
                needs("outer", &[]),
                needs("builder", &[("outer", None)]),
            ] },
        });
        let tree =
            format!("console v1.2.3 ({root})\ninner v1.2.3 ({root}/crates/inner)\nouter v1.2.3\nouter v1.2.3 (*)\n");
        let lock = "version = 4\n\n[[package]]\nname = \"inner\"\nversion = \"1.2.3\"\n\n\
            [[package]]\nname = \"outer\"\nversion = \"1.2.3\"\nsource = \"registry\"\nchecksum = \"ab12\"\ndependencies = [\n \"x\",\n]\n";
        read("console", &tree, &metadata, lock).unwrap()
    }

    #[test]
    fn only_what_is_linked_is_listed_and_with_what_is_known_of_it() {
        let crates = sample();
        let listed: Vec<_> = crates
            .linked
            .iter()
            .map(|found| (found.reference(), found.licence.as_str(), found.checksum.as_deref()))
            .collect();
        assert_eq!(
            listed,
            [
                ("pkg:cargo/inner@1.2.3".to_owned(), "Apache-2.0", None),
                ("pkg:cargo/outer@1.2.3".to_owned(), "MIT OR Apache-2.0", Some("ab12")),
            ]
        );
        assert_eq!(crates.version, "1.2.3");
        assert_eq!(crates.linked.iter().map(Linked::is_ours).collect::<Vec<_>>(), [true, false]);
        let needs: Vec<_> = crates.needs.iter().map(|(name, needed)| (name.as_str(), needed.len())).collect();
        assert_eq!(needs, [("pkg:cargo/console@1.2.3", 1), ("pkg:cargo/inner@1.2.3", 1), ("pkg:cargo/outer@1.2.3", 0)]);
    }

    #[test]
    fn what_comes_with_a_package_is_listed_too_and_hangs_on_it() {
        let shipped = |others: &[&str]| shipped("openim-console", others).unwrap();
        let (alone, both) = (shipped(&[]), shipped(&["openim-sandbox-worker"]));
        let has = |crates: &Crates, name: &str| crates.linked.iter().any(|linked| linked.name == name);
        for (name, in_console) in [("yew", true), ("axum", false), ("openim-sandbox-worker", false)] {
            assert_eq!((has(&alone, name), has(&both, name)), (in_console, true), "{name}");
        }
        let own = reference("openim-console", &both.version);
        assert!(both.needs[&own].contains(&reference("openim-sandbox-worker", &both.version)));
    }

    #[test]
    fn a_crate_that_metadata_does_not_know_or_without_a_licence_is_an_error() {
        let tree = "console v1.0.0 (/here)\nlost v0.1.0\n";
        let package = |name: &str| json!({ "name": name, "version": "1.0.0", "id": name, "license": null });
        let metadata = json!({ "packages": [package("console")] });
        assert!(read("console", tree, &metadata, "").is_err_and(|error| error.contains("2 crates")));
        let metadata = json!({ "packages": [package("console"), package("free")] });
        let tree = "console v1.0.0\nfree v1.0.0\n";
        assert!(read("console", tree, &metadata, "").is_err_and(|error| error.contains("free 1.0.0 names no licence")));
    }
}
