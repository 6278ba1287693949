//! `config.json` as its author wrote it → [`Config`]. What is wrong is named by line and key and left at its default; the rest
//! holds. The sentences are in English alone: they are for whoever wrote the file, whose keys are English too.

use openim_api::BaseUrl;
use serde_json::{Map, Value};

use super::lines::Lines;
use super::nearest::nearest;
use super::{Avatars, Config, MenuLink, Offer, ServerEntry};
use crate::colour::Colour;
use crate::i18n::Language;
use crate::route::PAGE_SIZES;
use crate::safety::looks_like_regular_expression;

/// All there are.
const KEYS: [&str; 15] = [
    "servers",
    "lockServer",
    "languages",
    "language",
    "avatars",
    "readOnly",
    "protectedUsers",
    "pageSizes",
    "pageSize",
    "mostRows",
    "timeoutSeconds",
    "brand",
    "links",
    "embedOrigins",
    "demo",
];
/// Longer ones would push the rest aside.
const LONGEST_NAME: usize = 80;
/// More would leave no room for the page.
const MOST_PROBLEMS: usize = 20;
/// A call takes so long at the most, in seconds.
const TIMEOUTS: std::ops::RangeInclusive<u64> = 1..=300;

/// Reads the file's text. `page_origin` makes `"/api"` an address.
pub fn read(text: &str, page_origin: &str) -> Config {
    let text = text.trim_start_matches('\u{feff}');
    let value: Value = match serde_json::from_str(text) {
        Ok(value) => value,
        Err(error) => {
            let what = error.to_string();
            let what = what.split(" at line ").next().unwrap_or_default();
            let (line, column) = (error.line(), error.column());
            let problem = format!("line {line}: this is not JSON: {what} (column {column}); nothing in the file holds");
            return Config { problems: vec![problem], ..Config::default() };
        }
    };
    let mut reader = Reader { lines: Lines::of(text), page_origin, config: Config::default(), problems: Vec::new() };
    reader.read(&value);
    reader.problems.sort_by_key(|(line, _)| *line);
    let more = reader.problems.len().saturating_sub(MOST_PROBLEMS);
    let named = reader.problems.into_iter().take(MOST_PROBLEMS);
    let mut problems: Vec<_> = named.map(|(line, problem)| format!("line {line}: {problem}")).collect();
    if more > 0 {
        problems.push(format!("and {more} more"));
    }
    Config { problems, ..reader.config }
}

struct Reader<'a> {
    lines: Lines,
    page_origin: &'a str,
    config: Config,
    problems: Vec<(usize, String)>,
}

impl Reader<'_> {
    fn problem(&mut self, path: &str, what: &str) {
        let problem = if path.is_empty() { what.to_owned() } else { format!("{path}: {what}") };
        self.problems.push((self.lines.line(path), problem));
    }

    /// `expected`, and what stands there instead.
    fn expected(&mut self, path: &str, expected: &str, value: &Value) {
        let found = match value {
            Value::Array(_) => "a list".to_owned(),
            Value::Object(_) => "an object".to_owned(),
            Value::String(text) => quoted(text),
            _ => shortened(&openim_api::json_text(value)),
        };
        self.problem(path, &format!("{expected} is expected, not {found}"));
    }

    fn read(&mut self, value: &Value) {
        for (path, line) in std::mem::take(&mut self.lines.doubled) {
            self.problems.push((line, format!("{path}: stands here a second time; this one holds")));
        }
        let Some(fields) = value.as_object() else {
            self.expected("", "an object { … }", value);
            return;
        };
        self.unknown("", fields, &KEYS);
        let of = |key: &str| fields.get(key).filter(|value| !value.is_null());
        if let Some(value) = of("servers") {
            self.servers(value);
        }
        self.flag("lockServer", of("lockServer"), |config| &mut config.lock_server);
        if let Some(value) = of("languages") {
            self.languages(value);
        }
        if let Some(value) = of("language") {
            self.language(value);
        }
        if let Some(value) = of("avatars") {
            match value.as_str() {
                Some("all") => self.config.avatars = Avatars::All,
                Some("same-server") => self.config.avatars = Avatars::SameServer,
                Some("off") => self.config.avatars = Avatars::Off,
                _ => self.expected("avatars", "\"all\", \"same-server\" or \"off\"", value),
            }
        }
        self.flag("readOnly", of("readOnly"), |config| &mut config.read_only);
        if let Some(value) = of("protectedUsers") {
            self.protected(value);
        }
        self.rows(of("pageSizes"), of("pageSize"), of("mostRows"));
        if let Some(value) = of("timeoutSeconds") {
            let seconds = value.as_u64().filter(|seconds| TIMEOUTS.contains(seconds));
            match seconds.and_then(|seconds| u32::try_from(seconds).ok()) {
                Some(seconds) => self.config.timeout_millis = seconds * 1_000,
                None => self.expected("timeoutSeconds", "a whole number from 1 to 300", value),
            }
        }
        if let Some(value) = of("brand") {
            self.brand(value);
        }
        if let Some(value) = of("links") {
            self.links(value);
        }
        if let Some(value) = of("embedOrigins") {
            self.origins(value);
        }
        if let Some(value) = of("demo") {
            match (value.as_bool(), value.as_str()) {
                (Some(true), _) => self.config.demo = Offer::Link,
                (Some(false), _) => self.config.demo = Offer::Hidden,
                (_, Some("start")) => self.config.demo = Offer::Start,
                _ => self.expected("demo", "true, false or \"start\"", value),
            }
        }
        if self.config.lock_server && self.config.servers.is_empty() {
            self.problem("lockServer", "there is no usable server to lock to; nothing is locked");
            self.config.lock_server = false;
        }
    }

    /// Names the keys that nothing reads. One that begins with `//` is the author's own note.
    fn unknown(&mut self, path: &str, fields: &Map<String, Value>, known: &[&str]) {
        for key in fields.keys().filter(|key| !key.starts_with("//") && !known.contains(&key.as_str())) {
            let inner = if path.is_empty() { shortened(key) } else { format!("{path}.{}", shortened(key)) };
            let what = match nearest(key, known) {
                _ if ["secret", "token", "password"].contains(&key.to_ascii_lowercase().as_str()) => {
                    "does not belong into this file: whoever can open the console can read it".to_owned()
                }
                Some(meant) => format!("unknown setting; is {meant} meant?"),
                None => format!("unknown setting; there are {}", known.join(", ")),
            };
            let place = if path.is_empty() { key.clone() } else { format!("{path}.{key}") };
            self.problems.push((self.lines.line(&place), format!("{inner}: {what}")));
        }
    }

    fn flag(&mut self, key: &str, value: Option<&Value>, place: fn(&mut Config) -> &mut bool) {
        match value.map(|value| value.as_bool().ok_or(value)) {
            Some(Ok(flag)) => *place(&mut self.config) = flag,
            Some(Err(value)) => self.expected(key, "true or false", value),
            None => {}
        }
    }

    fn servers(&mut self, value: &Value) {
        let Some(entries) = value.as_array() else {
            self.expected("servers", "a list [ … ]", value);
            return;
        };
        for (index, entry) in entries.iter().enumerate() {
            let path = format!("servers[{index}]");
            let fields = entry.as_object();
            if let Some(fields) = fields {
                self.unknown(&path, fields, &["name", "url", "colour"]);
            } else if !entry.is_string() {
                self.expected(&path, "an address or {\"name\", \"url\", \"colour\"}", entry);
                continue;
            }
            let of = |key: &str| fields.and_then(|fields| fields.get(key)).filter(|value| !value.is_null());
            let Some(text) = entry.as_str().or_else(|| of("url")?.as_str()) else {
                self.problem(&path, "no url: the address of the server's REST API");
                continue;
            };
            let url = match self.address(text) {
                Ok(url) => url,
                Err(why) => {
                    let place = if fields.is_some() { format!("{path}.url") } else { path };
                    self.problem(&place, &format!("{} is no address of a server: {why}", quoted(text)));
                    continue;
                }
            };
            if self.config.knows(&url) {
                self.problem(&path, &format!("{url} is listed already"));
                continue;
            }
            let name = of("name").and_then(|value| self.name(&format!("{path}.name"), value));
            let colour = of("colour").and_then(|value| {
                let colour = value.as_str().and_then(Colour::from_word);
                if colour.is_none() {
                    let words: Vec<_> = Colour::ALL.iter().map(|(_, word)| *word).collect();
                    self.expected(&format!("{path}.colour"), &format!("one of {}", words.join(", ")), value);
                }
                colour
            });
            let name = name.unwrap_or_else(|| short_address(url.as_str()).to_owned());
            self.config.servers.push(ServerEntry { name, url, colour });
        }
    }

    fn address(&self, text: &str) -> Result<BaseUrl, &'static str> {
        use openim_api::BaseUrlError as Error;
        let url =
            if text.starts_with('/') { BaseUrl::same_origin(self.page_origin, text) } else { BaseUrl::parse(text) };
        url.map_err(|error| match error {
            Error::Empty => "it is empty",
            Error::Scheme => "it must begin with http:// or https://, or with / for the console's own origin",
            Error::Host => "the host name is missing or has a character that none has",
            Error::Port => "the port must be a number from 1 to 65535",
            Error::Credentials => "a user name or password does not belong into it",
            Error::QueryOrFragment => "it must end before ? or #",
        })
    }

    /// A short text for people.
    fn name(&mut self, path: &str, value: &Value) -> Option<String> {
        let name = value.as_str().map(str::trim).filter(|name| !name.is_empty());
        match name {
            Some(name) if name.chars().count() <= LONGEST_NAME => return Some(name.to_owned()),
            Some(_) => self.problem(path, "this is too long: at most 80 characters fit"),
            None => self.expected(path, "a text", value),
        }
        None
    }

    fn languages(&mut self, value: &Value) {
        let tags = value.as_array().map(Vec::as_slice);
        let Some(tags) = tags.filter(|tags| !tags.is_empty()) else {
            self.expected("languages", "a list such as [\"en\", \"zh-CN\"]", value);
            return;
        };
        for (index, tag) in tags.iter().enumerate() {
            match tag.as_str().and_then(Language::from_tag) {
                Some(language) if !self.config.languages.contains(&language) => self.config.languages.push(language),
                Some(_) => {}
                None => self.expected(&format!("languages[{index}]"), "\"en\" or \"zh-CN\"", tag),
            }
        }
    }

    fn language(&mut self, value: &Value) {
        match value.as_str().and_then(Language::from_tag) {
            Some(language) if self.config.offers(language) => self.config.language = Some(language),
            Some(_) => self.problem("language", "this is none of the languages that are offered"),
            None => self.expected("language", "\"en\" or \"zh-CN\"", value),
        }
    }

    fn protected(&mut self, value: &Value) {
        let Some(patterns) = value.as_array() else {
            self.expected("protectedUsers", "a list such as [\"imAdmin\", \"svc_*\"]", value);
            return;
        };
        for (index, pattern) in patterns.iter().enumerate() {
            let path = format!("protectedUsers[{index}]");
            match pattern.as_str().filter(|pattern| !pattern.trim().is_empty()) {
                // It would meet nobody, and whoever wrote it would rely on it.
                Some(text) if looks_like_regular_expression(text) => {
                    self.problem(
                        &path,
                        &format!("{} looks like a regular expression; here only * stands for any text", quoted(text)),
                    );
                }
                Some(text) => self.config.protected.push(text.trim().to_owned()),
                None => self.expected(&path, "a userID or a pattern with *", pattern),
            }
        }
    }

    fn rows(&mut self, sizes: Option<&Value>, size: Option<&Value>, most: Option<&Value>) {
        let (first, last) = (PAGE_SIZES.first().copied().unwrap_or(1), PAGE_SIZES.last().copied().unwrap_or(1));
        let expected = format!("a whole number from {first} to {last}");
        let number = |value: &Value| {
            let number = value.as_u64().and_then(|number| u32::try_from(number).ok());
            number.filter(|number| (first..=last).contains(number))
        };
        if let Some(value) = most {
            match number(value) {
                Some(most) => self.config.most_rows = most,
                None => self.expected("mostRows", &expected, value),
            }
        }
        let most = self.config.most_rows;
        if let Some(value) = sizes {
            let mut read = Vec::new();
            for (index, value) in value.as_array().into_iter().flatten().enumerate() {
                let path = format!("pageSizes[{index}]");
                match number(value) {
                    Some(size) if size > most => self.problem(&path, "this is more than mostRows allows"),
                    Some(size) if !read.contains(&size) => read.push(size),
                    Some(_) => {}
                    None => self.expected(&path, &expected, value),
                }
            }
            read.sort_unstable();
            match value {
                Value::Array(_) if !read.is_empty() => self.config.page_sizes = read,
                Value::Array(sizes) if !sizes.is_empty() => {}
                _ => self.expected("pageSizes", "a list such as [20, 50, 100]", value),
            }
        }
        self.config.page_sizes.retain(|size| *size <= most);
        if self.config.page_sizes.is_empty() {
            self.config.page_sizes.push(most);
        }
        if let Some(value) = size {
            match number(value) {
                Some(size) if size > most => self.problem("pageSize", "this is more than mostRows allows"),
                Some(size) => self.config.page_size = size,
                None => self.expected("pageSize", &expected, value),
            }
        }
        self.config.page_size = self.config.page_size.min(most);
    }

    fn brand(&mut self, value: &Value) {
        let Some(fields) = value.as_object() else {
            self.expected("brand", "an object {\"name\", \"logo\"}", value);
            return;
        };
        self.unknown("brand", fields, &["name", "logo"]);
        let of = |key: &str| fields.get(key).filter(|value| !value.is_null());
        self.config.product = of("name").and_then(|value| self.name("brand.name", value));
        self.config.logo = of("logo").and_then(|value| self.web_address("brand.logo", value));
    }

    fn links(&mut self, value: &Value) {
        let Some(entries) = value.as_array() else {
            self.expected("links", "a list [ … ]", value);
            return;
        };
        for (index, entry) in entries.iter().enumerate() {
            let path = format!("links[{index}]");
            let Some(fields) = entry.as_object() else {
                self.expected(&path, "an object {\"label\", \"url\"}", entry);
                continue;
            };
            self.unknown(&path, fields, &["label", "url"]);
            let labels = self.labels(&format!("{path}.label"), fields.get("label").unwrap_or(&Value::Null));
            let url = self.web_address(&format!("{path}.url"), fields.get("url").unwrap_or(&Value::Null));
            if let (false, Some(url)) = (labels.is_empty(), url) {
                self.config.links.push(MenuLink { labels, url });
            }
        }
    }

    /// One text for all languages, or an object with one for each.
    fn labels(&mut self, path: &str, value: &Value) -> Vec<(Language, String)> {
        let Some(fields) = value.as_object() else {
            return self.name(path, value).into_iter().map(|name| (Language::English, name)).collect();
        };
        let tags = Language::ALL.map(Language::tag);
        self.unknown(path, fields, &tags);
        let read = |language: Language| {
            let value = fields.get(language.tag())?;
            self.name(&format!("{path}.{}", language.tag()), value).map(|name| (language, name))
        };
        let labels: Vec<_> = Language::ALL.into_iter().filter_map(read).collect();
        if labels.is_empty() {
            self.problem(path, "no words: a text, or an object with \"en\" and \"zh-CN\"");
        }
        labels
    }

    /// http(s), or a path from where the console is.
    fn origins(&mut self, value: &Value) {
        let Some(origins) = value.as_array() else { return self.expected("embedOrigins", "a list of origins", value) };
        for (index, origin) in origins.iter().enumerate() {
            match origin.as_str().filter(|origin| is_origin(origin)) {
                Some(origin) => self.config.embed_origins.push(origin.to_owned()),
                None => {
                    let path = format!("embedOrigins[{index}]");
                    self.expected(&path, "an origin such as \"https://portal.example.com\"", origin);
                }
            }
        }
    }

    fn web_address(&mut self, path: &str, value: &Value) -> Option<String> {
        match value.as_str().filter(|url| is_web_address(url)) {
            Some(url) => Some(url.to_owned()),
            None => {
                self.expected(path, "an address with http:// or https://, or a path from the console on", value);
                None
            }
        }
    }
}

/// As browsers write it: scheme, host in small letters, port where it is not the usual one; no path.
fn is_origin(text: &str) -> bool {
    BaseUrl::parse(text).is_ok_and(|url| url.origin() == text)
}

/// Nothing that runs, and nothing with a password in it.
fn is_web_address(url: &str) -> bool {
    let is_plain = url.len() <= 2_000
        && !url.is_empty()
        && !url.chars().any(|sign| sign.is_control() || sign.is_whitespace() || sign == '\\');
    let before_path = url.split(['/', '?', '#']).next().unwrap_or_default();
    is_plain
        && match url.split_once("://") {
            Some((scheme, rest)) if before_path.ends_with(':') => {
                let authority = rest.split(['/', '?', '#']).next().unwrap_or_default();
                let is_http = scheme.eq_ignore_ascii_case("http") || scheme.eq_ignore_ascii_case("https");
                is_http && !authority.is_empty() && !authority.contains('@')
            }
            _ => !before_path.contains(':') && !url.starts_with("//"),
        }
}

fn short_address(url: &str) -> &str {
    url.split_once("://").map_or(url, |(_, rest)| rest)
}

/// A text of the file; not one that may hold a password.
fn quoted(text: &str) -> String {
    if text.contains('@') { "what stands there".to_owned() } else { format!("\"{}\"", shortened(text)) }
}

fn shortened(text: &str) -> String {
    let mut short: String = text.chars().take(40).collect();
    if short.len() < text.len() {
        short.push('…');
    }
    short
}

#[cfg(test)]
#[path = "read_tests.rs"]
mod tests;
