use super::*;
use crate::config::{Avatars, Config, Offer};
use proptest::prelude::*;

fn problems(text: &str) -> Vec<String> {
    read(text, "http://localhost").problems
}

#[test]
fn servers_are_read_by_name_by_address_and_by_path() {
    let config = read(
        r#"{"servers":[{"name":"Test","url":"http://10.0.0.5:10002/","colour":"green"},"https://im.example.com/api","/api"],"lockServer":true}"#,
        "https://portal.example.com",
    );
    assert_eq!(config.problems, Vec::<String>::new());
    let urls: Vec<_> = config.servers.iter().map(|entry| (entry.name.as_str(), entry.url.as_str())).collect();
    assert_eq!(
        urls,
        [
            ("Test", "http://10.0.0.5:10002"),
            ("im.example.com/api", "https://im.example.com/api"),
            ("portal.example.com/api", "https://portal.example.com/api")
        ]
    );
    assert_eq!(config.servers[0].colour, Some(Colour::Green));
    assert!(config.lock_server);
}

#[test]
fn an_empty_object_is_what_no_file_is() {
    assert_eq!(read("\u{feff}{ }", "http://localhost"), Config::default());
}

/// What `docs/configuration.md` shows as the whole file.
fn example() -> &'static str {
    let page = include_str!("../../docs/configuration.md");
    page.split("```json\n").nth(1).and_then(|rest| rest.split("```").next()).unwrap()
}

#[test]
fn the_example_of_the_documentation_is_in_order_and_shows_every_setting() {
    let config = read(example(), "https://console.example.com");
    assert_eq!(config.problems, Vec::<String>::new());
    for key in KEYS {
        assert!(example().contains(&format!("\"{key}\"")), "{key}");
    }
    let usual = Config::default();
    assert!(config.servers.len() >= 3 && config.servers.iter().any(|entry| entry.colour.is_some()));
    assert!(config.page_sizes != usual.page_sizes && config.page_size != usual.page_size);
    assert!(config.timeout_millis != usual.timeout_millis && config.most_rows != usual.most_rows);
    assert!(config.product.is_some() && config.logo.is_some() && config.links.len() >= 2);
    assert!(!config.protected.is_empty() && config.avatars == Avatars::SameServer);
    assert_ne!(config.demo, usual.demo);
}

#[test]
fn the_demo_is_a_link_that_can_be_hidden_or_start_by_itself() {
    let demo = |text: &str| read(text, "http://localhost").demo;
    assert_eq!(demo("{}"), Offer::Link);
    assert_eq!(demo(r#"{"demo":true}"#), Offer::Link);
    assert_eq!(demo(r#"{"demo":false}"#), Offer::Hidden);
    assert_eq!(demo(r#"{"demo":"start"}"#), Offer::Start);
    assert_eq!(problems(r#"{"demo":"on"}"#), [r#"line 1: demo: true, false or "start" is expected, not "on""#]);
}

#[test]
fn every_setting_has_its_words_in_the_documentation() {
    let page = include_str!("../../docs/configuration.md");
    for key in KEYS {
        assert!(page.contains(&format!("| `{key}` |")), "{key}");
    }
}

#[test]
fn each_broken_setting_is_named_by_line_and_key_and_the_rest_holds() {
    let config = read(
        r#"{
  "servers": [
    "javascript:alert(1)",
    5,
    {"name": "Good", "url": "http://10.0.0.5:10002",
     "colour": "pink"},
    {"url": "https://user:pw@im.example.com"}
  ],
  "lockServer": "yes",
  "avatars": "off",
  "language": "xx",
  "color": 1,
  "readonly": true,
  "protectedUsers": ["svc_*", "^im.*$", 7],
  "pageSizes": [20, 5000, "x"],
  "timeoutSeconds": 0.5,
  "secret": "openIM123",
  "quux": 1
}"#,
        "http://localhost",
    );
    let named: Vec<_> =
        config.problems.iter().map(|line| line.splitn(3, ": ").take(2).collect::<Vec<_>>().join(": ")).collect();
    assert_eq!(
        named,
        [
            "line 3: servers[0]",
            "line 4: servers[1]",
            "line 6: servers[2].colour",
            "line 7: servers[3].url",
            "line 9: lockServer",
            "line 11: language",
            "line 12: color",
            "line 13: readonly",
            "line 14: protectedUsers[1]",
            "line 14: protectedUsers[2]",
            "line 15: pageSizes[1]",
            "line 15: pageSizes[2]",
            "line 16: timeoutSeconds",
            "line 17: secret",
            "line 18: quux",
        ],
        "{:#?}",
        config.problems
    );
    assert!(config.problems[2].contains("gray, blue, green, amber, red, violet"), "{}", config.problems[2]);
    assert!(config.problems[7].contains("is readOnly meant?"), "{}", config.problems[7]);
    assert!(config.problems[14].contains("there are servers, lockServer"), "{}", config.problems[14]);
    assert!(!config.problems.concat().contains("openIM123"), "a secret is not repeated");
    assert_eq!(config.avatars, Avatars::Off);
    assert_eq!(config.servers.len(), 1);
    assert_eq!(config.protected, ["svc_*"]);
    assert_eq!(config.page_sizes, [20]);
    assert!(!config.read_only);
}

#[test]
fn a_file_that_is_no_json_leaves_the_defaults_and_says_where() {
    let config = read("{\n  \"readOnly\": true,\n}", "http://localhost");
    assert!(!config.read_only);
    assert_eq!(config.problems.len(), 1);
    assert!(config.problems[0].starts_with("line 3: this is not JSON: trailing comma"), "{:?}", config.problems);
    assert_eq!(problems("[]").len(), 1);
    assert_eq!(problems("").len(), 1);
}

#[test]
fn a_lock_without_a_usable_server_would_lock_everybody_out() {
    let config = read(r#"{"servers": ["ftp://x"], "lockServer": true}"#, "http://localhost");
    assert!(!config.lock_server);
    assert_eq!(config.problems.len(), 2, "{:?}", config.problems);
}

#[test]
fn a_setting_that_stands_twice_is_named() {
    let problems = problems("{\n\"readOnly\": true,\n\"readOnly\": false\n}");
    assert_eq!(problems, ["line 3: readOnly: stands here a second time; this one holds"]);
}

#[test]
fn notes_of_the_author_are_left_alone() {
    assert_eq!(problems(r#"{"//": "ask Ann", "servers": [{"// why": 1, "url": "http://a"}]}"#), Vec::<String>::new());
}

#[test]
fn what_is_offered_stays_below_the_most() {
    let config = read(r#"{"mostRows": 100, "pageSize": 200}"#, "http://localhost");
    assert_eq!((config.page_sizes, config.page_size), (vec![10, 20, 50, 100], 20));
    assert_eq!(config.problems.len(), 1);
    let config = read(r#"{"mostRows": 10, "pageSizes": [50]}"#, "http://localhost");
    assert_eq!((config.page_sizes, config.page_size), (vec![10], 10));
}

#[test]
fn only_offered_languages_can_be_the_first_one() {
    let config = read(r#"{"languages": ["zh-CN"], "language": "en"}"#, "http://localhost");
    assert_eq!((config.languages, config.language), (vec![Language::Chinese], None));
    assert_eq!(config.problems.len(), 1);
}

#[test]
fn links_and_pictures_are_web_addresses_or_paths() {
    for good in [
        "https://wiki.example.com/im?x=1#y",
        "HTTP://a",
        "logo.svg",
        "/brand/logo.svg",
        "../x",
        "#/users",
        "?a=b:c",
        "a/b:c",
    ] {
        assert!(is_web_address(good), "{good}");
    }
    for bad in [
        "",
        "javascript:alert(1)",
        "JavaScript://x",
        "data:image/svg+xml,x",
        "//evil.example.com/x",
        "http://",
        "https://u:p@h/",
        "mailto:a@b",
        "a b",
        "\\\\host",
        "x:y",
        "java\nscript:x",
        "ftp://x/y",
    ] {
        assert!(!is_web_address(bad), "{bad}");
    }
}

#[test]
fn a_link_has_its_words_in_the_language_in_force_or_in_another() {
    let config = read(
        r#"{"links": [{"label": {"zh-CN": "手册"}, "url": "x"}, {"label": "Wiki", "url": "y"}, {"label": {}, "url": "z"}, {"url": "w"}]}"#,
        "http://localhost",
    );
    assert_eq!(config.links.len(), 2);
    assert_eq!(config.problems.len(), 2, "{:?}", config.problems);
    assert_eq!(config.links[0].label(Language::English), "手册");
    assert_eq!(config.links[1].label(Language::Chinese), "Wiki");
}

fn json() -> impl Strategy<Value = Value> {
    let leaf = prop_oneof![
        Just(Value::Null),
        any::<bool>().prop_map(Value::from),
        any::<i64>().prop_map(Value::from),
        ".{0,12}".prop_map(Value::from),
        Just(Value::from("http://10.0.0.5")),
    ];
    let key = prop_oneof![
        proptest::sample::select(&KEYS[..]).prop_map(str::to_owned),
        proptest::sample::select(&["name", "url", "colour", "label", "logo", "en"][..]).prop_map(str::to_owned),
        ".{0,6}"
    ];
    leaf.prop_recursive(4, 40, 6, move |inner| {
        prop_oneof![
            proptest::collection::vec(inner.clone(), 0..6).prop_map(Value::from),
            proptest::collection::vec((key.clone(), inner), 0..6)
                .prop_map(|fields| Value::Object(fields.into_iter().collect())),
        ]
    })
}

#[test]
fn only_origins_as_browsers_write_them_may_embed() {
    let config = read(
        r#"{"embedOrigins": ["https://portal.example.com", "http://10.0.0.5:8080", "https://a.example/", "null", "*", "https://A.example", 5]}"#,
        "http://localhost",
    );
    assert_eq!(config.embed_origins, ["https://portal.example.com", "http://10.0.0.5:8080"]);
    assert_eq!(config.problems.len(), 5, "{:?}", config.problems);
    assert!(read(r#"{"embedOrigins": "https://a.example"}"#, "http://localhost").embed_origins.is_empty());
}

proptest! {
    #[test]
    fn no_file_stops_the_console(value in json()) {
        let config = read(&value.to_string(), "http://localhost");
        prop_assert!(!config.lock_server || !config.servers.is_empty());
        prop_assert!(!config.page_sizes.is_empty() && config.page_size <= config.most_rows);
    }

    #[test]
    fn no_text_stops_it_either(text in ".{0,80}") {
        let _ = read(&text, "http://localhost");
    }
}
