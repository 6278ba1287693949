//! Reading a request body as Go's JSON package does: keys in any letter case, unknown keys ignored, `null` is the zero value,
//! numbers never quoted.

use serde_json::{Map, Value};

use crate::Server;

/// A body that does not bind, in Go's words.
pub(crate) type BindError = String;

/// Reads the whole body. JSON `null` counts as `{}`.
pub(crate) fn parse(server: Server, body: &[u8]) -> Result<Map<String, Value>, BindError> {
    // Go replaces invalid UTF-8 inside a string; outside of one the replacement character is as invalid as the bytes were.
    let text = String::from_utf8_lossy(body);
    if text.trim_matches([' ', '\t', '\r', '\n']).is_empty() {
        return Err(if server == Server::V34 { "EOF" } else { "unexpected end of JSON input" }.to_owned());
    }
    let text = mend_lone_surrogates(&text);
    let mut documents = serde_json::Deserializer::from_str(&text).into_iter::<Value>();
    let value = match documents.next() {
        Some(Ok(value)) => value,
        Some(Err(error)) if error.is_eof() => {
            return Err(
                if server == Server::V34 { "unexpected EOF" } else { "unexpected end of JSON input" }.to_owned()
            );
        }
        Some(Err(_)) | None => {
            let first = text.trim_start().chars().next().unwrap_or('?');
            return Err(format!("invalid character '{first}' looking for beginning of value"));
        }
    };
    // Only the oldest server stops reading after the first document.
    if server != Server::V34 && documents.next().is_some() {
        return Err("invalid character '{' after top-level value".to_owned());
    }
    match value {
        Value::Object(fields) => Ok(fields),
        Value::Null => Ok(Map::new()),
        other => Err(format!("json: cannot unmarshal {} into Go value of the request's type", kind(&other))),
    }
}

/// Go reads an escaped half of a surrogate pair as U+FFFD, where a strict reader would refuse the document.
fn mend_lone_surrogates(text: &str) -> std::borrow::Cow<'_, str> {
    if !text.contains("\\u") {
        return text.into();
    }
    let mut mended = String::with_capacity(text.len());
    let mut rest = text;
    while let Some(at) = rest.find('\\') {
        let (before, escape) = rest.split_at(at);
        mended.push_str(before);
        let unit = code_unit(escape);
        let taken = match unit {
            Some(0xd800..=0xdbff) if matches!(escape.get(6..).and_then(code_unit), Some(0xdc00..=0xdfff)) => 12,
            Some(0xd800..=0xdfff) => {
                mended.push('\u{fffd}');
                rest = escape.get(6..).unwrap_or_default();
                continue;
            }
            Some(_) => 6,
            None => 1 + escape.chars().nth(1).map_or(0, char::len_utf8),
        };
        let (kept, after) = escape.split_at(taken.min(escape.len()));
        mended.push_str(kept);
        rest = after;
    }
    mended.push_str(rest);
    mended.into()
}

/// The number of a `\uXXXX` at the start of `escape`.
fn code_unit(escape: &str) -> Option<u16> {
    let digits = escape.strip_prefix("\\u")?.get(..4)?;
    u16::from_str_radix(digits, 16).ok()
}

/// The fields of one JSON object, read by name and type.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Fields<'a> {
    map: &'a Map<String, Value>,
    type_name: &'static str,
}

impl<'a> Fields<'a> {
    /// `type_name` is Go's name of the object, for its error texts.
    pub(crate) fn new(map: &'a Map<String, Value>, type_name: &'static str) -> Self {
        Self { map, type_name }
    }

    fn get(&self, name: &str) -> Option<&'a Value> {
        let exact = self.map.get(name);
        let found =
            exact.or_else(|| self.map.iter().find(|(key, _)| key.eq_ignore_ascii_case(name)).map(|(_, value)| value));
        found.filter(|value| !value.is_null())
    }

    fn mismatch<T>(&self, name: &str, value: &Value, wanted: &str) -> Result<T, BindError> {
        let (kind, type_name) = (kind(value), self.type_name);
        Err(format!("json: cannot unmarshal {kind} into Go struct field {type_name}.{name} of type {wanted}"))
    }

    /// A string; absent or `null` is `None`.
    pub(crate) fn optional_string(&self, name: &str) -> Result<Option<&'a str>, BindError> {
        match self.get(name) {
            None => Ok(None),
            Some(Value::String(text)) => Ok(Some(text)),
            Some(other) => self.mismatch(name, other, "string"),
        }
    }

    /// A string; absent or `null` is empty.
    pub(crate) fn string(&self, name: &str) -> Result<&'a str, BindError> {
        Ok(self.optional_string(name)?.unwrap_or_default())
    }

    /// A whole number of 64 bits; absent or `null` is `None`.
    pub(crate) fn optional_int64(&self, name: &str) -> Result<Option<i64>, BindError> {
        match self.get(name) {
            None => Ok(None),
            Some(value) => {
                value.as_i64().map_or_else(|| self.mismatch(name, value, "int64"), |number| Ok(Some(number)))
            }
        }
    }

    /// A whole number of 32 bits; absent or `null` is `None`.
    pub(crate) fn optional_int32(&self, name: &str) -> Result<Option<i32>, BindError> {
        match self.get(name) {
            None => Ok(None),
            Some(value) => match value.as_i64().and_then(|number| i32::try_from(number).ok()) {
                Some(number) => Ok(Some(number)),
                None => self.mismatch(name, value, "int32"),
            },
        }
    }

    /// A whole number of 32 bits; absent or `null` is 0.
    pub(crate) fn int32(&self, name: &str) -> Result<i32, BindError> {
        Ok(self.optional_int32(name)?.unwrap_or_default())
    }

    /// A whole number of 32 bits without a sign; absent or `null` is 0.
    pub(crate) fn uint32(&self, name: &str) -> Result<u32, BindError> {
        match self.get(name) {
            None => Ok(0),
            Some(value) => match value.as_u64().and_then(|number| u32::try_from(number).ok()) {
                Some(number) => Ok(number),
                None => self.mismatch(name, value, "uint32"),
            },
        }
    }

    /// A whole number of 64 bits without a sign; absent or `null` is `None`.
    pub(crate) fn optional_uint64(&self, name: &str) -> Result<Option<u64>, BindError> {
        match self.get(name) {
            None => Ok(None),
            Some(value) => {
                value.as_u64().map_or_else(|| self.mismatch(name, value, "uint64"), |number| Ok(Some(number)))
            }
        }
    }

    /// Yes or no; absent or `null` is `None`.
    pub(crate) fn optional_bool(&self, name: &str) -> Result<Option<bool>, BindError> {
        match self.get(name) {
            None => Ok(None),
            Some(Value::Bool(value)) => Ok(Some(*value)),
            Some(other) => self.mismatch(name, other, "bool"),
        }
    }

    /// A list; absent or `null` is `None`.
    pub(crate) fn list(&self, name: &str) -> Result<Option<&'a [Value]>, BindError> {
        match self.get(name) {
            None => Ok(None),
            Some(Value::Array(items)) => Ok(Some(items)),
            Some(other) => self.mismatch(name, other, "[]"),
        }
    }

    /// A list of strings; a `null` in it is an empty string.
    pub(crate) fn strings(&self, name: &str) -> Result<Option<Vec<&'a str>>, BindError> {
        let Some(items) = self.list(name)? else { return Ok(None) };
        let read = |item: &'a Value| match item {
            Value::String(text) => Ok(text.as_str()),
            Value::Null => Ok(""),
            other => self.mismatch(name, other, "string"),
        };
        items.iter().map(read).collect::<Result<_, _>>().map(Some)
    }

    /// A list of whole numbers; a `null` in it is 0.
    pub(crate) fn int64s(&self, name: &str) -> Result<Option<Vec<i64>>, BindError> {
        let Some(items) = self.list(name)? else { return Ok(None) };
        let read = |item: &Value| match item {
            Value::Null => Ok(0),
            other => other.as_i64().map_or_else(|| self.mismatch(name, other, "int64"), Ok),
        };
        items.iter().map(read).collect::<Result<_, _>>().map(Some)
    }

    /// A list of objects; a `null` in it is left out.
    pub(crate) fn objects(&self, name: &str, type_name: &'static str) -> Result<Vec<Fields<'a>>, BindError> {
        let items = self.list(name)?.unwrap_or_default().iter().filter(|item| !item.is_null());
        let read = |item: &'a Value| match item {
            Value::Object(map) => Ok(Fields::new(map, type_name)),
            other => self.mismatch(name, other, type_name),
        };
        items.map(read).collect()
    }

    /// A value as it came; absent or `null` is `None`.
    pub(crate) fn value(&self, name: &str) -> Option<&'a Value> {
        self.get(name)
    }

    /// A list of whole numbers of 32 bits; a `null` in it is 0.
    pub(crate) fn int32s(&self, name: &str) -> Result<Option<Vec<i32>>, BindError> {
        let Some(items) = self.list(name)? else { return Ok(None) };
        let read = |item: &Value| match item.as_i64().and_then(|number| i32::try_from(number).ok()) {
            Some(number) => Ok(number),
            None if item.is_null() => Ok(0),
            None => self.mismatch(name, item, "int32"),
        };
        items.iter().map(read).collect::<Result<_, _>>().map(Some)
    }

    /// A nested object; absent or `null` is `None`.
    pub(crate) fn object(&self, name: &str, type_name: &'static str) -> Result<Option<Fields<'a>>, BindError> {
        match self.get(name) {
            None => Ok(None),
            Some(Value::Object(map)) => Ok(Some(Fields::new(map, type_name))),
            Some(other) => self.mismatch(name, other, type_name),
        }
    }

    /// A map of strings; absent or `null` is `None`.
    pub(crate) fn string_map(&self, name: &str) -> Result<Option<Vec<(&'a str, &'a str)>>, BindError> {
        let map = match self.get(name) {
            None => return Ok(None),
            Some(Value::Object(map)) => map,
            Some(other) => return self.mismatch(name, other, "map[string]string"),
        };
        let read = |(key, value): (&'a String, &'a Value)| match value {
            Value::String(text) => Ok((key.as_str(), text.as_str())),
            Value::Null => Ok((key.as_str(), "")),
            other => self.mismatch(name, other, "string"),
        };
        map.iter().map(read).collect::<Result<_, _>>().map(Some)
    }
}

/// Go's word for the type of a JSON value.
pub(crate) fn kind(value: &Value) -> &'static str {
    match value {
        Value::Null => "null",
        Value::Bool(_) => "bool",
        Value::Number(_) => "number",
        Value::String(_) => "string",
        Value::Array(_) => "array",
        Value::Object(_) => "object",
    }
}
