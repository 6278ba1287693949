//! What can go wrong with an address and with a sign-in, and which words go with it.

use openim_api::{
    ApiError, BaseUrl, BaseUrlError, CallOptions, Client, ErrorClass, ErrorKind, IssuedToken, Probe, Secret,
    ServerBlock, Token, UserId, peek_token,
};

use crate::i18n::{Texts, fill};
use crate::session::SignedIn;

/// What is known of the address in the field.
#[derive(Clone, PartialEq)]
pub enum Check {
    /// Nothing: none is typed, or the typing goes on.
    Empty,
    /// It is no address.
    Invalid(BaseUrlError),
    /// The deployment does not allow it.
    NotAllowed,
    /// An https page may not call an http server.
    MixedContent(BaseUrl),
    /// A link filled it in, and nobody here has used it: nothing is sent before the person says so.
    Unconfirmed(BaseUrl),
    /// It is being asked.
    Probing(BaseUrl),
    /// An OpenIM server.
    Ready(BaseUrl, Probe),
    /// Not to be used, and why.
    Failed(BaseUrl, ServerProblem),
}

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
    fn of(port: u16) -> Option<Self> {
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
    pub fn words(&self, url: &BaseUrl, texts: &'static Texts) -> String {
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
                let explained = crate::failure::explain::explain(error, texts);
                return format!("{} {}", explained.why, explained.next);
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

/// The administrator that a fresh server of these versions has.
pub fn default_admin(block: ServerBlock) -> &'static str {
    if block < ServerBlock::V3_6 { "openIM123456" } else { "imAdmin" }
}

/// The way somebody signs in.
pub enum Credentials {
    /// Which administrator, the server's secret, and whether this tab may keep it.
    Secret(UserId, Secret, bool),
    /// A token that was fetched elsewhere.
    Token(Token),
}

/// Why a sign-in failed; each belongs to a place in the form.
#[derive(Clone, Debug, PartialEq)]
pub enum SignInProblem {
    /// At the secret.
    WrongSecret(ApiError),
    /// At the admin's ID: no such account.
    NoSuchAccount(ApiError),
    /// At the admin's ID, or at the token: an account without rights.
    NotAnAdmin(Option<ApiError>, UserId),
    /// At the token: the server does not take it.
    TokenRefused(ApiError),
    /// At the token: it is none.
    NoToken,
    /// At the form.
    Call(ApiError),
}

/// Signs in and finds out what the session has to know.
///
/// # Errors
/// Where and why it failed.
pub async fn sign_in(client: Client, credentials: Credentials) -> Result<SignedIn, SignInProblem> {
    let options = CallOptions::default();
    let (admin, token, expires_at_millis, secret, by_token) = match credentials {
        Credentials::Secret(admin, secret, keep) => {
            let issued: Result<IssuedToken, ApiError> = client.auth().sign_in(&admin, &secret, &options).await;
            let issued = issued.map_err(|error| secret_problem(error, &admin, client.block()))?;
            (admin, issued.token, Some(issued.expires_at_millis), keep.then_some(secret), false)
        }
        Credentials::Token(token) => {
            if token.expose().is_empty() || peek_token(&token).is_none() {
                return Err(SignInProblem::NoToken);
            }
            let parsed = client.auth().parse_token(&token, &options).await.map_err(token_problem)?;
            (parsed.user_id, token, parsed.expires_at_millis, None, true)
        }
    };
    let client = client.with_token(token.clone());
    // Any user gets a token from an old server, and any token can be pasted: only a call for administrators tells.
    match client.users().check(std::slice::from_ref(&admin), &options).await {
        Ok(_) => {}
        Err(error) => {
            return Err(match &error.kind {
                ErrorKind::Refused { class: ErrorClass::NoPermission, .. } => {
                    SignInProblem::NotAnAdmin(Some(error), admin)
                }
                ErrorKind::Refused { class: ErrorClass::Session, .. } if by_token => SignInProblem::TokenRefused(error),
                _ => SignInProblem::Call(error),
            });
        }
    }
    let block = client.auth().refine_block(&options).await;
    Ok(SignedIn { server: client.base().clone(), block, admin, token, expires_at_millis, secret })
}

fn secret_problem(error: ApiError, admin: &UserId, block: ServerBlock) -> SignInProblem {
    let class = match &error.kind {
        ErrorKind::Refused { class, .. } => *class,
        _ => return SignInProblem::Call(error),
    };
    match class {
        ErrorClass::NoPermission => SignInProblem::WrongSecret(error),
        ErrorClass::NotFound => SignInProblem::NoSuchAccount(error),
        // From v3.8.1 on a userID that is not configured as administrator is a bad argument.
        ErrorClass::BadArgument if block >= ServerBlock::V3_8_1 => {
            SignInProblem::NotAnAdmin(Some(error), admin.clone())
        }
        _ => SignInProblem::Call(error),
    }
}

fn token_problem(error: ApiError) -> SignInProblem {
    match &error.kind {
        ErrorKind::Refused { class: ErrorClass::Session, .. } => SignInProblem::TokenRefused(error),
        _ => SignInProblem::Call(error),
    }
}

/// A token as people paste it: with "Bearer" in front, in quotes, broken over lines.
pub fn clean_token(text: &str) -> String {
    let text: String = text.split_whitespace().collect::<Vec<_>>().join(" ");
    let text = text.trim_matches(['"', '\'', '`', ',']);
    let text = text.strip_prefix("token:").unwrap_or(text).trim();
    let text = match text.get(..7) {
        Some(start) if start.eq_ignore_ascii_case("bearer ") => text.get(7..).unwrap_or_default(),
        _ => text,
    };
    text.split_whitespace().collect()
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
    fn a_token_is_found_in_what_people_paste() {
        assert_eq!(clean_token("  Bearer eyJa.b.c\n"), "eyJa.b.c");
        assert_eq!(clean_token("\"eyJa.\nb.c\","), "eyJa.b.c");
        assert_eq!(clean_token("token: eyJa.b.c"), "eyJa.b.c");
        assert_eq!(clean_token(""), "");
    }

    #[test]
    fn the_ports_people_confuse_have_names() {
        assert_eq!(OtherPort::of(10001), Some(OtherPort::Gateway));
        assert_eq!(OtherPort::of(10009), Some(OtherPort::Chat));
        assert_eq!(OtherPort::of(10002), None);
    }
}
