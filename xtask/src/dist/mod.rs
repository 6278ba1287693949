//! `cargo xtask dist`: the release, as files for whoever puts it somewhere, in `target/dist/`: the console, and the npm package. All of
//! them are the same, byte by byte, wherever and whenever they are made from the same source; `--verify` tries it.
//!
//! | module | what belongs there |
//! |---|---|
//! | `archive` | a folder as tar.gz and as zip, the npm package as npm has it |
//! | `crates` | which crates are in the shipped wasm |
//! | `licences` | their licences, for people |
//! | `bill` | the bill of materials, for machines: CycloneDX |
//! | `sizes` | what each file weighs, checksums |

pub mod archive;
mod bill;
mod crates;
mod licences;
mod sizes;

use std::path::{Path, PathBuf};

use clap::Args;

use crate::command::{command, run as run_command};
use crate::{Result, build, package, tools};

/// The package whose crates are in the console's wasm, and those of the workers beside it.
const CONSOLE: (&str, &[&str]) = ("openim-console", &["openim-sandbox-worker", "openim-import-worker"]);
/// The same of the npm package: the module, and the client and the import's worker beside it.
const NPM: (&str, &[&str]) = ("openim-console-embed", &["openim-console-client", "openim-import-worker"]);
/// Licences of others, in the console's folder and in the npm package.
pub const LICENCES: &str = "THIRD-PARTY-LICENCES.txt";

/// Of `cargo xtask dist`.
#[derive(Args)]
pub struct DistArguments {
    /// Build a second time, from nothing, and compare all files (takes some minutes).
    #[arg(long)]
    verify: bool,
    /// Only what is hosted, without the npm package.
    #[arg(long)]
    console: bool,
}

/// Builds, writes, and says what was written.
pub fn run(arguments: &DistArguments) -> Result<()> {
    let folder = make(arguments.console)?;
    for (name, bytes) in files_of(&folder)? {
        println!("{:>9}  {name}", bytes.len());
    }
    println!("in {}", folder.display());
    if arguments.verify { verify(&folder, arguments.console) } else { Ok(()) }
}

/// The licences of all that others have written and that is in the npm package.
pub fn licences_of_npm() -> Result<String> {
    licences::text(&crates::shipped(NPM.0, NPM.1)?)
}

fn make(only_console: bool) -> Result<PathBuf> {
    let tools = tools::ensure()?;
    build::console(&tools)?;
    let folder = build::target().join("dist");
    let _ = std::fs::remove_dir_all(&folder);
    std::fs::create_dir_all(&folder).map_err(|error| format!("{}: {error}", folder.display()))?;

    let crates = crates::shipped(CONSOLE.0, CONSOLE.1)?;
    let name = format!("{}-{}", crates.name, crates.version);
    let mut files = files_of(&crate::root().join("dist"))?;
    let npm = if only_console { Vec::new() } else { files_of(&package::package(&tools)?)? };
    let sizes = sizes::table(&name, &files, &npm)?;
    files.push(("LICENSE.txt".to_owned(), read(&crate::root().join("LICENSE"))?));
    files.push((LICENCES.to_owned(), licences::text(&crates)?.into_bytes()));

    write(&folder, &format!("{name}.tar.gz"), &archive::tar_gz(&name, &files)?)?;
    write(&folder, &format!("{name}.zip"), &archive::zip(&name, &files)?)?;
    write(&folder, &format!("{name}.cdx.json"), &in_lines(&bill::cyclonedx(&crates)))?;
    write(&folder, &format!("{name}.sizes.json"), &in_lines(&sizes))?;
    if !only_console {
        write(&folder, &format!("{name}.npm.tgz"), &archive::npm(&npm)?)?;
        let crates = crates::shipped(NPM.0, NPM.1)?;
        write(&folder, &format!("{name}.npm.cdx.json"), &in_lines(&bill::cyclonedx(&crates)))?;
    }
    write(&folder, "SHA256SUMS", sizes::checksums(&files_of(&folder)?).as_bytes())?;
    Ok(folder)
}

/// Makes it once more, in another target folder, and compares.
fn verify(first: &Path, only_console: bool) -> Result<()> {
    let target = build::target().join("verify");
    let _ = std::fs::remove_dir_all(&target);
    println!("\nBuilding a second time, in {}", target.display());
    let this = std::env::current_exe().map_err(|error| error.to_string())?;
    let arguments = ["dist"].into_iter().chain(only_console.then_some("--console"));
    run_command(command(this).args(arguments).env("CARGO_TARGET_DIR", &target))?;
    let differing = differing(&files_of(first)?, &files_of(&target.join("dist"))?);
    if !differing.is_empty() {
        return Err(format!("the second build is another one, compare {}: {}", target.display(), differing.join(", ")));
    }
    let _ = std::fs::remove_dir_all(&target);
    println!("Both builds are the same, byte by byte.");
    Ok(())
}

/// The names of what only one of them has, or has otherwise.
fn differing(first: &[File], second: &[File]) -> Vec<String> {
    let (only_first, only_second) =
        (first.iter().filter(|file| !second.contains(file)), second.iter().filter(|file| !first.contains(file)));
    let mut names: Vec<String> = only_first.chain(only_second).map(|(name, _)| name.clone()).collect();
    names.sort_unstable();
    names.dedup();
    names
}

/// Name and content.
pub type File = (String, Vec<u8>);

/// The files of a folder and of those in it, by what they are called from there, such as `console/a.js`.
pub fn files_of(folder: &Path) -> Result<Vec<File>> {
    let failed = |error: std::io::Error| format!("{}: {error}", folder.display());
    let mut files = Vec::new();
    for entry in std::fs::read_dir(folder).map_err(failed)? {
        let path = entry.map_err(failed)?.path();
        let name = path.file_name().map(|name| name.to_string_lossy().into_owned()).unwrap_or_default();
        if path.is_dir() {
            files.extend(files_of(&path)?.into_iter().map(|(inner, bytes)| (format!("{name}/{inner}"), bytes)));
        } else {
            files.push((name, read(&path)?));
        }
    }
    files.sort_unstable();
    Ok(files)
}

fn in_lines(value: &serde_json::Value) -> Vec<u8> {
    format!("{value:#}\n").into_bytes()
}

fn read(file: &Path) -> Result<Vec<u8>> {
    std::fs::read(file).map_err(|error| format!("{}: {error}", file.display()))
}

fn write(folder: &Path, name: &str, bytes: &[u8]) -> Result<()> {
    std::fs::write(folder.join(name), bytes).map_err(|error| format!("{name}: {error}"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn files_of_inner_folders_are_called_by_their_path() {
        let folder = std::env::temp_dir().join(format!("console-files-{}", std::process::id()));
        std::fs::create_dir_all(folder.join("b")).unwrap();
        std::fs::write(folder.join("a.js"), "1").unwrap();
        std::fs::write(folder.join("b/c.js"), "2").unwrap();
        let files = files_of(&folder).unwrap();
        std::fs::remove_dir_all(&folder).unwrap();
        assert_eq!(files, [("a.js".to_owned(), b"1".to_vec()), ("b/c.js".to_owned(), b"2".to_vec())]);
    }

    #[test]
    fn what_differs_is_named_once() {
        let file = |name: &str, text: &str| (name.to_owned(), text.as_bytes().to_vec());
        let first = [file("a", "1"), file("b", "1"), file("c", "1")];
        let second = [file("a", "1"), file("b", "2"), file("d", "1")];
        assert_eq!(differing(&first, &second), ["b", "c", "d"]);
        assert_eq!(differing(&first, &first), [""; 0]);
    }
}
