//! Single exchanges with real servers, good and bad, in the order in which they were recorded and at their time of day: HTTP
//! status, errCode, kind of `data`, CORS, redirect and packing are compared, and every token's text.
//!
//! Rows of the file "setup" are what a recording took for granted: sign-ins, registrations, websockets, and messages that a queue
//! had kept of an earlier data base.
//!
//! `exchanges/VERSION.json` holds the requests with what is compared of the answers: the whole `data` where it was kept. Tokens are
//! named in its head; all come from throw-away servers. A groupID that a server made is saved under a name, as in a scenario.
//! Requests whose body or header was too long to be kept are marked; `limits.rs` has their like. "settled" marks a step before
//! which a server had done what it does a moment after its answer: the members of a dismissed group were gone. "shape" marks answers
//! whose values are of what else had happened on the server, or in an order that is the data base's own.
#![cfg(test)]

mod support;

use std::collections::BTreeMap;

use openim_sandbox::{Options, Server};
use serde_json::Value;
use support::same::{Closeness, differences};
use support::{Answer, Bench, NOW, fill, fill_text, plain};

/// What the sandbox answers where a real server of the version has a route and the sandbox has not.
const NOT_IN_SANDBOX: i64 = 99_001;

const TWO_OWNERS: &str = "of two owners a server names now the one, now the other";
const GRAFANA: &str = "answers with the address of the deployment's Grafana";

/// Exchanges that depend on what cannot be rebuilt: file, a part of the case, reason.
const EXCLUDED: &[(&str, &str, &str)] =
    &[("http", "GET /third/prometheus", GRAFANA), ("group_transfer_group", "groups info after", TWO_OWNERS)];

/// What a server does after its answer is done by then.
const SETTLED_MILLIS: i64 = 3_000;

#[derive(Default)]
struct Tally {
    played: usize,
    not_built: usize,
    not_kept: usize,
    excluded: usize,
    different: Vec<String>,
}

fn play(server: Server, text: &str) -> Tally {
    let all: Value = serde_json::from_str(text).unwrap();
    let mut saved: BTreeMap<String, Value> = all["tokens"].as_object().unwrap().clone().into_iter().collect();
    // Texts that a recording names by their length.
    for length in [100_000, 1_100_000] {
        saved.insert(format!("letters{length}"), Value::from("t".repeat(length)));
    }
    let bench = Bench::new(Options { server, control: true, ..Options::default() });
    let mut now = NOW;
    let mut tally = Tally::default();
    for step in all["steps"].as_array().unwrap() {
        // No two steps are of one millisecond, or of two messages of two conversations the newer would not be known.
        let next = match step["at"].as_i64() {
            Some(seconds) if seconds != now.div_euclid(1000) => seconds * 1000 + 100,
            _ => now + 1,
        };
        bench.clock.advance_millis(next - now);
        now = next;
        let (file, case) = (plain(&step["file"]), plain(&step["case"]));
        if step["request"]["notKept"] == true {
            tally.not_kept += 1;
            continue;
        }
        let wait = if step["settled"] == true { SETTLED_MILLIS } else { 0 };
        bench.clock.advance_millis(wait);
        let answer = send(&bench, &step["request"], &saved);
        bench.clock.advance_millis(-wait);
        for (name, place) in step["save"].as_object().into_iter().flatten() {
            let body = answer.json().unwrap_or_default();
            saved.insert(
                name.clone(),
                plain(place).split('.').fold(body, |value, part| match part.parse::<usize>() {
                    Ok(index) => value[index].clone(),
                    Err(_) => value[part].clone(),
                }),
            );
        }
        if let Some((.., reason)) = EXCLUDED.iter().find(|(of, part, _)| *of == file && case.contains(part)) {
            println!("{server} {file}: {case}: left out, for {reason}");
            tally.excluded += 1;
        } else if answer.code() == Some(NOT_IN_SANDBOX) {
            tally.not_built += 1;
        } else {
            tally.played += 1;
            let found = unlike(&step["response"], &answer, &saved);
            if !found.is_empty() {
                tally.different.push(format!("{file}: {case} ({}): {}", step["request"]["path"], found.join("; ")));
            }
        }
    }
    tally
}

fn send(bench: &Bench, request: &Value, saved: &BTreeMap<String, Value>) -> Answer {
    let headers: Vec<(String, String)> = request["headers"]
        .as_object()
        .into_iter()
        .flatten()
        .map(|(name, value)| (name.clone(), plain(&fill(value, saved))))
        .collect();
    let body = match (request.get("body"), request["rawBody"].as_str()) {
        (Some(body), _) => fill(body, saved).to_string(),
        (None, Some(raw)) => plain(&fill_text(raw, saved)),
        (None, None) => String::new(),
    };
    bench.call(&plain(&request["method"]), &plain(&request["path"]), &headers, body)
}

fn unlike(wanted: &Value, answer: &Answer, saved: &BTreeMap<String, Value>) -> Vec<String> {
    let mut found = Vec::new();
    let mut check = |what: &str, wanted: String, came: String| {
        if wanted != came {
            found.push(format!("{what}: {wanted} expected, {came} came"));
        }
    };
    check("HTTP status", wanted["status"].to_string(), answer.status.to_string());
    let readable = answer.header("access-control-allow-origin").is_some();
    check("CORS", wanted["cors"].to_string(), readable.to_string());
    check("location", plain(&wanted["location"]), answer.header("location").unwrap_or("null").to_owned());
    let packed = answer.header("content-encoding") == Some("gzip");
    check("gzip", wanted["gzip"].as_bool().unwrap_or(false).to_string(), packed.to_string());
    let Some(code) = wanted["errCode"].as_i64() else { return found };
    check("errCode", code.to_string(), answer.code().map_or_else(|| answer.text(), |code| code.to_string()));
    if let Some(kind) = wanted["data"].as_str() {
        check("data", kind.to_owned(), kind_of_data(answer).to_owned());
    }
    let closeness = if wanted["compare"] == "shape" { Closeness::Shape } else { Closeness::Values };
    let data = wanted.get("body").map(|data| differences(&fill(data, saved), &answer.data(), closeness));
    if let Some(name) = wanted["token"].as_str() {
        check("token", plain(&saved[name]), plain(&answer.data()["token"]));
    }
    found.extend(data.into_iter().flatten());
    found
}

fn kind_of_data(answer: &Answer) -> &'static str {
    match answer.json().unwrap_or_default().get("data") {
        None => "absent",
        Some(Value::Null) => "null",
        Some(Value::Array(_)) => "list",
        Some(Value::Object(_)) => "object",
        Some(_) => "other",
    }
}

fn assert_no_difference(server: Server, text: &str, at_least: usize) {
    let Tally { played, not_built, not_kept, excluded, different } = play(server, text);
    println!(
        "{server}: {played} played, {not_built} of routes that are not built, {not_kept} not kept, {excluded} left out"
    );
    assert!(different.is_empty(), "{server}:\n    {}", different.join("\n    "));
    assert!(played >= at_least, "{server}: only {played} were played");
}

#[test]
fn v3_4_answers_each_recorded_request_as_the_real_server_did() {
    assert_no_difference(Server::V34, include_str!("exchanges/v3.4.json"), 940);
}

#[test]
fn v3_7_answers_each_recorded_request_as_the_real_server_did() {
    assert_no_difference(Server::V37, include_str!("exchanges/v3.7.json"), 940);
}

#[test]
fn v3_8_3_answers_each_recorded_request_as_the_real_server_did() {
    assert_no_difference(Server::V383, include_str!("exchanges/v3.8.3.json"), 940);
}

#[test]
fn main_answers_each_recorded_request_as_the_real_server_did() {
    assert_no_difference(Server::Main, include_str!("exchanges/main.json"), 930);
}

#[test]
fn an_exchange_that_is_answered_otherwise_is_named() {
    let spoilt = include_str!("exchanges/v3.7.json").replace("\"errCode\":1102", "\"errCode\":1103");
    let tally = play(Server::V37, &spoilt);
    assert!(tally.different.iter().any(|line| line.contains("already registered") && line.contains("1103 expected")));
}

#[test]
fn every_exclusion_still_excludes_something() {
    let texts = [
        include_str!("exchanges/v3.4.json"),
        include_str!("exchanges/v3.7.json"),
        include_str!("exchanges/v3.8.3.json"),
        include_str!("exchanges/main.json"),
    ];
    let steps: Vec<Value> = texts
        .iter()
        .flat_map(|text| serde_json::from_str::<Value>(text).unwrap()["steps"].as_array().unwrap().clone())
        .collect();
    for (file, part, _) in EXCLUDED {
        let excludes = steps.iter().any(|step| step["file"] == *file && plain(&step["case"]).contains(part));
        assert!(excludes, "{file}: {part}");
    }
}
