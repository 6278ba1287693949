//! What can be said of the settings without a DOM: the list of servers as it is changed, and what is kept here.

use openim_api::{BaseUrl, BaseUrlError};

use crate::colour::Colour;
use crate::preferences::{PREFIX, UsedServer};

/// Longer names would push the rest aside.
pub const LONGEST_NAME: usize = 80;

/// A server while it is added or changed.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Draft {
    /// As typed; of a server that is changed, its address, which stays.
    pub url: String,
    /// As typed; empty: called by its address.
    pub name: String,
    /// What marks it.
    pub colour: Option<Colour>,
}

/// Why a draft cannot be saved.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Problem {
    /// It is no address.
    Address(BaseUrlError),
    /// There is an entry with this address.
    Known,
    /// The name is too long.
    Name,
}

impl Draft {
    /// What is changed.
    pub fn of(server: &UsedServer) -> Self {
        Self { url: server.url.clone(), name: server.name.clone(), colour: server.colour }
    }

    /// The entry to add, where `address` is what was read of what is typed, and `known` the addresses that are there.
    ///
    /// # Errors
    /// Why it cannot be added.
    pub fn added(&self, address: Result<BaseUrl, BaseUrlError>, known: &[String]) -> Result<UsedServer, Problem> {
        let url = address.map_err(Problem::Address)?.to_string();
        if known.contains(&url) {
            return Err(Problem::Known);
        }
        self.named(UsedServer { url, ..UsedServer::default() })
    }

    /// The entry with its new name and colour.
    ///
    /// # Errors
    /// Why it cannot be saved.
    pub fn named(&self, server: UsedServer) -> Result<UsedServer, Problem> {
        let name = self.name.trim().to_owned();
        if name.chars().count() > LONGEST_NAME {
            return Err(Problem::Name);
        }
        Ok(UsedServer { name, colour: self.colour, ..server })
    }
}

/// Exchanges a server with the next one that is shown, before it or after it. `shown`: the addresses on the page, in their order.
pub fn moved(mut servers: Vec<UsedServer>, url: &str, up: bool, shown: &[String]) -> Vec<UsedServer> {
    let at = shown.iter().position(|shown| shown == url);
    let other = at.and_then(|at| if up { at.checked_sub(1) } else { Some(at + 1) }).and_then(|at| shown.get(at));
    let place = |url: &str| servers.iter().position(|server| server.url == url);
    if let (Some(one), Some(other)) = (place(url), other.and_then(|other| place(other))) {
        servers.swap(one, other);
    }
    servers
}

/// What a kept text is about.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Kept {
    /// The language chosen.
    Language,
    /// The theme chosen.
    Theme,
    /// Whether keys do something.
    Keys,
    /// The servers.
    Servers,
    /// Where somebody signed in last.
    LastServer,
    /// Reading only.
    ReadOnly,
    /// Protected users.
    Protected,
    /// How something is shown.
    Other,
}

/// Of a key in the browser's storage.
pub fn kept(key: &str) -> Kept {
    match key.strip_prefix(PREFIX).unwrap_or(key) {
        "language" => Kept::Language,
        "theme" => Kept::Theme,
        "keys" => Kept::Keys,
        "servers" => Kept::Servers,
        "last-server" => Kept::LastServer,
        "read-only" => Kept::ReadOnly,
        "protected" => Kept::Protected,
        _ => Kept::Other,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn server(url: &str) -> UsedServer {
        UsedServer { url: url.to_owned(), ..UsedServer::default() }
    }

    fn urls(servers: &[UsedServer]) -> String {
        servers.iter().map(|server| server.url.as_str()).collect()
    }

    #[test]
    fn a_server_changes_place_with_the_next_one_that_is_shown() {
        let all = || ["a", "hidden", "b", "c"].map(server).to_vec();
        let shown = ["a", "b", "c"].map(str::to_owned);
        assert_eq!(urls(&moved(all(), "b", true, &shown)), "bhiddenac");
        assert_eq!(urls(&moved(all(), "b", false, &shown)), "ahiddencb");
        for (url, up) in [("a", true), ("c", false), ("nobody", true)] {
            assert_eq!(urls(&moved(all(), url, up, &shown)), "ahiddenbc");
        }
    }

    #[test]
    fn a_server_is_added_once_and_under_a_name_that_fits() {
        let draft = Draft { name: " Test ".to_owned(), colour: Some(Colour::Green), ..Draft::default() };
        let added = draft.added(BaseUrl::parse("http://a"), &[]).unwrap();
        assert_eq!(added, UsedServer { name: "Test".to_owned(), colour: Some(Colour::Green), ..server("http://a") });
        assert_eq!(draft.added(BaseUrl::parse("http://a/"), &["http://a".to_owned()]), Err(Problem::Known));
        assert_eq!(draft.added(BaseUrl::parse("ftp://a"), &[]), Err(Problem::Address(BaseUrlError::Scheme)));
        let long = Draft { name: "名".repeat(LONGEST_NAME + 1), ..draft };
        assert_eq!(long.named(server("http://a")), Err(Problem::Name));
    }

    #[test]
    fn every_key_of_the_console_has_its_meaning() {
        assert_eq!(kept("openim-console:servers"), Kept::Servers);
        assert_eq!(kept("openim-console:columns"), Kept::Other);
    }
}
