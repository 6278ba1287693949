//! What console and host say to each other, version 1. All of it is JSON that any page may have written, so it is read as such:
//! what is malformed is nothing.
//!
//! | from, to | message | what |
//! |---|---|---|
//! | console → host | `{openimConsole: 1, type: "hello"}` | by `postMessage` to whoever the parent is: it holds nothing |
//! | host → console | `{openimConsole: 1, type: "init", options}` | by `postMessage`, with a `MessagePort`; only of an allowed origin |
//! | host → console | `{type: "update", language?, theme?}`, `{type: "navigate", route}` | by the port, as all that follows |
//! | console → host | `{type: "token", id, stale}` | a token is needed; `stale`: the last one is of no use any more |
//! | host → console | `{type: "token", id, token?}` | the answer; `{type: "token"}` alone: there is another one |
//! | console → host | `{type: "event", name, detail}` | as `on(name, …)` of the module tells it |

use openim_api::{Token, UserId, json_fields};
use serde_json::Value;

use crate::host::Area;
use crate::host::guest::Wanted;
use crate::i18n::Language;
use crate::theme::Theme;

/// The one version there is.
const VERSION: u64 = 1;
/// A message of more characters is none of ours.
pub const MOST_CHARACTERS: usize = 64 << 10;

/// The options of `init`. One that is not understood counts as not given.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Init {
    /// Those that the module has, too.
    pub wanted: Wanted,
    /// The host has the tokens.
    pub has_token: bool,
}

/// What comes by the port.
#[derive(Clone, Debug, PartialEq)]
pub enum Message {
    /// Another language, another theme.
    Update(Option<Language>, Option<Theme>),
    /// Another page.
    Navigate(String),
    /// The answer to a question for a token; or, without a number, that there is another.
    Token(Option<u32>, Option<Token>),
}

/// `hello`.
pub fn hello() -> Value {
    json_fields(vec![("openimConsole", VERSION.into()), ("type", "hello".into())])
}

/// A question for a token.
pub fn ask(id: u32, is_stale: bool) -> Value {
    json_fields(vec![("type", "token".into()), ("id", id.into()), ("stale", is_stale.into())])
}

/// An event.
pub fn event((name, detail): (&'static str, Value)) -> Value {
    json_fields(vec![("type", "event".into()), ("name", name.into()), ("detail", detail)])
}

/// Reads an `init`; none where it is something else.
pub fn read_init(message: &Value) -> Option<Init> {
    let is_ours = message.get("openimConsole").and_then(Value::as_u64) == Some(VERSION);
    if !is_ours || text(message, "type") != Some("init") {
        return None;
    }
    let options = message.get("options").filter(|options| options.is_object())?;
    let owned = |key: &str| text(options, key).map(str::to_owned);
    let areas = options
        .get("areas")
        .and_then(Value::as_array)
        .map(|names| names.iter().filter_map(Value::as_str).filter_map(Area::named).collect());
    let wanted = Wanted {
        server: owned("server"),
        admin: text(options, "adminUserID").map(UserId::from),
        language: language(options),
        theme: theme(options),
        route: owned("route"),
        bare: flag(options, "chrome") == Some(false),
        read_only: flag(options, "readOnly") == Some(true),
        areas,
    };
    Some(Init { wanted, has_token: flag(options, "token") == Some(true) })
}

/// Reads what comes by the port; none where nobody can have meant it.
pub fn read(message: &Value) -> Option<Message> {
    match text(message, "type")? {
        "update" => Some(Message::Update(language(message), theme(message))),
        "navigate" => text(message, "route").map(|route| Message::Navigate(route.to_owned())),
        "token" => {
            let id = match message.get("id") {
                None | Some(Value::Null) => None,
                Some(id) => Some(id.as_u64().and_then(|id| u32::try_from(id).ok())?),
            };
            let token = text(message, "token").map(str::trim).filter(|token| !token.is_empty()).map(Token::new);
            Some(Message::Token(id, token))
        }
        _ => None,
    }
}

fn text<'a>(value: &'a Value, key: &str) -> Option<&'a str> {
    value.get(key).and_then(Value::as_str)
}

fn flag(value: &Value, key: &str) -> Option<bool> {
    value.get(key).and_then(Value::as_bool)
}

fn language(value: &Value) -> Option<Language> {
    text(value, "language").and_then(Language::from_tag)
}

fn theme(value: &Value) -> Option<Theme> {
    text(value, "theme").and_then(Theme::from_word)
}

/// Is this the origin of a page that may embed the console? `null` never is: every sandboxed frame and every file has it.
pub fn is_allowed(origin: &str, allowed: &[String]) -> bool {
    origin != "null" && allowed.iter().any(|known| known == origin)
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;
    use serde_json::json;

    #[test]
    fn an_init_is_read_and_what_is_not_understood_counts_as_not_given() {
        let options = json!({"server": "/api", "adminUserID": "imAdmin", "language": "zh-CN", "theme": "dark", "route": "/users?page=2",
            "chrome": false, "readOnly": true, "areas": ["users", "groups", 5], "token": true, "other": {}});
        let init = read_init(&json!({"openimConsole": 1, "type": "init", "options": options})).unwrap();
        let wanted = Wanted {
            server: Some("/api".to_owned()),
            admin: Some(UserId::from("imAdmin")),
            language: Some(Language::Chinese),
            theme: Some(Theme::Dark),
            route: Some("/users?page=2".to_owned()),
            bare: true,
            read_only: true,
            areas: Some(vec![Area::Users]),
        };
        assert_eq!(init, Init { wanted, has_token: true });
        let odd =
            json!({"server": 5, "language": "xx", "theme": null, "chrome": "no", "areas": "users", "token": "eyJ"});
        let odd = read_init(&json!({"openimConsole": 1, "type": "init", "options": odd})).unwrap();
        assert_eq!(odd, Init::default());
    }

    #[test]
    fn what_is_no_init_of_this_version_is_nothing() {
        for message in [
            json!(null),
            json!("init"),
            json!({"type": "init", "options": {}}),
            json!({"openimConsole": 2, "type": "init", "options": {}}),
            json!({"openimConsole": "1", "type": "init", "options": {}}),
            json!({"openimConsole": 1, "type": "hello", "options": {}}),
            json!({"openimConsole": 1, "type": "init"}),
            json!({"openimConsole": 1, "type": "init", "options": []}),
        ] {
            assert_eq!(read_init(&message), None, "{message}");
        }
    }

    #[test]
    fn what_comes_by_the_port_is_read() {
        let token = |text: &str| Some(Token::new(text));
        for (message, expected) in [
            (json!({"type": "update", "theme": "dark"}), Some(Message::Update(None, Some(Theme::Dark)))),
            (json!({"type": "navigate", "route": "/users"}), Some(Message::Navigate("/users".to_owned()))),
            (json!({"type": "navigate"}), None),
            (json!({"type": "token", "id": 3, "token": " eyJ "}), Some(Message::Token(Some(3), token("eyJ")))),
            (json!({"type": "token", "id": 3}), Some(Message::Token(Some(3), None))),
            (json!({"type": "token"}), Some(Message::Token(None, None))),
            (json!({"type": "token", "id": -1}), None),
            (json!({"type": "token", "id": "3"}), None),
            (json!({"type": "__proto__"}), None),
            (json!([]), None),
        ] {
            assert_eq!(read(&message), expected, "{message}");
        }
    }

    #[test]
    fn only_listed_origins_may_embed_and_null_never() {
        let allowed = vec!["https://portal.example".to_owned(), "null".to_owned()];
        assert!(is_allowed("https://portal.example", &allowed));
        for origin in ["null", "", "https://portal.example.evil", "http://portal.example", "https://portal.example:444"]
        {
            assert!(!is_allowed(origin, &allowed), "{origin}");
        }
        assert!(!is_allowed("https://portal.example", &[]));
    }

    fn any_json() -> impl Strategy<Value = Value> {
        let leaf = prop_oneof![
            Just(Value::Null),
            any::<bool>().prop_map(Value::from),
            any::<i64>().prop_map(Value::from),
            "(init|hello|token|update|navigate|users|dark|__proto__|.{0,12})".prop_map(Value::from),
        ];
        leaf.prop_recursive(3, 24, 6, |inner| {
            let key = "(openimConsole|type|options|id|token|route|theme|language|areas|server|.{0,6})";
            prop_oneof![
                prop::collection::vec(inner.clone(), 0..4).prop_map(Value::from),
                prop::collection::btree_map(key, inner, 0..6)
                    .prop_map(|fields| Value::Object(fields.into_iter().collect())),
            ]
        })
    }

    proptest! {
        #[test]
        fn no_message_makes_it_panic(message in any_json()) {
            let _ = read(&message);
            if let Some(init) = read_init(&message) {
                prop_assert!(init.wanted.areas.is_none_or(|areas| areas.len() < 1_000));
            }
        }
    }
}
