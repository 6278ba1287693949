//! What may be sent: the content types of each version, and what a content of each must hold.

use serde_json::{Map, Value};

use crate::Server;
use crate::envelope::as_go_writes;
use crate::failure::Failure;
use crate::messages::OA_NOTIFICATION;

/// Keys of a content that must be there and not be empty, 0 or false; a `.` leads into an object.
type Required = &'static [&'static str];

const PICTURE: Required = &[
    "sourcePicture.type",
    "sourcePicture.width",
    "sourcePicture.height",
    "sourcePicture.url",
    "bigPicture.type",
    "bigPicture.width",
    "bigPicture.height",
    "bigPicture.url",
    "snapshotPicture.type",
    "snapshotPicture.width",
    "snapshotPicture.height",
    "snapshotPicture.url",
];
const VOICE: Required = &["sourceUrl", "duration"];
const VIDEO: Required =
    &["videoUrl", "videoType", "videoSize", "duration", "snapshotUrl", "snapshotWidth", "snapshotHeight"];
const FILE: Required = &["sourceUrl", "fileName", "fileSize"];

/// Content type, since when it is accepted, name, required keys.
const TYPES: &[(i32, Server, &str, Required)] = &[
    (101, Server::V34, "TextElem", &["content"]),
    (102, Server::V34, "PictureElem", PICTURE),
    (103, Server::V34, "SoundElem", VOICE),
    (104, Server::V34, "VideoElem", VIDEO),
    (105, Server::V34, "FileElem", FILE),
    (106, Server::V37, "AtElem", &["atUserList"]),
    (110, Server::V34, "CustomElem", &["data"]),
    (114, Server::Main, "QuoteElem", &["text"]),
    (118, Server::Main, "MarkdownTextElem", &["content"]),
    (OA_NOTIFICATION, Server::V34, "OANotificationElem", &["notificationName", "notificationType", "text"]),
];

/// The parts of a notification that may be left out, but are looked at when they are there.
const PARTS: &[(&str, Required)] =
    &[("pictureElem", PICTURE), ("soundElem", VOICE), ("videoElem", VIDEO), ("fileElem", FILE)];

/// Refuses content types that this version does not send for an admin.
pub(super) fn check_type(server: Server, content_type: i32) -> Result<(), Failure> {
    let accepted = TYPES.iter().any(|(code, since, ..)| *code == content_type && *since <= server);
    if accepted {
        return Ok(());
    }
    // The newer ones say nothing.
    let text = if server < Server::V383 {
        format!("unsupported content type, contentType={content_type}")
    } else {
        String::new()
    };
    Err(Failure::api(1001, text))
}

/// The content as it is stored: as sent, in Go's way of writing. One that misses something is no bad argument but errCode 500.
pub(super) fn check(server: Server, content_type: i32, content: &Map<String, Value>) -> Result<String, Failure> {
    let Some((.., name, required)) = TYPES.iter().find(|(code, ..)| *code == content_type) else {
        return Ok(String::new());
    };
    // 3.4 asks for nothing inside a picture.
    let required: Required = if server == Server::V34 && content_type == 102 { &["sourcePicture"] } else { required };
    let mut missing = Vec::new();
    look(content, required, name, &mut missing);
    if content_type == OA_NOTIFICATION {
        for (part, required) in PARTS {
            if let Some(Value::Object(inner)) = content.get(*part) {
                look(inner, required, &format!("{name}.{part}"), &mut missing);
            }
        }
        if content.get("mixType").and_then(Value::as_i64).is_some_and(|mix| !(0..=5).contains(&mix)) {
            missing.push(format!("{name}.mixType"));
        }
    }
    if missing.is_empty() {
        return Ok(written(content));
    }
    let lines: Vec<String> = missing
        .iter()
        .map(|key| {
            let field = key.rsplit('.').next().unwrap_or(key);
            format!("Key: '{key}' Error:Field validation for '{field}' failed on the 'required' tag")
        })
        .collect();
    Err(Failure::content(lines.join("\n")))
}

fn look(content: &Map<String, Value>, required: Required, name: &str, missing: &mut Vec<String>) {
    for key in required {
        let value = match key.split_once('.') {
            Some((outer, inner)) => content.get(outer).and_then(|value| value.get(inner)),
            None => content.get(*key),
        };
        if !value.is_some_and(is_given) {
            missing.push(format!("{name}.{key}"));
        }
    }
}

fn is_given(value: &Value) -> bool {
    match value {
        Value::Null | Value::Bool(false) => false,
        Value::Bool(true) => true,
        Value::Number(number) => number.as_i64() != Some(0),
        Value::String(text) => !text.is_empty(),
        Value::Array(items) => !items.is_empty(),
        Value::Object(fields) => !fields.is_empty(),
    }
}

fn written(content: &Map<String, Value>) -> String {
    // A map of JSON values: this cannot fail.
    as_go_writes(serde_json::to_string(content).unwrap_or_default())
}
