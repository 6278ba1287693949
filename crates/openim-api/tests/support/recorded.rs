//! Recorded answers of real servers, and what has to come of each. `exchanges/<family>/<version>.json` holds them, cut down to what
//! counts here: case, path, whether a token was sent, status, body. Answers that came twice are there once, long lists begin only.

use std::fs;
use std::path::Path;

use openim_api::{ApiError, CallOptions, Client, ErrorClass, ErrorKind, Page, ServerBlock, UserId};
use serde_json::Value;

use super::{Reply, Script, token};

pub const PAGE: Page = Page { number: 1, size: 10 };

pub struct Exchange {
    pub name: String,
    pub block: ServerBlock,
    pub path: String,
    token: bool,
    status: u16,
    body: String,
}

/// The exchanges of a family, as many of each version as are said to be there: one that gets lost has to be missed.
pub fn exchanges(family: &str, counts: [usize; 4]) -> Vec<Exchange> {
    let versions = [
        ("v3.4.0", ServerBlock::V3_4),
        ("v3.7.0", ServerBlock::V3_7),
        ("v3.8.3-patch.16", ServerBlock::V3_8_3),
        ("main", ServerBlock::Main),
    ];
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/exchanges").join(family);
    let mut all = Vec::new();
    for ((version, block), count) in versions.into_iter().zip(counts) {
        let text = fs::read_to_string(folder.join(format!("{version}.json"))).unwrap();
        let cases: Vec<Value> = serde_json::from_str(&text).unwrap();
        assert_eq!(cases.len(), count, "{family} {version}");
        all.extend(cases.into_iter().map(|case| Exchange {
            name: format!("{version} {} {}", case["path"], case["case"]),
            block,
            path: case["path"].as_str().unwrap().to_owned(),
            token: case["token"].as_bool().unwrap(),
            status: u16::try_from(case["status"].as_u64().unwrap()).unwrap(),
            body: case["body"].as_str().unwrap().to_owned(),
        }));
    }
    all
}

impl Exchange {
    /// `data` of the answer.
    pub fn data(&self) -> Value {
        serde_json::from_str::<Value>(&self.body).unwrap_or_default()["data"].clone()
    }

    /// A list in `data`.
    pub fn rows(&self, key: &str) -> Vec<Value> {
        self.data()[key].as_array().cloned().unwrap_or_default()
    }

    /// Whether the answer holds these words.
    pub fn says(&self, words: &str) -> bool {
        self.body.contains(words)
    }

    /// Makes the call with a server that answers as recorded, and any other route by `others`; then judges the outcome.
    pub fn play(
        &self,
        call: impl FnOnce(&Client, &CallOptions) -> Result<(), ApiError>,
        others: impl Fn(&str) -> Option<Reply> + 'static,
    ) {
        self.judge(&self.outcome(call, others));
    }

    /// The same for a refusal that the client knows to be none.
    pub fn succeeds(
        &self,
        call: impl FnOnce(&Client, &CallOptions) -> Result<(), ApiError>,
        others: impl Fn(&str) -> Option<Reply> + 'static,
    ) {
        assert_eq!(self.outcome(call, others), Ok(()), "{}", self.name);
    }

    fn outcome(
        &self,
        call: impl FnOnce(&Client, &CallOptions) -> Result<(), ApiError>,
        others: impl Fn(&str) -> Option<Reply> + 'static,
    ) -> Result<(), ApiError> {
        let (path, status, body) = (self.path.clone(), self.status, self.body.clone());
        let script = Script::new(move |request| {
            let asked = request.url.replace("http://im.test", "");
            if asked == path { None } else { others(&asked) }.unwrap_or_else(|| Reply::Http(status, body.clone()))
        });
        let (client, heard) = script.client(self.block);
        let client = if self.token { client.with_token(token()) } else { client };
        let outcome = call(&client, &CallOptions::default());
        let records = heard.0.borrow();
        let told = records.iter().find(|record| record.path == self.path);
        let told = told.unwrap_or_else(|| panic!("{}: another call was made", self.name));
        assert_eq!(told.status, Some(self.status), "{}", self.name);
        assert!(records.iter().all(|record| !format!("{record:?}").contains("eyJ")), "{}", self.name);
        outcome
    }

    fn judge(&self, outcome: &Result<(), ApiError>) {
        let name = &self.name;
        let envelope = serde_json::from_str::<Value>(&self.body).ok();
        match (self.status, envelope.and_then(|envelope| envelope["errCode"].as_i64())) {
            (200, Some(0)) => assert!(outcome.is_ok(), "{name}: {outcome:?}"),
            (200 | 400, Some(expected)) => {
                let Err(error) = outcome else { panic!("{name}: {outcome:?}") };
                let ErrorKind::Refused { code, class, detail } = &error.kind else { panic!("{name}: {error:?}") };
                let detail = detail.text();
                assert_eq!(*code, expected, "{name}");
                assert!(classes(*code, self.block).contains(class), "{name}: {error:?}");
                assert!(detail.chars().count() <= 200, "{name}: {detail}");
                for leak in
                    ["eyJ", " | ->", "()@", "==>", "github.com", ".go:", "ArgsError", "NotFoundError", "InternalError"]
                {
                    assert!(!detail.contains(leak), "{name}: {detail}");
                }
            }
            (status, None) => {
                let Err(error) = outcome else { panic!("{name}: {outcome:?}") };
                assert_eq!(error.kind, ErrorKind::Http { status }, "{name}");
            }
            other => panic!("{name}: {other:?} was never recorded"),
        }
    }
}

/// What each code means, written down a second time and without looking at texts.
fn classes(code: i64, block: ServerBlock) -> &'static [ErrorClass] {
    match code {
        1001 => &[ErrorClass::BadArgument, ErrorClass::Session],
        1002 => &[ErrorClass::NoPermission],
        1004 | 1101 | 1201 => &[ErrorClass::NotFound],
        1003 | 1202 | 1204 | 1206 | 1304 | 1404 => &[ErrorClass::AlreadyThere],
        1203 | 1301 | 1302 | 1402 | 1403 => &[ErrorClass::Other],
        2 if block == ServerBlock::V3_7 => &[ErrorClass::BadArgument],
        2 | 13 => &[ErrorClass::ServerFault],
        14 => &[ErrorClass::Unavailable],
        500 => &[ErrorClass::ServerFault, ErrorClass::BadArgument, ErrorClass::NotFound, ErrorClass::AlreadyThere],
        other => panic!("{other} was never recorded"),
    }
}

/// A text of a recorded row.
pub fn text<'v>(row: &'v Value, key: &str) -> &'v str {
    row[key].as_str().unwrap_or_default()
}

/// An ID in a recorded row.
pub fn id(row: &Value, key: &str) -> UserId {
    text(row, key).into()
}

/// A time of a recorded row, in milliseconds.
pub fn millis(row: &Value, key: &str) -> Option<i64> {
    let time = row[key].as_i64().filter(|time| *time > 0)?;
    Some(if time < 100_000_000_000 { time * 1000 } else { time })
}
