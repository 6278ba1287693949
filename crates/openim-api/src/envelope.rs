//! The frame around every answer: `{"errCode":0,"errMsg":"","errDlt":"","data":…}`.

use serde_json::Value;

use crate::json;

/// An answer of an OpenIM server. `data` is null where it is absent: versions differ in that without meaning anything by it.
#[derive(Debug)]
pub(crate) struct Envelope {
    pub err_code: i64,
    pub err_msg: String,
    pub err_dlt: String,
    pub data: Value,
}

impl Envelope {
    /// None for JSON that is no envelope. `errCode` alone makes one: all versions send it always.
    pub fn from_value(value: &mut Value) -> Option<Self> {
        let err_code = json::integer(value, "errCode")?;
        let (err_msg, err_dlt) = (json::text(value, "errMsg"), json::text(value, "errDlt"));
        let data = value.get_mut("data").map(Value::take).unwrap_or_default();
        Some(Self { err_code, err_msg, err_dlt, data })
    }
}

/// Parses a body. None where it is no JSON; a byte order mark in front is forgiven.
pub(crate) fn parse(body: &str) -> Option<Value> {
    serde_json::from_str(body.strip_prefix('\u{feff}').unwrap_or(body)).ok()
}

/// Whether a body that cannot be parsed was on the way to be an envelope: a proxy may cut it, and a number may be too big.
pub(crate) fn begins(body: &str) -> bool {
    body.trim_start_matches('\u{feff}').starts_with("{\"errCode\":")
}
