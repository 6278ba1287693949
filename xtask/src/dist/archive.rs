//! A folder as one file: in the order of the names, of one time and one owner, so that the same files give the same archive.

use std::io::{Cursor, Write};

use flate2::{Compression, GzBuilder};
use zip::write::SimpleFileOptions;
use zip::{CompressionMethod, DateTime, ZipWriter};

use super::File;
use crate::Result;

/// The time of every file: 1980 began then, before which zip knows none.
const TIME: u64 = 315_532_800;
/// Everybody may read them.
const MODE: u32 = 0o644;

/// In a folder of this name, as `.tar.gz`.
pub fn tar_gz(folder: &str, files: &[File]) -> Result<Vec<u8>> {
    // The time in the head of gzip is 0 where none is set.
    let mut archive = tar::Builder::new(GzBuilder::new().write(Vec::new(), Compression::best()));
    for (name, bytes) in in_order(files) {
        let mut header = tar::Header::new_gnu();
        header.set_size(bytes.len() as u64);
        header.set_mode(MODE);
        header.set_mtime(TIME);
        header.set_uid(0);
        header.set_gid(0);
        archive
            .append_data(&mut header, format!("{folder}/{name}"), bytes.as_slice())
            .map_err(|error| format!("{name}: {error}"))?;
    }
    let compressed = archive.into_inner().and_then(flate2::write::GzEncoder::finish);
    compressed.map_err(|error| format!("{folder}.tar.gz: {error}"))
}

/// As npm has its packages. npm packs alike, but with the zlib of its Node: other bytes on another machine.
pub fn npm(files: &[File]) -> Result<Vec<u8>> {
    tar_gz("package", files)
}

/// In a folder of this name, as `.zip`.
pub fn zip(folder: &str, files: &[File]) -> Result<Vec<u8>> {
    let options = SimpleFileOptions::default()
        .compression_method(CompressionMethod::Deflated)
        .last_modified_time(DateTime::DEFAULT)
        .unix_permissions(MODE);
    let mut archive = ZipWriter::new(Cursor::new(Vec::new()));
    for (name, bytes) in in_order(files) {
        archive.start_file(format!("{folder}/{name}"), options).map_err(|error| format!("{name}: {error}"))?;
        archive.write_all(bytes).map_err(|error| format!("{name}: {error}"))?;
    }
    let written = archive.finish().map_err(|error| format!("{folder}.zip: {error}"))?;
    Ok(written.into_inner())
}

fn in_order(files: &[File]) -> Vec<&File> {
    let mut files: Vec<_> = files.iter().collect();
    files.sort_unstable();
    files
}

#[cfg(test)]
mod tests {
    use std::io::Read;

    use super::*;

    fn files() -> Vec<File> {
        let big = (0..100_000_u32).flat_map(u32::to_le_bytes).collect();
        vec![("b.js".to_owned(), b"let b;".to_vec()), ("a.wasm".to_owned(), big), ("empty".to_owned(), Vec::new())]
    }

    #[test]
    fn the_order_in_which_files_come_changes_nothing() {
        let mut other = files();
        other.reverse();
        assert_eq!(tar_gz("x-1", &files()).unwrap(), tar_gz("x-1", &other).unwrap());
        assert_eq!(zip("x-1", &files()).unwrap(), zip("x-1", &other).unwrap());
    }

    #[test]
    fn a_tar_gz_holds_the_files_with_one_time_and_one_owner() {
        let packed = tar_gz("x-1", &files()).unwrap();
        assert_eq!(packed.get(4..8), Some([0; 4].as_slice()), "the time in the head of gzip");
        let mut archive = tar::Archive::new(flate2::read::GzDecoder::new(packed.as_slice()));
        let mut found = Vec::new();
        for entry in archive.entries().unwrap() {
            let mut entry = entry.unwrap();
            let header = entry.header();
            let facts = (header.mtime(), header.uid(), header.gid(), header.mode());
            assert_eq!(facts.0.unwrap(), TIME);
            assert_eq!((facts.1.unwrap(), facts.2.unwrap(), facts.3.unwrap()), (0, 0, MODE));
            let name = entry.path().unwrap().to_string_lossy().into_owned();
            let mut bytes = Vec::new();
            entry.read_to_end(&mut bytes).unwrap();
            found.push((name, bytes));
        }
        assert_eq!(found, expected());
    }

    #[test]
    fn a_zip_holds_the_files_with_one_time() {
        let mut archive = zip::ZipArchive::new(Cursor::new(zip("x-1", &files()).unwrap())).unwrap();
        let mut found = Vec::new();
        for index in 0..archive.len() {
            let mut entry = archive.by_index(index).unwrap();
            assert_eq!((entry.last_modified(), entry.unix_mode()), (Some(DateTime::DEFAULT), Some(0o10_0644)));
            let mut bytes = Vec::new();
            entry.read_to_end(&mut bytes).unwrap();
            found.push((entry.name().unwrap().into_owned(), bytes));
        }
        assert_eq!(found, expected());
    }

    fn expected() -> Vec<File> {
        let mut files: Vec<File> = files().into_iter().map(|(name, bytes)| (format!("x-1/{name}"), bytes)).collect();
        files.sort_unstable();
        files
    }
}
