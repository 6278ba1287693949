//! Where one can be in the console. Every page has one line here; the text form is the part of the address behind `#`.
//!
//! Our own few lines instead of yew-router: its hash history panics on hashes that are no path (`#oic-main`, `#//[`),
//! holds a thread-local singleton, and an embedded console needs routes that never touch the host's address.

use openim_api::UserId;
use percent_encoding::{AsciiSet, CONTROLS, percent_decode_str, utf8_percent_encode};

/// Everything that would end or change a path segment or a parameter. IDs with `/ ? # %` and spaces are legal on servers up to v3.7.
const SEGMENT: &AsciiSet = &CONTROLS
    .add(b' ')
    .add(b'"')
    .add(b'#')
    .add(b'%')
    .add(b'/')
    .add(b'<')
    .add(b'>')
    .add(b'?')
    .add(b'`')
    .add(b'\\')
    .add(b'&')
    .add(b'+')
    .add(b'=');

/// Rows on a page where the address does not say.
pub const DEFAULT_PAGE_SIZE: u32 = 20;
/// The sizes offered; any number between the first and the last is taken from an address.
pub const PAGE_SIZES: [u32; 6] = [10, 20, 50, 100, 200, 500];

/// One place in the console.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Route {
    /// The list of users.
    Users(ListQuery),
    /// One user, in a drawer over the list.
    User(UserId, UserTab, ListQuery),
    /// The form that registers a user; the ID it starts with.
    Register(Option<UserId>),
    /// Which of these IDs are registered?
    AccountCheck,
    /// A page that reads the rest of its address itself: nothing, `/1102`, `?page=2`.
    Place(Place, String),
    /// No page has this address.
    NotFound(String),
}

/// What is shown of one user.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum UserTab {
    /// What the account is, to be changed.
    #[default]
    Profile,
    /// Where the user is online, and signing out there.
    Devices,
    /// A token for a platform.
    Token,
    /// The groups joined.
    Groups,
    /// Friends and black list.
    Friends,
    /// Conversations.
    Conversations,
    /// The account as the server tells it.
    Json,
}

impl UserTab {
    /// In their order, each with its part of the address.
    pub const ALL: [(Self, &str); 7] = [
        (Self::Profile, ""),
        (Self::Devices, "devices"),
        (Self::Token, "token"),
        (Self::Groups, "groups"),
        (Self::Friends, "friends"),
        (Self::Conversations, "conversations"),
        (Self::Json, "json"),
    ];

    /// Its part of the address.
    pub fn name(self) -> &'static str {
        Self::ALL.iter().find(|(known, _)| *known == self).map_or("", |(_, name)| name)
    }
}

/// A page that is fetched when it is first shown, and knows its own addresses.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Place {
    /// The accounts that notifications come from.
    NotificationAccounts,
    /// Users from a file.
    Import,
    /// What does a token say?
    Token,
    /// The calls of this tab.
    Operations,
    /// What an errCode means.
    ErrorCodes,
    /// Any known route of the API, called by hand.
    Api,
    /// Where does the connection fail?
    Connection,
    /// Choices of this browser.
    Settings,
}

impl Place {
    /// All, each with the start of its address.
    pub const ALL: [(Self, &str); 8] = [
        (Self::NotificationAccounts, "notification-accounts"),
        (Self::Import, "import"),
        (Self::Token, "token"),
        (Self::Operations, "operations"),
        (Self::ErrorCodes, "error-codes"),
        (Self::Api, "api"),
        (Self::Connection, "connection"),
        (Self::Settings, "settings"),
    ];

    /// The start of its address.
    pub fn name(self) -> &'static str {
        Self::ALL.iter().find(|(place, _)| *place == self).map_or("", |(_, name)| name)
    }

    /// The page without anything further.
    pub fn start(self) -> Route {
        Route::Place(self, String::new())
    }
}

/// What part of a list is shown.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ListQuery {
    /// From 1.
    pub page: u32,
    /// Rows on a page, 10 to 500.
    pub size: u32,
    /// Searched for in nickname and userID; empty for all.
    pub keyword: String,
    /// All that match are in the page, and these of them are shown; none: the server's pages. Only `pages::user_filter` can read it.
    pub filter: Option<String>,
    /// The size that the address need not name; a size that is equal to it was not named.
    pub usual: u32,
}

impl Default for ListQuery {
    fn default() -> Self {
        Self { page: 1, size: DEFAULT_PAGE_SIZE, keyword: String::new(), filter: None, usual: DEFAULT_PAGE_SIZE }
    }
}

impl Route {
    /// The place a console starts at.
    pub fn home() -> Self {
        Self::Users(ListQuery::default())
    }

    /// Reads a hash, with or without `#`. `None` where it is no address of ours at all (`#section` of a host's page,
    /// a skip link): then nothing should move. Never fails otherwise: what no page answers to is [`Route::NotFound`].
    pub fn from_hash(hash: &str) -> Option<Self> {
        let text = hash.strip_prefix('#').unwrap_or(hash);
        if text.is_empty() {
            return Some(Self::home());
        }
        text.starts_with('/').then(|| Self::from_path(text))
    }

    /// Reads `/users?page=2`.
    pub fn from_path(text: &str) -> Self {
        let (path, query) = text.split_once('?').unwrap_or((text, ""));
        let mut segments = path.split('/').skip(1);
        match (segments.next().unwrap_or_default(), segments.next(), segments.next()) {
            ("", None, None) => Self::home(),
            ("users", None | Some(""), None) => Self::Users(ListQuery::from_query(query)),
            ("users", Some(id), tab) if segments.next().is_none() => {
                let tab = tab.unwrap_or_default();
                match UserTab::ALL.iter().find(|(_, name)| *name == tab) {
                    Some((tab, _)) => Self::User(UserId::from(decode(id)), *tab, ListQuery::from_query(query)),
                    None => Self::NotFound(text.to_owned()),
                }
            }
            ("register", None, None) => Self::Register(parameter(query, "id").map(UserId::from)),
            ("account-check", None, None) => Self::AccountCheck,
            (name, ..) => match Place::ALL.iter().find(|(_, place)| *place == name) {
                Some((place, _)) => Self::Place(*place, text.get(name.len() + 1..).unwrap_or_default().to_owned()),
                None => Self::NotFound(text.to_owned()),
            },
        }
    }

    /// `/users?page=2`: what [`Route::from_path`] reads back as the same route.
    pub fn to_path(&self) -> String {
        match self {
            Self::Users(list) => format!("/users{}", list.to_query()),
            Self::User(id, tab, list) => {
                let name = tab.name();
                let slash = if name.is_empty() { "" } else { "/" };
                format!("/users/{}{slash}{name}{}", encode(id.as_str()), list.to_query())
            }
            Self::Register(None) => "/register".to_owned(),
            Self::Register(Some(id)) => {
                format!("/register?id={}", encode(id.as_str()))
            }
            Self::AccountCheck => "/account-check".to_owned(),
            Self::Place(place, rest) => format!("/{}{rest}", place.name()),
            Self::NotFound(text) => text.clone(),
        }
    }
}

impl ListQuery {
    /// Reads `page=2&q=ann`.
    pub fn from_query(query: &str) -> Self {
        let number = |name| parameter(query, name).and_then(|text| text.parse::<u32>().ok());
        let first = PAGE_SIZES.first().copied().unwrap_or(DEFAULT_PAGE_SIZE);
        let last = PAGE_SIZES.last().copied().unwrap_or(DEFAULT_PAGE_SIZE);
        let size = number("size").map(|size| size.clamp(first, last));
        Self {
            // The server counts in int32, and page × size must not leave it either.
            page: number("page").unwrap_or(1).clamp(1, 4_000_000),
            size: size.unwrap_or(DEFAULT_PAGE_SIZE),
            keyword: parameter(query, "q").unwrap_or_default(),
            filter: parameter(query, "f"),
            usual: if size == Some(DEFAULT_PAGE_SIZE) { 0 } else { DEFAULT_PAGE_SIZE },
        }
    }

    /// The same part of the list where pages have `usual` rows if nothing is said, and `most` at the most.
    #[must_use]
    pub fn on_pages_of(&self, usual: u32, most: u32) -> Self {
        let size = if self.size == self.usual { usual } else { self.size };
        Self { size: size.min(most), usual, ..self.clone() }
    }

    /// `?page=2&q=ann`; empty for the first page of all.
    pub fn to_query(&self) -> String {
        let mut query = String::new();
        let mut add = |name: &str, value: &str| {
            query.push(if query.is_empty() { '?' } else { '&' });
            query.push_str(name);
            query.push('=');
            query.push_str(value);
        };
        if self.page != 1 {
            add("page", &self.page.to_string());
        }
        if self.size != self.usual {
            add("size", &self.size.to_string());
        }
        if !self.keyword.is_empty() {
            add("q", &encode(&self.keyword));
        }
        if let Some(filter) = &self.filter {
            add("f", &encode(filter));
        }
        query
    }
}

/// The value of a parameter in `a=1&b=2`, decoded.
pub fn parameter(query: &str, name: &str) -> Option<String> {
    let values = query.split('&').filter_map(|pair| pair.split_once('='));
    values.into_iter().find(|(key, _)| *key == name).map(|(_, value)| decode(&value.replace('+', " ")))
}

/// A text as a segment or a value of an address.
pub fn encode(text: &str) -> String {
    utf8_percent_encode(text, SEGMENT).to_string()
}

/// What [`encode`] made of it.
pub fn decode(segment: &str) -> String {
    percent_decode_str(segment).decode_utf8_lossy().into_owned()
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn every_page_reads_back_its_own_address() {
        let list = ListQuery { page: 3, size: 50, keyword: "a&b=c #?%/é".to_owned(), ..ListQuery::default() };
        for route in [
            Route::home(),
            Route::Users(list.clone()),
            Route::Users(ListQuery { filter: Some(String::new()), ..ListQuery::default() }),
            Route::Users(ListQuery { filter: Some("!avatar:yes \"a & b\" 50%+1".to_owned()), ..list.clone() }),
            Route::User(UserId::from("a/b?c#d%e f+g"), UserTab::Profile, list.clone()),
            Route::User(UserId::from("devices"), UserTab::Devices, list),
            Place::Operations.start(),
            Route::Place(Place::ErrorCodes, "/1102".to_owned()),
            Route::Place(Place::NotificationAccounts, "?page=2&q=a%20b".to_owned()),
            Route::Register(None),
            Route::Register(Some(UserId::from("x & y"))),
            Route::AccountCheck,
        ] {
            assert_eq!(Route::from_path(&route.to_path()), route);
        }
    }

    #[test]
    fn a_foreign_hash_moves_nothing() {
        assert_eq!(Route::from_hash("#oic-main"), None);
        assert_eq!(Route::from_hash("#"), Some(Route::home()));
        assert_eq!(Route::from_hash(""), Some(Route::home()));
    }

    #[test]
    fn an_address_that_no_page_has_is_not_found() {
        for text in ["//[", "/nowhere", "/users/a/b", "/users/a/devices/b", "/account-check/x", "/tokens"] {
            assert_eq!(Route::from_path(text), Route::NotFound(text.to_owned()));
        }
    }

    #[test]
    fn a_broken_escape_is_taken_literally() {
        assert_eq!(
            Route::from_path("/users/%zz"),
            Route::User(UserId::from("%zz"), UserTab::Profile, ListQuery::default())
        );
    }

    #[test]
    fn a_deployment_may_have_pages_of_another_size() {
        let of_50 = |query: &str| ListQuery::from_query(query).on_pages_of(50, 100);
        for (query, size, again) in [
            ("", 50, ""),
            ("size=20", 20, "?size=20"),
            ("size=50", 50, ""),
            ("size=500&page=2", 100, "?page=2&size=100"),
        ] {
            let list = of_50(query);
            assert_eq!((list.size, list.to_query().as_str()), (size, again), "{query}");
            assert_eq!(of_50(again.trim_start_matches('?')), list, "{query}");
        }
        assert_eq!(ListQuery::from_query("size=20").on_pages_of(20, 500), ListQuery::default());
    }

    #[test]
    fn page_and_size_stay_within_what_a_server_can_take() {
        let query = ListQuery::from_query("page=99999999999&size=9");
        assert_eq!((query.page, query.size), (1, 10));
        let query = ListQuery::from_query("page=0&size=100000");
        assert_eq!((query.page, query.size), (1, 500));
    }

    proptest! {
        #[test]
        fn no_hash_panics(hash in ".*") {
            let _ = Route::from_hash(&hash);
        }

        #[test]
        fn every_user_id_survives_its_address(id in "[^\u{0}]{1,40}", tab in 0..UserTab::ALL.len()) {
            let route = Route::User(UserId::from(id), UserTab::ALL[tab].0, ListQuery::default());
            prop_assert_eq!(Route::from_path(&route.to_path()), route);
        }
    }
}
