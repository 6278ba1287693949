//! What a message may hold, and what servers want of it. Content that lacks something is answered with an errCode that says nothing
//! (500, seen on v3.4 to main): [`Content::problem`] says it before.

use serde_json::Value;

use crate::ids::UserId;
use crate::json;
use crate::server::ServerBlock;

/// What a message holds: the kinds that servers take from an administrator.
#[derive(Clone, PartialEq, Eq, Debug)]
pub enum Content {
    /// Text (101).
    Text(String),
    /// A picture (102).
    Picture(Picture),
    /// A voice message (103).
    Voice {
        /// Where the sound is.
        url: String,
        /// How long it lasts.
        seconds: i64,
        /// How long the file is.
        bytes: i64,
    },
    /// A video (104).
    Video {
        /// Where it is.
        url: String,
        /// `mp4` and the like.
        kind: String,
        /// How long it lasts.
        seconds: i64,
        /// How long the file is.
        bytes: i64,
        /// What stands for it until it plays.
        snapshot: Picture,
    },
    /// A file (105).
    File {
        /// Where it is.
        url: String,
        /// What it is called.
        name: String,
        /// How long it is.
        bytes: i64,
    },
    /// Text that names users of a group (106), from v3.6 on.
    Mention {
        /// The text.
        text: String,
        /// Whom it names, at most 1000.
        users: Vec<UserId>,
    },
    /// Whatever the operator's apps understand (110).
    Custom {
        /// Any text, often JSON.
        data: String,
        /// Shown where an app does not understand it.
        description: String,
        /// Any text.
        extension: String,
    },
    /// Text with marks (118), on main.
    Markdown(String),
    /// A notice of the system (1400), of a notification account or an administrator to one user.
    Notice(SystemNotice),
}

/// A picture that is in the web already.
#[derive(Clone, PartialEq, Eq, Debug, Default)]
pub struct Picture {
    /// Where it is.
    pub url: String,
    /// `jpg` and the like.
    pub kind: String,
    /// In pixels.
    pub width: i64,
    /// In pixels.
    pub height: i64,
    /// How long the file is.
    pub bytes: i64,
}

/// A notice of the system.
#[derive(Clone, PartialEq, Eq, Debug, Default)]
pub struct SystemNotice {
    /// Its title.
    pub name: String,
    /// The picture beside it, may be empty.
    pub face_url: String,
    /// Of the operator's own meaning, not 0.
    pub kind: i32,
    /// What it says.
    pub text: String,
    /// Where it leads, may be empty.
    pub url: String,
    /// A picture below the text.
    pub picture: Option<Picture>,
    /// Free for the operator's own use.
    pub ex: String,
}

/// Why servers would not take it.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum ContentProblem {
    /// This field must not be empty or 0, by its name in the request.
    Missing(&'static str),
    /// More than 1000 users are named.
    TooMany,
    /// Servers of this version do not take this kind.
    TooOld {
        /// The first versions that do.
        since: ServerBlock,
    },
}

impl Content {
    /// The number of its kind.
    #[must_use]
    pub fn content_type(&self) -> i32 {
        match self {
            Self::Text(_) => 101,
            Self::Picture(_) => 102,
            Self::Voice { .. } => 103,
            Self::Video { .. } => 104,
            Self::File { .. } => 105,
            Self::Mention { .. } => 106,
            Self::Custom { .. } => 110,
            Self::Markdown(_) => 118,
            Self::Notice(_) => 1400,
        }
    }

    /// Why a server of this version would not take it.
    #[must_use]
    pub fn problem(&self, block: ServerBlock) -> Option<ContentProblem> {
        let missing = |given: bool, field| (!given).then_some(ContentProblem::Missing(field));
        let text = |text: &str, field| missing(!text.is_empty(), field);
        let number = |number: i64, field| missing(number > 0, field);
        let since = |since| (block < since).then_some(ContentProblem::TooOld { since });
        match self {
            Self::Text(words) => text(words, "content"),
            Self::Markdown(words) => since(ServerBlock::Main).or_else(|| text(words, "content")),
            Self::Picture(picture) => picture.problem(),
            Self::Voice { url, seconds, .. } => text(url, "sourceUrl").or_else(|| number(*seconds, "duration")),
            Self::Video { url, kind, seconds, bytes, snapshot } => text(url, "videoUrl")
                .or_else(|| text(kind, "videoType"))
                .or_else(|| number(*bytes, "videoSize"))
                .or_else(|| number(*seconds, "duration"))
                .or_else(|| text(&snapshot.url, "snapshotUrl"))
                .or_else(|| number(snapshot.width, "snapshotWidth"))
                .or_else(|| number(snapshot.height, "snapshotHeight")),
            Self::File { url, name, bytes } => {
                text(url, "sourceUrl").or_else(|| text(name, "fileName")).or_else(|| number(*bytes, "fileSize"))
            }
            Self::Mention { users, .. } => since(ServerBlock::V3_6)
                .or_else(|| missing(!users.is_empty(), "atUserList"))
                .or((users.len() > 1000).then_some(ContentProblem::TooMany)),
            Self::Custom { data, .. } => text(data, "data"),
            Self::Notice(notice) => text(&notice.name, "notificationName")
                .or_else(|| missing(notice.kind != 0, "notificationType"))
                .or_else(|| text(&notice.text, "text"))
                .or_else(|| notice.picture.as_ref().and_then(Picture::problem)),
        }
    }

    pub(super) fn to_json(&self) -> Value {
        match self {
            Self::Text(text) | Self::Markdown(text) => json::fields(vec![("content", text.as_str().into())]),
            Self::Picture(picture) => picture.to_json(),
            Self::Voice { url, seconds, bytes } => json::fields(vec![
                ("sourceUrl", url.as_str().into()),
                ("duration", (*seconds).into()),
                ("dataSize", (*bytes).into()),
            ]),
            Self::Video { url, kind, seconds, bytes, snapshot } => json::fields(vec![
                ("videoUrl", url.as_str().into()),
                ("videoType", kind.as_str().into()),
                ("videoSize", (*bytes).into()),
                ("duration", (*seconds).into()),
                ("snapshotUrl", snapshot.url.as_str().into()),
                ("snapshotSize", snapshot.bytes.into()),
                ("snapshotWidth", snapshot.width.into()),
                ("snapshotHeight", snapshot.height.into()),
            ]),
            Self::File { url, name, bytes } => json::fields(vec![
                ("sourceUrl", url.as_str().into()),
                ("fileName", name.as_str().into()),
                ("fileSize", (*bytes).into()),
            ]),
            Self::Mention { text, users } => json::fields(vec![
                ("text", text.as_str().into()),
                ("atUserList", users.iter().map(UserId::as_str).collect()),
                ("isAtSelf", false.into()),
            ]),
            Self::Custom { data, description, extension } => json::fields(vec![
                ("data", data.as_str().into()),
                ("description", description.as_str().into()),
                ("extension", extension.as_str().into()),
            ]),
            Self::Notice(notice) => notice.to_json(),
        }
    }
}

impl Picture {
    fn problem(&self) -> Option<ContentProblem> {
        let missing = |given: bool, field| (!given).then_some(ContentProblem::Missing(field));
        missing(!self.url.is_empty(), "url")
            .or(missing(!self.kind.is_empty(), "type"))
            .or(missing(self.width > 0, "width"))
            .or(missing(self.height > 0, "height"))
    }

    /// The same picture in the three sizes that servers want.
    fn to_json(&self) -> Value {
        let picture = json::fields(vec![
            ("url", self.url.as_str().into()),
            ("type", self.kind.as_str().into()),
            ("width", self.width.into()),
            ("height", self.height.into()),
            ("size", self.bytes.into()),
        ]);
        json::fields(vec![
            ("sourcePicture", picture.clone()),
            ("bigPicture", picture.clone()),
            ("snapshotPicture", picture),
        ])
    }
}

impl SystemNotice {
    /// What is not used is left out: an empty object would be held to be a bad picture (seen on main).
    fn to_json(&self) -> Value {
        let mut body = vec![
            ("notificationName", self.name.as_str().into()),
            ("notificationFaceURL", self.face_url.as_str().into()),
            ("notificationType", self.kind.into()),
            ("text", self.text.as_str().into()),
            ("url", self.url.as_str().into()),
            ("mixType", i32::from(self.picture.is_some()).into()),
            ("ex", self.ex.as_str().into()),
        ];
        body.extend(self.picture.as_ref().map(|picture| ("pictureElem", picture.to_json())));
        json::fields(body)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::json;

    fn picture() -> Picture {
        Picture { url: "https://x/p.jpg".into(), kind: "jpg".into(), width: 2, height: 3, bytes: 4 }
    }

    #[test]
    fn what_servers_want_is_missed_before_they_are_asked() {
        let missing = |field| Some(ContentProblem::Missing(field));
        for (content, problem) in [
            (Content::Text("a".into()), None),
            (Content::Text(String::new()), missing("content")),
            (Content::Picture(picture()), None),
            (Content::Picture(Picture { height: 0, ..picture() }), missing("height")),
            (Content::Voice { url: "u".into(), seconds: 0, bytes: 1 }, missing("duration")),
            (Content::File { url: "u".into(), name: String::new(), bytes: 1 }, missing("fileName")),
            (Content::Mention { text: String::new(), users: vec![] }, missing("atUserList")),
            (Content::Mention { text: String::new(), users: vec!["a".into(); 1001] }, Some(ContentProblem::TooMany)),
            (
                Content::Notice(SystemNotice { name: "n".into(), text: "t".into(), ..SystemNotice::default() }),
                missing("notificationType"),
            ),
        ] {
            assert_eq!(content.problem(ServerBlock::Main), problem, "{content:?}");
        }
        let markdown = Content::Markdown("*a*".into());
        assert_eq!(markdown.problem(ServerBlock::Main), None);
        assert_eq!(markdown.problem(ServerBlock::V3_8_3), Some(ContentProblem::TooOld { since: ServerBlock::Main }));
    }

    #[test]
    fn an_unused_part_of_a_notice_is_not_sent() {
        let mut notice = SystemNotice { name: "n".into(), kind: 1, text: "t".into(), ..SystemNotice::default() };
        let body = Content::Notice(notice.clone()).to_json();
        assert_eq!((&body["mixType"], body.get("pictureElem")), (&json!(0), None));
        notice.picture = Some(picture());
        let body = Content::Notice(notice).to_json();
        assert_eq!((&body["mixType"], &body["pictureElem"]["bigPicture"]["width"]), (&json!(1), &json!(2)));
    }
}
