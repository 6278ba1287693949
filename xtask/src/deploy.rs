//! Does what lies in `deploy/` and `.github/` hold? What cannot be run here is read.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};
use std::process::{Command, Output};

use serde_json::{Value, json};
use yaml_rust2::{Yaml, YamlLoader};

/// What the container writes from its environment, in a folder of its own.
struct Container(PathBuf);

impl Container {
    fn new(name: &str) -> Self {
        Self(std::env::temp_dir().join(format!("console-container-{}-{name}", std::process::id())))
    }

    fn start(&self, variables: &[(&str, &str)]) -> Output {
        let root = crate::root();
        let mut script = Command::new("sh");
        script.arg(root.join("deploy/docker/configure.sh")).arg(&self.0).arg(root.join("deploy/nginx/openim-api.conf"));
        script.env_clear().env("PATH", std::env::var_os("PATH").unwrap_or_default());
        script.envs(variables.iter().copied()).output().unwrap()
    }

    /// config.json as it writes it.
    fn config(&self, variables: &[(&str, &str)]) -> Value {
        let output = self.start(variables);
        assert!(output.status.success() && output.stderr.is_empty(), "{output:?}");
        serde_json::from_str(&self.read("config.json").unwrap()).unwrap()
    }

    /// What it says when it refuses to start.
    fn refusal(&self, variables: &[(&str, &str)]) -> String {
        let output = self.start(variables);
        assert!(!output.status.success(), "{variables:?} were taken");
        String::from_utf8_lossy(&output.stderr).into_owned()
    }

    fn read(&self, name: &str) -> Option<String> {
        std::fs::read_to_string(self.0.join(name)).ok()
    }
}

impl Drop for Container {
    fn drop(&mut self) {
        let _ = std::fs::remove_dir_all(&self.0);
    }
}

#[cfg(unix)]
mod container {
    use super::*;

    #[test]
    fn the_script_is_a_script_of_any_shell() {
        let script = crate::root().join("deploy/docker/configure.sh");
        assert!(Command::new("sh").arg("-n").arg(script).status().unwrap().success());
    }

    #[test]
    fn without_variables_all_is_as_it_comes() {
        let container = Container::new("bare");
        assert_eq!(container.config(&[]), json!({}));
        assert_eq!(container.config(&[("CONSOLE_SERVERS", ""), ("OPENIM_API", "")]), json!({}));
        assert_eq!(container.read("openim-api.conf"), None);
    }

    #[test]
    fn each_variable_becomes_its_setting() {
        let config = Container::new("each").config(&[
            (
                "CONSOLE_SERVERS",
                "Production=https://im.example.com/api; http://10.0.0.5:10002\n/api\n This host = /im ",
            ),
            ("CONSOLE_LOCK_SERVER", "true"),
            ("CONSOLE_LANGUAGES", "en;zh-CN"),
            ("CONSOLE_LANGUAGE", "zh-CN"),
            ("CONSOLE_AVATARS", "off"),
            ("CONSOLE_READ_ONLY", "false"),
            ("CONSOLE_PROTECTED_USERS", "imAdmin\nsvc_*\n"),
            ("CONSOLE_PAGE_SIZES", "20;50"),
            ("CONSOLE_PAGE_SIZE", "50"),
            ("CONSOLE_MOST_ROWS", "200"),
            ("CONSOLE_TIMEOUT_SECONDS", "30"),
            ("CONSOLE_BRAND_NAME", "Acme Messenger"),
            ("CONSOLE_BRAND_LOGO", "brand/logo.svg"),
        ]);
        let servers = json!([
            { "name": "Production", "url": "https://im.example.com/api" },
            "http://10.0.0.5:10002",
            "/api",
            { "name": "This host", "url": "/im" },
        ]);
        assert_eq!(
            config,
            json!({
                "servers": servers, "lockServer": true, "languages": ["en", "zh-CN"], "language": "zh-CN", "avatars": "off",
                "readOnly": false, "protectedUsers": ["imAdmin", "svc_*"], "pageSizes": [20, 50], "pageSize": 50, "mostRows": 200,
                "timeoutSeconds": 30, "brand": { "name": "Acme Messenger", "logo": "brand/logo.svg" },
            })
        );
    }

    #[test]
    fn hostile_values_stay_texts() {
        let container = Container::new("hostile");
        let names = [
            "a\"b\\c'd",
            "two\nlines\tand\rmore",
            "$(touch hostile) `id` ${HOME} %s %d &amp; \\1 \\\\ & !!",
            "</script><script>alert(1)</script>",
            "\u{1}\u{1b}[31m\u{7f}\u{202e}你好😀",
            "\", \"readOnly\": false, \"x\": \"",
        ];
        for name in names {
            let config = container.config(&[("CONSOLE_BRAND_NAME", name), ("CONSOLE_LANGUAGE", name)]);
            assert_eq!(config, json!({ "brand": { "name": name }, "language": name }));
        }
        let config = container.config(&[("CONSOLE_SERVERS", "\"x\\\"=http://a/\"};\n;;\\")]);
        assert_eq!(config, json!({ "servers": [{ "name": "\"x\\\"", "url": "http://a/\"}" }, "\\"] }));
    }

    #[test]
    fn what_cannot_be_right_keeps_it_from_starting_and_is_named() {
        let container = Container::new("refused");
        for (name, value) in [
            ("CONSOLE_READ_ONLY", "yes"),
            ("CONSOLE_LOCK_SERVER", "true, \"x\": 1"),
            ("CONSOLE_PAGE_SIZE", "1e3"),
            ("CONSOLE_PAGE_SIZES", "20;many"),
            ("CONSOLE_TIMEOUT_SECONDS", "0x10"),
            ("OPENIM_API", "openim-server:10002"),
            ("OPENIM_API", "http://a/;}\nlocation / { return 200 x;"),
            ("OPENIM_API", "http://a b"),
            ("OPENIM_API", "http://a/$host"),
        ] {
            let refusal = container.refusal(&[(name, value)]);
            assert!(refusal.contains(&format!("{name}: ")), "{refusal}");
        }
        assert_eq!(container.read("openim-api.conf"), None);
        let both = [("CONSOLE_CONFIG", "{}"), ("CONSOLE_READ_ONLY", "true")];
        assert!(container.refusal(&both).contains("CONSOLE_CONFIG: "));
        let slip = container.start(&[("CONSOLE_READONLY", "true")]);
        assert!(slip.status.success());
        assert!(String::from_utf8_lossy(&slip.stderr).contains("CONSOLE_READONLY: nothing reads this"));
    }

    #[test]
    fn the_api_behind_it_is_offered_below_its_own_address() {
        let container = Container::new("api");
        for (api, passed) in [
            ("http://openim-server:10002", "http://openim-server:10002/"),
            ("https://im.example.com/api/", "https://im.example.com/api/"),
            ("http://[fd00::1]:10002", "http://[fd00::1]:10002/"),
        ] {
            assert_eq!(container.config(&[("OPENIM_API", api)]), json!({ "servers": ["/api"] }));
            let conf = container.read("openim-api.conf").unwrap();
            assert!(conf.contains(&format!("    proxy_pass {passed};\n")), "{conf}");
        }
        let whole = r#"{ "servers": ["/api"], "readOnly": true }"#;
        let config = container.config(&[("OPENIM_API", "http://a"), ("CONSOLE_CONFIG", whole)]);
        assert_eq!(config, serde_json::from_str::<Value>(whole).unwrap());
        // A container that is started again without it offers it no more.
        container.config(&[]);
        assert_eq!(container.read("openim-api.conf"), None);
    }
}

#[test]
fn the_image_is_made_of_files_that_are_there_and_runs_as_nobody() {
    let text = read("deploy/docker/Dockerfile");
    let mut user = "";
    for line in text.lines() {
        let mut words = line.split_whitespace();
        match words.next() {
            Some("USER") => user = words.next().unwrap_or_default(),
            Some("COPY") if !line.contains("--from=") => {
                let source = words.find(|word| !word.starts_with("--")).unwrap();
                assert!(crate::root().join(source).exists(), "{source}");
            }
            _ => {}
        }
    }
    assert_eq!(user, "101");
    assert!(text.contains("\nHEALTHCHECK "));
    let toolchain = crate::tools::toolchain().unwrap();
    let minor = toolchain.rsplit_once('.').unwrap().0;
    assert!(text.contains(&format!("FROM rust:{minor}-")), "the image builds with Rust {minor}");
}

#[test]
fn every_yaml_file_is_one() {
    let mut found = 0;
    for folder in ["deploy/docker", ".github/workflows"] {
        for entry in std::fs::read_dir(crate::root().join(folder)).unwrap() {
            let path = entry.unwrap().path();
            if path.extension().is_some_and(|extension| extension == "yml") {
                yaml(&path);
                found += 1;
            }
        }
    }
    assert!(found >= 3, "{found} files");
}

#[test]
fn the_container_beside_openim_writes_to_tmp_alone() {
    let compose = yaml(&crate::root().join("deploy/docker/compose.yml"));
    let console = &compose["services"]["openim-console"];
    assert_eq!(console["read_only"].as_bool(), Some(true));
    assert_eq!(console["tmpfs"], Yaml::Array(vec![Yaml::String("/tmp".to_owned())]));
    assert_eq!(console["build"]["dockerfile"].as_str(), Some("deploy/docker/Dockerfile"));
    let context = crate::root().join("deploy/docker").join(console["build"]["context"].as_str().unwrap());
    assert!(context.join("Cargo.toml").is_file());
}

#[test]
fn every_job_has_an_end_and_no_more_rights_than_it_needs() {
    for entry in std::fs::read_dir(crate::root().join(".github/workflows")).unwrap() {
        let path = entry.unwrap().path();
        let workflow = yaml(&path);
        assert_eq!(workflow["permissions"]["contents"].as_str(), Some("read"), "{}", path.display());
        let jobs: BTreeMap<_, _> = workflow["jobs"].as_hash().unwrap().iter().collect();
        assert!(jobs.values().all(|job| job["timeout-minutes"].as_i64().is_some()), "{}", path.display());
    }
}

fn yaml(file: &Path) -> Yaml {
    let text = std::fs::read_to_string(file).unwrap();
    let documents = YamlLoader::load_from_str(&text).unwrap_or_else(|error| panic!("{}: {error}", file.display()));
    documents.into_iter().next().unwrap()
}

fn read(name: &str) -> String {
    std::fs::read_to_string(crate::root().join(name)).unwrap()
}
