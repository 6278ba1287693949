//! `config.json` beside the page: the settings of a deployment, read at start, so that nobody rebuilds to deploy.
//!
//! Here is what they are; [`read`] turns what the author wrote into them, and is fetched only where there is something to read.
//! What each setting does is told in `docs/configuration.md`.

mod lines;
mod nearest;
pub mod read;

use openim_api::BaseUrl;
use openim_api::cancel::DEFAULT_TIMEOUT_MILLIS;

use crate::colour::Colour;
use crate::i18n::Language;
use crate::route::{DEFAULT_PAGE_SIZE, PAGE_SIZES};

/// Settings of this deployment.
#[derive(Clone, Debug, PartialEq)]
pub struct Config {
    /// Servers offered at sign-in, in the author's order.
    pub servers: Vec<ServerEntry>,
    /// Only the servers above may be signed in to.
    pub lock_server: bool,
    /// The languages that are offered; empty: all.
    pub languages: Vec<Language>,
    /// The language to start in; none: the browser's.
    pub language: Option<Language>,
    /// Whose avatars are loaded.
    pub avatars: Avatars,
    /// Nothing may be written.
    pub read_only: bool,
    /// Patterns of the users that no call may touch, as the author wrote them.
    pub protected: Vec<String>,
    /// The sizes of pages that are offered, smallest first.
    pub page_sizes: Vec<u32>,
    /// Rows on a page where the address does not say.
    pub page_size: u32,
    /// Rows on a page at the most, whatever the address says.
    pub most_rows: u32,
    /// How long a call may take whose page does not say, in milliseconds.
    pub timeout_millis: u32,
    /// What the console is called; none: by its own name.
    pub product: Option<String>,
    /// The address of a picture in place of the console's mark.
    pub logo: Option<String>,
    /// Links of the deployment's own, below the tools.
    pub links: Vec<MenuLink>,
    /// Origins of the pages that may have the console in a frame.
    pub embed_origins: Vec<String>,
    /// Whether there is a demo here.
    pub demo: Offer,
    /// What is wrong in the file, one line each, for the person who runs the deployment.
    pub problems: Vec<String>,
}

impl Default for Config {
    fn default() -> Self {
        Self {
            servers: Vec::new(),
            lock_server: false,
            languages: Vec::new(),
            language: None,
            avatars: Avatars::All,
            read_only: false,
            protected: Vec::new(),
            page_sizes: PAGE_SIZES.to_vec(),
            page_size: DEFAULT_PAGE_SIZE,
            most_rows: u32::MAX,
            timeout_millis: DEFAULT_TIMEOUT_MILLIS,
            product: None,
            logo: None,
            links: Vec::new(),
            embed_origins: Vec::new(),
            demo: Offer::Link,
            problems: Vec::new(),
        }
    }
}

/// A server with the name people know it by.
#[derive(Clone, Debug, PartialEq)]
pub struct ServerEntry {
    /// Shown instead of the address.
    pub name: String,
    /// Where its API is.
    pub url: BaseUrl,
    /// What marks it.
    pub colour: Option<Colour>,
}

/// A link in the side bar.
#[derive(Clone, Debug, PartialEq)]
pub struct MenuLink {
    /// Its words, each for a language; where one is missing, the first is shown.
    pub labels: Vec<(Language, String)>,
    /// Where it leads: http(s), or relative to the console.
    pub url: String,
}

/// Which avatar addresses the page may load: each is a request that tells its host who looks.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Avatars {
    /// Any http(s) address.
    #[default]
    All,
    /// Those of the OpenIM server's own host, whatever the port.
    SameServer,
    /// None: initials only.
    Off,
}

/// Whether a page offers the demo at sign-in.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Offer {
    /// A link leads there.
    #[default]
    Link,
    /// It starts by itself where nobody is signed in.
    Start,
    /// No.
    Hidden,
}

impl Config {
    /// The entry of a server.
    pub fn server(&self, url: &str) -> Option<&ServerEntry> {
        self.servers.iter().find(|entry| entry.url.as_str() == url)
    }

    /// Is this one of the deployment's own servers?
    pub fn knows(&self, url: &BaseUrl) -> bool {
        self.server(url.as_str()).is_some()
    }

    /// May a person choose this language?
    pub fn offers(&self, language: Language) -> bool {
        self.languages.is_empty() || self.languages.contains(&language)
    }
}

impl MenuLink {
    /// Its words in this language.
    pub fn label(&self, language: Language) -> &str {
        let exact = self.labels.iter().find(|(of, _)| *of == language);
        exact.or(self.labels.first()).map_or("", |(_, label)| label)
    }
}
