//! What can be said of a server's address: from itself, and from what came of asking there. For signing in and for the
//! connection doctor.

use openim_api::{ApiError, BaseUrl, BaseUrlError, Client, ErrorKind};

use crate::appearance::Appearance;
use crate::failure::explain::explain;
use crate::i18n::{Texts, failure, fill};

/// Why an address cannot be used.
#[derive(Clone, Debug, PartialEq)]
pub enum ServerProblem {
    /// Nothing answers there.
    Unreachable,
    /// Something answers, but the browser may not read it.
    Unreadable,
    /// One of OpenIM's other ports.
    OtherPort(OtherPort),
    /// Something answers, and it is no OpenIM API.
    NotOpenIm,
    /// It takes too long.
    Silent,
    /// Something else.
    Other(ApiError),
}

/// Ports of an OpenIM deployment that people try instead of the API's.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum OtherPort {
    /// 10001, the websocket gateway.
    Gateway,
    /// 10008 to 10010, openim-chat.
    Chat,
    /// 10004 and 10005, the object storage.
    Storage,
    /// 11001 and 11002, the web front ends.
    FrontEnd,
}

impl OtherPort {
    /// Which one has this port by default.
    pub fn of(port: u16) -> Option<Self> {
        match port {
            10001 => Some(Self::Gateway),
            10008..=10010 => Some(Self::Chat),
            10004 | 10005 => Some(Self::Storage),
            11001 | 11002 => Some(Self::FrontEnd),
            _ => None,
        }
    }
}

impl ServerProblem {
    /// Finds out what the failure of a probe means: where nothing could be read, whether anything answers there at all.
    pub async fn find(client: &Client, url: &BaseUrl, error: ApiError) -> Self {
        let reachable = match error.kind {
            ErrorKind::Network => client.transport().is_reachable(url.to_string()).await,
            _ => true,
        };
        Self::of(url, error, reachable)
    }

    /// Reads the failure of a probe; `reachable` says whether anything at all answers at the address.
    pub fn of(url: &BaseUrl, error: ApiError, reachable: bool) -> Self {
        let other_port = url.port().and_then(OtherPort::of);
        match (&error.kind, other_port) {
            (ErrorKind::Timeout { .. }, _) => Self::Silent,
            (ErrorKind::Network, _) if !reachable => Self::Unreachable,
            (_, Some(port)) => Self::OtherPort(port),
            (ErrorKind::Network, None) => Self::Unreadable,
            (ErrorKind::NotOpenIm { .. } | ErrorKind::Http { .. } | ErrorKind::Decode { .. }, None) => Self::NotOpenIm,
            (_, None) => Self::Other(error),
        }
    }

    /// What happened, why, what to do.
    pub fn words(&self, url: &BaseUrl, appearance: &Appearance) -> String {
        let texts = failure::texts(appearance.language);
        let text = match self {
            Self::Unreachable => texts.server_unreachable,
            Self::Unreadable => texts.server_unreadable,
            Self::OtherPort(OtherPort::Gateway) => texts.server_port_gateway,
            Self::OtherPort(OtherPort::Chat) => texts.server_port_chat,
            Self::OtherPort(OtherPort::Storage) => texts.server_port_storage,
            Self::OtherPort(OtherPort::FrontEnd) => texts.server_port_front_end,
            Self::NotOpenIm => texts.server_not_openim,
            Self::Silent => texts.server_silent,
            Self::Other(error) => {
                return explain(error, appearance).text();
            }
        };
        fill(text, &[("server", url.host())])
    }
}

/// What is wrong with an address, in words.
pub fn address_words(error: BaseUrlError, texts: &'static Texts) -> &'static str {
    match error {
        BaseUrlError::Empty => texts.address_empty,
        BaseUrlError::Scheme => texts.address_scheme,
        BaseUrlError::Host => texts.address_host,
        BaseUrlError::Port => texts.address_port,
        BaseUrlError::Credentials => texts.address_credentials,
        BaseUrlError::QueryOrFragment => texts.address_query,
    }
}

/// May a page loaded over https call this server? Browsers make an exception for the machine itself.
pub fn is_mixed_content(page_is_https: bool, url: &BaseUrl) -> bool {
    let host = url.host();
    let is_this_machine =
        host == "localhost" || host.ends_with(".localhost") || host.starts_with("127.") || host == "[::1]";
    page_is_https && !url.is_https() && !is_this_machine
}

#[cfg(test)]
mod tests {
    use super::*;

    fn url(text: &str) -> BaseUrl {
        BaseUrl::parse(text).unwrap()
    }

    #[test]
    fn only_an_http_server_elsewhere_is_mixed_content() {
        assert!(is_mixed_content(true, &url("http://im.example.com:10002")));
        assert!(!is_mixed_content(true, &url("https://im.example.com")));
        assert!(!is_mixed_content(true, &url("http://localhost:10002")));
        assert!(!is_mixed_content(true, &url("http://127.0.0.1:10002")));
        assert!(!is_mixed_content(false, &url("http://im.example.com:10002")));
    }

    #[test]
    fn the_ports_people_confuse_have_names() {
        assert_eq!(OtherPort::of(10001), Some(OtherPort::Gateway));
        assert_eq!(OtherPort::of(10009), Some(OtherPort::Chat));
        assert_eq!(OtherPort::of(10002), None);
    }
}
