//! Keeping a copy up to date: versions of a list, what has changed since one, all IDs. From v3.8.0 on, made for apps; the shapes are
//! those of the server's source, no exchange is on record.

use serde_json::Value;

use crate::json::{self, Read};
use crate::order::sort_by;

/// The state of a list on the server. The default is that of somebody who knows nothing yet: then everything is answered.
#[derive(Clone, PartialEq, Eq, Hash, Debug, Default)]
pub struct Version {
    /// Names the history that the number belongs to.
    pub id: String,
    /// Up to 64 bits.
    pub number: u64,
}

/// What has become of a list since a version.
#[derive(Clone, PartialEq, Debug)]
pub struct Changes<T> {
    /// The version that it leads to.
    pub version: Version,
    /// Whether the history was lost: what is inserted is the whole list then.
    pub is_full: bool,
    /// The IDs of rows that are gone.
    pub deleted: Vec<String>,
    /// Rows that are new.
    pub inserted: Vec<T>,
    /// Rows as they are now.
    pub updated: Vec<T>,
}

/// All IDs of a list.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct FullIds {
    /// The version of the list.
    pub version: Version,
    /// The IDs, sorted, each once.
    pub ids: Vec<String>,
}

impl Version {
    /// The part of a request that tells what is known: `{versionID, version}`.
    pub(crate) fn to_fields(&self) -> [(&'static str, Value); 2] {
        [("versionID", self.id.as_str().into()), ("version", self.number.into())]
    }

    fn read(data: &Value) -> Self {
        Self { id: json::text(data, "versionID"), number: json::unsigned(data, "version") }
    }
}

impl<T> Changes<T> {
    /// Reads `{version, versionID, full, delete, insert, update}`.
    pub(crate) fn read(data: &Value, read: impl Fn(&Value) -> Read<T>) -> Read<Self> {
        Ok(Self {
            version: Version::read(json::object(data)?),
            is_full: json::flag(data, "full"),
            deleted: json::texts(data, "delete")?,
            inserted: json::list(data, "insert", &read)?,
            updated: json::list(data, "update", &read)?,
        })
    }
}

impl FullIds {
    /// Reads `{version, versionID, equal, [key]: [id] | null}`.
    pub(crate) fn read(data: &Value, key: &str) -> Read<Self> {
        let mut ids = json::texts(json::object(data)?, key)?;
        sort_by(&mut ids, Ord::cmp);
        ids.dedup();
        Ok(Self { version: Version::read(data), ids })
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::json;

    #[test]
    fn versions_beyond_what_a_float_holds_are_exact() {
        let data = json!({"version": u64::MAX, "versionID": "a", "userIDs": ["b", "a", "b", null]});
        let read = FullIds::read(&data, "userIDs").unwrap();
        assert_eq!(read.version, Version { id: "a".into(), number: u64::MAX });
        assert_eq!(read.ids, ["a", "b"]);
        assert_eq!(json::fields(read.version.to_fields().into()), json!({"versionID": "a", "version": u64::MAX}));
    }

    #[test]
    fn nothing_is_no_change() {
        let read = Changes::read(&json!(null), |row| Ok(row.clone())).unwrap();
        assert_eq!((read.version, read.is_full, read.inserted.len()), (Version::default(), false, 0));
        let bad = Changes::read(&json!({"insert": [{}, 1]}), |row| json::required_text(row, "x")).unwrap_err();
        assert_eq!(bad.json_path, "insert[0].x");
    }
}
