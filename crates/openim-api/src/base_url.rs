//! Where a server is: scheme, host, port and maybe a path in front of the API's own (a reverse proxy's `/api`).

use std::fmt;

/// A usable address, without a slash at its end.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct BaseUrl {
    text: String,
    /// Where the host begins and ends in `text`, and where the path begins.
    host: (usize, usize),
    path: usize,
}

/// Why a text is no usable address.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum BaseUrlError {
    /// Nothing is there.
    Empty,
    /// Neither http nor https.
    Scheme,
    /// No host, or one that cannot be.
    Host,
    /// No number from 1 to 65535.
    Port,
    /// A user name or password is in it.
    Credentials,
    /// `?` or `#` is in it.
    QueryOrFragment,
}

impl fmt::Display for BaseUrlError {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str(match self {
            Self::Empty => "the address is empty",
            Self::Scheme => "the address is neither http:// nor https://",
            Self::Host => "the address has no valid host or path",
            Self::Port => "the port is no number from 1 to 65535",
            Self::Credentials => "the address holds a user name or password",
            Self::QueryOrFragment => "the address holds a query or a fragment",
        })
    }
}

impl std::error::Error for BaseUrlError {}

impl BaseUrl {
    /// Reads an address as people type or paste it: `http` is put in front where no scheme is, slashes and the route of a call
    /// (`/user/get_users`) go from its end, a path in front of the API stays. What may hold a secret (user, password, query, fragment)
    /// is refused, so that nobody remembers it.
    ///
    /// # Errors
    /// What is wrong with it.
    pub fn parse(text: &str) -> Result<Self, BaseUrlError> {
        Self::parse_with_scheme(text, "http")
    }

    /// Reads an address; `scheme` is put in front where none is.
    ///
    /// # Errors
    /// What is wrong with it.
    pub fn parse_with_scheme(text: &str, scheme: &str) -> Result<Self, BaseUrlError> {
        let text = text.trim();
        if text.is_empty() {
            return Err(BaseUrlError::Empty);
        }
        let (scheme, rest) = match text.split_once("://") {
            Some((given, rest)) => (given.to_ascii_lowercase(), rest),
            // `javascript:…` and the like; but `host:10002` is an address without a scheme.
            None if has_other_scheme(text) => return Err(BaseUrlError::Scheme),
            None => (scheme.to_owned(), text.trim_start_matches('/')),
        };
        if scheme != "http" && scheme != "https" {
            return Err(BaseUrlError::Scheme);
        }
        if rest.contains(['?', '#']) {
            return Err(BaseUrlError::QueryOrFragment);
        }
        let (authority, path) = match rest.find('/') {
            Some(slash) => rest.split_at(slash),
            None => (rest, ""),
        };
        if authority.contains('@') {
            return Err(BaseUrlError::Credentials);
        }
        let (host, port) = split_port(authority)?;
        // Beyond ASCII letter case is the browser's to fold, as the rest of such names.
        let host = host.to_ascii_lowercase();
        if !is_host(&host) {
            return Err(BaseUrlError::Host);
        }
        let port = match port {
            None => None,
            Some(port) if port.starts_with('+') => return Err(BaseUrlError::Port),
            Some(port) => Some(port.parse::<u16>().ok().filter(|port| *port > 0).ok_or(BaseUrlError::Port)?),
        };
        let is_default = matches!((scheme.as_str(), port), ("http", Some(80)) | ("https", Some(443)));
        let port = port.filter(|_| !is_default).map(|port| format!(":{port}")).unwrap_or_default();
        let path = clean_path(path)?;
        let start = scheme.len() + 3;
        Ok(Self {
            host: (start, start + host.len()),
            path: start + host.len() + port.len(),
            text: format!("{scheme}://{host}{port}{path}"),
        })
    }

    /// An API behind the same origin as the page, such as `/api`.
    ///
    /// # Errors
    /// What is wrong with it.
    pub fn same_origin(origin: &str, path: &str) -> Result<Self, BaseUrlError> {
        if !path.starts_with('/') || path.starts_with("//") {
            return Err(BaseUrlError::Host);
        }
        Self::parse(&format!("{}{path}", origin.trim_end_matches('/')))
    }

    /// The whole address.
    pub fn as_str(&self) -> &str {
        &self.text
    }

    /// `https://host:port`.
    pub fn origin(&self) -> &str {
        self.text.get(..self.path).unwrap_or_default()
    }

    /// The host; an IPv6 address in brackets.
    pub fn host(&self) -> &str {
        self.text.get(self.host.0..self.host.1).unwrap_or_default()
    }

    /// The port, where it is not the scheme's own.
    pub fn port(&self) -> Option<u16> {
        self.text.get(self.host.1..self.path)?.strip_prefix(':')?.parse().ok()
    }

    /// Is it https?
    pub fn is_https(&self) -> bool {
        self.text.starts_with("https:")
    }

    /// The address of a route such as `/user/get_users`: never with a double slash, which every server answers with 404, nor with one at
    /// its end, which they answer with a redirect.
    pub fn join(&self, route: &str) -> String {
        format!("{}/{}", self.text, route.trim_matches('/'))
    }
}

impl fmt::Display for BaseUrl {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str(&self.text)
    }
}

fn has_other_scheme(text: &str) -> bool {
    let Some((before, after)) = text.split_once(':') else { return false };
    let is_scheme = before.chars().next().is_some_and(|first| first.is_ascii_alphabetic())
        && before.chars().all(|character| character.is_ascii_alphanumeric() || matches!(character, '+' | '-'));
    is_scheme && !after.starts_with(|next: char| next.is_ascii_digit())
}

fn split_port(authority: &str) -> Result<(&str, Option<&str>), BaseUrlError> {
    if authority.starts_with('[') {
        let (host, rest) = authority.split_at(authority.find(']').ok_or(BaseUrlError::Host)? + 1);
        return match rest.strip_prefix(':') {
            Some(port) => Ok((host, Some(port))),
            None if rest.is_empty() => Ok((host, None)),
            None => Err(BaseUrlError::Host),
        };
    }
    match authority.split_once(':') {
        Some((_, port)) if port.contains(':') => Err(BaseUrlError::Host),
        Some((host, port)) => Ok((host, Some(port))),
        None => Ok((authority, None)),
    }
}

fn is_host(host: &str) -> bool {
    if let Some(inner) = host.strip_prefix('[').and_then(|rest| rest.strip_suffix(']')) {
        return is_ipv6(inner);
    }
    !host.is_empty()
        && host.len() <= 253
        && !host.starts_with('.')
        && !host.contains("..")
        // Names beyond ASCII are the browser's to translate.
        && host.chars().all(|character| {
            character.is_ascii_alphanumeric()
                || matches!(character, '.' | '-' | '_')
                || !(character.is_ascii() || is_no_letter(character))
        })
}

/// Blocks of controls, punctuation and symbols: what could make an address look like another one.
fn is_no_letter(character: char) -> bool {
    matches!(character, '\u{80}'..='\u{BF}' | '\u{2000}'..='\u{2BFF}' | '\u{3000}'..='\u{3004}' | '\u{E000}'..='\u{F8FF}'
        | '\u{FE00}'..='\u{FE6F}' | '\u{FEFF}' | '\u{FF00}'..='\u{FF0F}' | '\u{FFE0}'..='\u{FFFF}' | '\u{1F000}'..='\u{10FFFF}')
}

/// Whether it looks like one; what remains is the browser's to judge. (The standard reader is three times as long as all of this file.)
fn is_ipv6(text: &str) -> bool {
    let is_part = |part: &str| part.len() <= 4 || part.contains('.');
    (2..=45).contains(&text.len())
        && text.bytes().all(|byte| byte.is_ascii_hexdigit() || matches!(byte, b':' | b'.'))
        && text.matches(':').count().clamp(2, 7) == text.matches(':').count()
        && text.matches("::").count() <= 1
        && !text.contains(":::")
        && text.split(':').all(is_part)
}

/// The families of the API's routes.
const FAMILIES: [&str; 12] = [
    "auth",
    "config",
    "conversation",
    "friend",
    "group",
    "jssdk",
    "msg",
    "object",
    "statistics",
    "super_group",
    "third",
    "user",
];

/// `/api/user/get_users` → `/api`: somebody pasted the address of a call. All routes have an underscore in their second part.
fn without_route(mut path: &str) -> &str {
    while let Some((before, call)) = path.rsplit_once('/')
        && let Some((base, family)) = before.rsplit_once('/')
        && call.contains('_')
        && FAMILIES.contains(&family)
    {
        path = base;
    }
    path
}

/// `/api/` → `/api`. Dots that climb, escapes of slashes and control characters have no place in it.
fn clean_path(path: &str) -> Result<String, BaseUrlError> {
    let mut clean = String::new();
    for segment in path.split('/').filter(|segment| !segment.is_empty()) {
        let is_plain = segment.chars().all(|character| {
            character.is_ascii_alphanumeric()
                || matches!(character, '.' | '-' | '_' | '~' | '%' | '+' | '@' | ':' | '=' | ',')
        });
        // A browser reads an escaped dot as a dot.
        let lower = segment.to_ascii_lowercase();
        let dots = lower.replace("%2e", ".");
        let is_two = lower.contains("%2f") || lower.contains("%5c");
        if !is_plain || is_two || dots == "." || dots == ".." {
            return Err(BaseUrlError::Host);
        }
        clean.push('/');
        clean.push_str(segment);
    }
    clean.truncate(without_route(&clean).len());
    Ok(clean)
}
