//! What apps ask to catch up with a list (from 3.8.0). The sandbox keeps no log of changes: the whole list is the answer.

use serde::Serialize;

use crate::call::{Outcome, json, or_null};

/// What has changed in a list: here always all of it, as insertions.
#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
pub(crate) struct Changes<T> {
    version: u64,
    #[serde(rename = "versionID")]
    version_id: String,
    full: bool,
    delete: Option<()>,
    insert: Option<Vec<T>>,
    update: Option<()>,
    sort_version: u64,
}

impl<T> Changes<T> {
    /// The whole list of `owner`: a user or a group.
    pub(crate) fn all(owner: &str, version: u64, rows: Vec<T>) -> Self {
        let version_id = version_id(owner);
        Self { version, version_id, full: true, delete: None, insert: or_null(rows), update: None, sort_version: 0 }
    }
}

/// All IDs of a list of `owner`, unless the caller's hash shows that he has them. `list` gives the answer its key for the IDs.
pub(crate) fn full_ids(owner: &str, version: u64, known: u64, list: &'static str, ids: Vec<&str>) -> Outcome {
    #[derive(Serialize)]
    #[serde(rename_all = "camelCase")]
    struct Answer<'a> {
        version: u64,
        #[serde(rename = "versionID")]
        version_id: String,
        equal: bool,
        #[serde(flatten)]
        ids: std::collections::BTreeMap<&'static str, Option<Vec<&'a str>>>,
    }
    let equal = hash(ids.iter().copied()) == known;
    let ids = if equal { None } else { or_null(ids) };
    json(&Answer { version, version_id: version_id(owner), equal, ids: [(list, ids)].into() })
}

/// A number that changes with the IDs. The real one is of another making.
pub(crate) fn hash<'a>(ids: impl Iterator<Item = &'a str>) -> u64 {
    let bytes = ids.flat_map(|id| id.bytes().chain([0]));
    bytes.fold(0xcbf2_9ce4_8422_2325, |hash, byte| (hash ^ u64::from(byte)).wrapping_mul(0x0100_0000_01b3))
}

/// The 24 digits of a data base's ID.
fn version_id(owner: &str) -> String {
    format!("{:024x}", hash(std::iter::once(owner)))
}
