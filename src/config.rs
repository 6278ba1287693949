//! `config.json` beside the page: read at start, so that nobody rebuilds to deploy. What its author wrote is turned into
//! [`Config`]; what is wrong in it is named and left at its default.

use openim_api::BaseUrl;

use crate::i18n::Language;

/// Settings of this deployment.
#[derive(Clone, Debug, PartialEq)]
pub struct Config {
    /// Servers offered at sign-in, in the author's order.
    pub servers: Vec<ServerEntry>,
    /// Only the servers above may be signed in to.
    pub lock_server: bool,
    /// Whose avatars are loaded.
    pub avatars: Avatars,
    /// The language to start in; none: the browser's.
    pub language: Option<Language>,
    /// What is wrong in the file, one line each, for the person who runs the deployment.
    pub problems: Vec<String>,
}

impl Default for Config {
    fn default() -> Self {
        Self { servers: Vec::new(), lock_server: false, avatars: Avatars::All, language: None, problems: Vec::new() }
    }
}

/// A server with the name people know it by.
#[derive(Clone, Debug, PartialEq)]
pub struct ServerEntry {
    /// Shown instead of the address.
    pub name: String,
    /// Where its API is.
    pub url: BaseUrl,
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

impl Config {
    /// Reads the file's text. `page_origin` makes `"/api"` an address.
    pub fn read(text: &str, page_origin: &str) -> Self {
        let mut config = Self::default();
        let value: serde_json::Value = match serde_json::from_str(text) {
            Ok(value) => value,
            Err(error) => {
                config.problems.push(format!("config.json: {error}"));
                return config;
            }
        };
        let Some(fields) = value.as_object() else {
            config.problems.push("config.json: an object is expected".to_owned());
            return config;
        };
        for (key, value) in fields {
            match key.as_str() {
                "servers" => config.read_servers(value, page_origin),
                "lockServer" => match value.as_bool() {
                    Some(lock) => config.lock_server = lock,
                    None => config.problems.push("lockServer: true or false is expected".to_owned()),
                },
                "avatars" => match value.as_str() {
                    Some("all") => config.avatars = Avatars::All,
                    Some("same-server") => config.avatars = Avatars::SameServer,
                    Some("off") => config.avatars = Avatars::Off,
                    _ => config.problems.push("avatars: \"all\", \"same-server\" or \"off\" is expected".to_owned()),
                },
                "language" => match value.as_str().and_then(Language::from_tag) {
                    language @ Some(_) => config.language = language,
                    None if value.is_null() => {}
                    None => config.problems.push("language: \"en\" or \"zh-CN\" is expected".to_owned()),
                },
                _ => config.problems.push(format!("{key}: unknown setting")),
            }
        }
        if config.lock_server && config.servers.is_empty() {
            config.problems.push("lockServer: there is no usable server to lock to".to_owned());
            config.lock_server = false;
        }
        config
    }

    fn read_servers(&mut self, value: &serde_json::Value, page_origin: &str) {
        let Some(entries) = value.as_array() else {
            self.problems.push("servers: a list is expected".to_owned());
            return;
        };
        for (index, entry) in entries.iter().enumerate() {
            let url = entry.as_str().or_else(|| entry.get("url")?.as_str());
            let parsed = url.and_then(|url| {
                if url.starts_with('/') {
                    BaseUrl::same_origin(page_origin, url).ok()
                } else {
                    BaseUrl::parse(url).ok()
                }
            });
            match parsed {
                Some(url) => {
                    let name = entry.get("name").and_then(|name| name.as_str());
                    let name = name.map_or_else(|| url.to_string(), str::to_owned);
                    self.servers.push(ServerEntry { name, url });
                }
                None => self.problems.push(format!("servers[{index}]: no usable address")),
            }
        }
    }

    /// The name of a server, where the deployment gives it one.
    pub fn server_name(&self, url: &BaseUrl) -> Option<&str> {
        self.servers.iter().find(|entry| entry.url == *url).map(|entry| entry.name.as_str())
    }

    /// Is this one of the deployment's own servers?
    pub fn knows(&self, url: &BaseUrl) -> bool {
        self.servers.iter().any(|entry| entry.url == *url)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn servers_are_read_by_name_by_address_and_by_path() {
        let config = Config::read(
            r#"{"servers":[{"name":"Test","url":"http://10.0.0.5:10002/"},"https://im.example.com/api","/api"],"lockServer":true}"#,
            "https://portal.example.com",
        );
        let urls: Vec<_> = config.servers.iter().map(|entry| entry.url.to_string()).collect();
        assert_eq!(urls, ["http://10.0.0.5:10002", "https://im.example.com/api", "https://portal.example.com/api"]);
        assert_eq!(config.problems, Vec::<String>::new());
        assert!(config.lock_server);
    }

    #[test]
    fn each_broken_setting_is_named_and_the_rest_holds() {
        let config = Config::read(
            r#"{"servers":["javascript:alert(1)", 5],"lockServer":true,"avatars":"off","language":"xx","color":1}"#,
            "http://localhost",
        );
        assert_eq!(config.avatars, Avatars::Off);
        assert!(!config.lock_server, "a lock without a server would lock everybody out");
        assert_eq!(config.problems.len(), 5, "{:?}", config.problems);
    }

    #[test]
    fn a_file_that_is_no_json_leaves_the_defaults_and_says_where() {
        let config = Config::read("{\n  oops", "http://localhost");
        assert_eq!(config.servers, Vec::new());
        assert!(config.problems.concat().contains("line 2"), "{:?}", config.problems);
    }
}
