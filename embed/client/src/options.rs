//! What a client is made of.

use std::rc::Rc;

use openim_api::{BaseUrl, Client, Observer, Pattern, Rules, ServerBlock, Transport};
use serde_json::Value;

use crate::take::{self, Key, Wrong, given};

/// Where, which version, and what is not allowed.
pub struct Options {
    server: BaseUrl,
    version: Option<ServerBlock>,
    timeout_millis: Option<u32>,
    rules: Rules,
}

/// The versions, by the names that JavaScript knows them by.
pub const VERSIONS: [(&str, ServerBlock); 8] = [
    ("3.4", ServerBlock::V3_4),
    ("3.5", ServerBlock::V3_5),
    ("3.6", ServerBlock::V3_6),
    ("3.7", ServerBlock::V3_7),
    ("3.8.0", ServerBlock::V3_8_0),
    ("3.8.1", ServerBlock::V3_8_1),
    ("3.8.3", ServerBlock::V3_8_3),
    ("main", ServerBlock::Main),
];

const KEYS: &[Key] = &[
    given::<String>("server"),
    given::<Option<String>>("version"),
    given::<Option<u32>>("timeoutMillis"),
    given::<Option<bool>>("readOnly"),
    given::<Option<Vec<String>>>("protectedUsers"),
];

/// What a version is called.
pub fn name_of(block: ServerBlock) -> &'static str {
    VERSIONS.iter().find(|(_, known)| *known == block).map_or("", |(name, _)| name)
}

/// The version that is called so.
pub fn block_of(name: &str) -> Result<ServerBlock, Wrong> {
    let found = VERSIONS.iter().find(|(known, _)| *known == name);
    found.map(|(_, block)| *block).ok_or_else(|| {
        Wrong::new("must be \"3.4\", \"3.5\", \"3.6\", \"3.7\", \"3.8.0\", \"3.8.1\", \"3.8.3\" or \"main\"")
            .within("version")
    })
}

impl Options {
    /// From JSON.
    pub fn read(text: &str) -> Result<Self, String> {
        let value: Value = serde_json::from_str(text).unwrap_or_default();
        Self::of(&value).map_err(|wrong| wrong.to_string())
    }

    fn of(value: &Value) -> Result<Self, Wrong> {
        take::check(value, &[KEYS])?;
        let server: String = take::field(value, "server");
        let version: Option<String> = take::field(value, "version");
        let protected: Option<Vec<String>> = take::field(value, "protectedUsers");
        Ok(Self {
            server: BaseUrl::parse(&server)
                .map_err(|error| Wrong::new(&format!("is no address: {error}")).within("server"))?,
            version: version.as_deref().map(block_of).transpose()?,
            timeout_millis: take::field(value, "timeoutMillis"),
            rules: Rules {
                read_only: take::field::<Option<bool>>(value, "readOnly").unwrap_or(false),
                protected: protected.unwrap_or_default().iter().map(|text| Pattern::new(text)).collect(),
            },
        })
    }

    /// The client.
    pub fn client(self, transport: Rc<dyn Transport>, observer: Rc<dyn Observer>) -> Client {
        let mut client = Client::new(self.server, transport, observer).with_guard(Rc::new(self.rules));
        if let Some(block) = self.version {
            client = client.with_block(block);
        }
        if let Some(millis) = self.timeout_millis {
            client = client.with_timeout(millis);
        }
        client
    }
}
