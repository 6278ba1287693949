//! Which routes there are and which are shown, their examples, and what may stand in a body.

use openim_api::by_hand::routes;
use openim_api::mask::MASK;
use openim_api::{Absence, Route as ApiRoute, ServerBlock, mask_json};
use serde_json::Value;

use crate::route::{Place, Route, encode, parameter};

/// A line for each route: its path, and a body with the fields that the client sends. Held by a test of the client.
const EXAMPLES: &str = include_str!("examples.txt");
/// The longest body that is sent.
pub const MOST_BYTES: usize = 128 << 10;

/// What the address says: `/user/get_users?q=user`.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Address {
    /// The route that is open, with its slash; whatever stood there.
    pub path: String,
    /// What is searched for.
    pub keyword: String,
}

impl Address {
    /// Reads what follows the page's name.
    pub fn read(rest: &str) -> Self {
        let (path, query) = rest.split_once('?').unwrap_or((rest, ""));
        let path = if path == "/" { "" } else { path };
        Self { path: path.to_owned(), keyword: parameter(query, "q").unwrap_or_default() }
    }

    /// The place with this address.
    pub fn route(&self) -> Route {
        let query = if self.keyword.is_empty() { String::new() } else { format!("?q={}", encode(&self.keyword)) };
        Route::Place(Place::Api, format!("{}{query}", self.path))
    }

    /// The route that is open.
    pub fn open(&self) -> Option<&'static ApiRoute> {
        routes().find(|route| route.path == self.path)
    }

    /// The routes whose paths have all words, family by family.
    pub fn found(&self) -> Vec<(&'static str, Vec<&'static ApiRoute>)> {
        let words: Vec<_> = self.keyword.split_whitespace().map(str::to_ascii_lowercase).collect();
        let mut families = Vec::<(&'static str, Vec<&'static ApiRoute>)>::new();
        for route in routes().filter(|route| words.iter().all(|word| route.path.to_ascii_lowercase().contains(word))) {
            let name = family(route);
            match families.iter_mut().find(|(known, _)| *known == name) {
                Some((_, of_it)) => of_it.push(route),
                None => families.push((name, vec![route])),
            }
        }
        families
    }
}

/// `/user`
fn family(route: &'static ApiRoute) -> &'static str {
    let end = route.path.get(1..).and_then(|rest| rest.find('/')).map_or(route.path.len(), |at| at.saturating_add(1));
    route.path.get(..end).unwrap_or(route.path)
}

/// Why servers of this block do not have it.
pub fn absence(route: &ApiRoute, block: ServerBlock) -> Option<Absence> {
    match route.until {
        _ if block < route.since => Some(Absence::TooOld { since: route.since }),
        Some(after) if block > after => Some(Absence::Gone { after }),
        _ => None,
    }
}

/// The body that the route is offered with, spread over lines.
pub fn example(route: &ApiRoute) -> String {
    let of_it = |line: &'static str| line.split_once(' ').filter(|(path, _)| *path == route.path);
    let body = EXAMPLES.lines().find_map(of_it).map_or("{}", |(_, body)| body);
    formatted(body).unwrap_or_default()
}

/// A JSON text spread over lines; None where it is none.
pub fn formatted(text: &str) -> Option<String> {
    let value = serde_json::from_str::<Value>(text).ok()?;
    serde_json::to_string_pretty(&value).ok()
}

/// What is wrong with a body.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Fault {
    /// No JSON, from this line and column on, both counted from 1 as letters are; or it ends there too early.
    Syntax { line: usize, column: usize, is_end: bool },
    /// JSON of another kind.
    NoObject,
    /// Too long.
    TooLarge,
    /// Something in it would be masked. (It would stand in the field for everybody to see, and in the list of tries.)
    Secret,
}

/// The body that a text is.
pub fn read_body(text: &str) -> Result<Value, Fault> {
    if text.len() > MOST_BYTES {
        return Err(Fault::TooLarge);
    }
    let value = serde_json::from_str::<Value>(text).map_err(|error| {
        let (line, column) = (error.line().max(1), error.column());
        // The library counts bytes.
        let of_line = text.split('\n').nth(line.saturating_sub(1)).unwrap_or_default();
        let before = of_line.char_indices().filter(|(at, _)| at.saturating_add(1) < column).count();
        Fault::Syntax { line, column: before.saturating_add(1), is_end: error.is_eof() }
    })?;
    if !value.is_object() {
        return Err(Fault::NoObject);
    }
    if mask_json(text).contains(MASK) {
        return Err(Fault::Secret);
    }
    Ok(value)
}

/// Whether a text may stay in the tab's storage: what may be a secret, half typed, may not.
pub fn may_be_kept(text: &str) -> bool {
    let lower = text.to_ascii_lowercase();
    let is_named = ["secret", "token", "password", "eyj"].iter().any(|word| lower.contains(word));
    !is_named && !mask_json(text).contains(MASK)
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn every_route_has_an_example_that_may_be_sent() {
        for route in routes() {
            let text = example(route);
            let body = read_body(&text).unwrap();
            let is_bare = ["/msg/get_server_time", "/msg/check_msg_is_send_success"].contains(&route.path);
            assert_eq!(body == serde_json::json!({}), is_bare, "{}", route.path);
        }
    }

    #[test]
    fn a_route_is_found_by_parts_of_its_path() {
        let found = |rest| Address::read(rest).found().into_iter().flat_map(|(_, routes)| routes).count();
        assert_eq!(found(""), routes().count());
        assert_eq!(found("?q=USER_REGISTER"), 1);
        assert_eq!(found("?q=friend%20black"), 4);
        assert_eq!(found("?q=nothing-like-it"), 0);
        let families: Vec<_> = Address::read("").found().into_iter().map(|(name, _)| name).collect();
        let all = ["/auth", "/user", "/friend", "/group", "/conversation", "/msg", "/jssdk", "/statistics"];
        assert_eq!(families, all);
    }

    #[test]
    fn only_known_routes_are_opened() {
        assert_eq!(Address::read("/user/get_users?q=a").open().map(|route| route.path), Some("/user/get_users"));
        for rest in ["", "/", "/user", "/user/get_users/", "/auth/user_token", "/../user/get_users", "//evil.test/x"] {
            assert_eq!(Address::read(rest).open(), None, "{rest}");
        }
    }

    #[test]
    fn a_fault_has_its_place() {
        let at = |line, column, is_end| Err(Fault::Syntax { line, column, is_end });
        for (text, expected) in [
            ("{\n  \"a\": tru,\n}", at(2, 11, false)),
            ("{\"用户\": x}", at(1, 8, false)),
            ("{\"a\": 1", at(1, 7, true)),
            ("", at(1, 1, true)),
            ("[]", Err(Fault::NoObject)),
            ("1", Err(Fault::NoObject)),
            (r#"{"secret":"x"}"#, Err(Fault::Secret)),
            (r#"{"a":{"Token":"x"}}"#, Err(Fault::Secret)),
            (r#"{"a":"eyJhbGciOiJIUzI1NiJ9.eyJVc2VySUQiOiJpbUFkbWluIn0.s1gn-At_ure"}"#, Err(Fault::Secret)),
            (r#"{"a":"•••"}"#, Err(Fault::Secret)),
        ] {
            assert_eq!(read_body(text), expected, "{text}");
        }
        assert_eq!(read_body(&format!("{{\"a\":\"{}\"}}", "x".repeat(MOST_BYTES))), Err(Fault::TooLarge));
        assert!(read_body(r#"{"secret":"","a":1}"#).is_ok());
    }

    #[test]
    fn what_may_be_a_secret_is_not_kept_not_even_half_typed() {
        assert!(may_be_kept("{\"userIDs\": [\"a\"") && may_be_kept("{}"));
        for text in ["{\"Secret\": \"x", "{\"adminToken\":", "eyJhbGci", "{\"a\":\"•••\"}"] {
            assert!(!may_be_kept(text), "{text}");
        }
    }

    #[test]
    fn what_a_version_does_not_have_is_known() {
        let of = |path, block| absence(routes().find(|route| route.path == path).unwrap(), block);
        assert_eq!(of("/user/user_register", ServerBlock::V3_4), Some(Absence::TooOld { since: ServerBlock::V3_8_1 }));
        assert_eq!(
            of("/user/subscribe_users_status", ServerBlock::Main),
            Some(Absence::Gone { after: ServerBlock::V3_7 })
        );
        assert_eq!(of("/user/get_users", ServerBlock::V3_4), None);
    }

    proptest! {
        #[test]
        fn no_text_panics(text in ".*") {
            let _ = (read_body(&text), formatted(&text), Address::read(&text).found());
        }

        #[test]
        fn every_address_reads_back(at in any::<prop::sample::Index>(), keyword in ".{0,20}") {
            let path = routes().nth(at.index(routes().count())).unwrap().path.to_owned();
            let address = Address { path, keyword };
            let Route::Place(_, rest) = address.route() else { panic!() };
            prop_assert_eq!(Address::read(&rest), address);
        }
    }
}
