//! `cargo xtask dist`: the release, as files for whoever puts it somewhere, in `target/dist/`. All of them are the same, byte by
//! byte, wherever and whenever they are made from the same source; `--verify` tries it.
//!
//! | module | what belongs there |
//! |---|---|
//! | `archive` | a folder as tar.gz and as zip |
//! | `crates` | which crates are in the shipped wasm |
//! | `licences` | their licences, for people |
//! | `bill` | the bill of materials, for machines: CycloneDX |
//! | `sizes` | what each file weighs, checksums |

mod archive;
mod bill;
mod crates;
mod licences;
mod sizes;

use std::path::{Path, PathBuf};

use clap::Args;

use crate::command::{command, run as run_command};
use crate::{Result, build, tools};

/// The package whose crates are in the console's wasm.
const PACKAGE: &str = "openim-console";

/// Of `cargo xtask dist`.
#[derive(Args)]
pub struct DistArguments {
    /// Build a second time, from nothing, and compare all files (takes some minutes).
    #[arg(long)]
    verify: bool,
}

/// Builds, writes, and says what was written.
pub fn run(arguments: &DistArguments) -> Result<()> {
    let folder = make()?;
    for (name, bytes) in files_of(&folder)? {
        println!("{:>9}  {name}", bytes.len());
    }
    println!("in {}", folder.display());
    if arguments.verify { verify(&folder) } else { Ok(()) }
}

fn make() -> Result<PathBuf> {
    let tools = tools::ensure()?;
    build::console(&tools)?;
    let folder = build::target().join("dist");
    let _ = std::fs::remove_dir_all(&folder);
    std::fs::create_dir_all(&folder).map_err(|error| format!("{}: {error}", folder.display()))?;

    let crates = crates::shipped(PACKAGE)?;
    let name = format!("{PACKAGE}-{}", crates.version);
    let mut files = files_of(&crate::root().join("dist"))?;
    let sizes = sizes::table(&name, &files)?;
    files.push(("LICENSE.txt".to_owned(), read(&crate::root().join("LICENSE"))?));
    files.push(("THIRD-PARTY-LICENCES.txt".to_owned(), licences::text(&crates)?.into_bytes()));

    write(&folder, &format!("{name}.tar.gz"), &archive::tar_gz(&name, &files)?)?;
    write(&folder, &format!("{name}.zip"), &archive::zip(&name, &files)?)?;
    write(&folder, &format!("{name}.cdx.json"), &in_lines(&bill::cyclonedx(&crates)))?;
    write(&folder, &format!("{name}.sizes.json"), &in_lines(&sizes))?;
    // The npm package of the module joins here: what lies in the folder by now is in the list of checksums.
    write(&folder, "SHA256SUMS", sizes::checksums(&files_of(&folder)?).as_bytes())?;
    Ok(folder)
}

/// Makes it once more, in another target folder, and compares.
fn verify(first: &Path) -> Result<()> {
    let target = build::target().join("verify");
    let _ = std::fs::remove_dir_all(&target);
    println!("\nBuilding a second time, in {}", target.display());
    let this = std::env::current_exe().map_err(|error| error.to_string())?;
    run_command(command(this).arg("dist").env("CARGO_TARGET_DIR", &target))?;
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
type File = (String, Vec<u8>);

/// The files of a folder without folders, by name.
fn files_of(folder: &Path) -> Result<Vec<File>> {
    let failed = |error: std::io::Error| format!("{}: {error}", folder.display());
    let mut files = Vec::new();
    for entry in std::fs::read_dir(folder).map_err(failed)? {
        let path = entry.map_err(failed)?.path();
        let name = path.file_name().map(|name| name.to_string_lossy().into_owned()).unwrap_or_default();
        files.push((name, read(&path)?));
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
    fn what_differs_is_named_once() {
        let file = |name: &str, text: &str| (name.to_owned(), text.as_bytes().to_vec());
        let first = [file("a", "1"), file("b", "1"), file("c", "1")];
        let second = [file("a", "1"), file("b", "2"), file("d", "1")];
        assert_eq!(differing(&first, &second), ["b", "c", "d"]);
        assert_eq!(differing(&first, &first), [""; 0]);
    }
}
