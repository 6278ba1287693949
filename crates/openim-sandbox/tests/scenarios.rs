//! The recorded scenario of each version, from an empty server on: every step is answered as the real server answered it.
//! `play.py` beside this file plays the same steps against any address.
#![cfg(test)]

mod support;

use std::collections::BTreeMap;

use openim_sandbox::{Options, Server};
use serde_json::Value;
use support::same::{Closeness, differences};
use support::{Answer, Bench, fill, plain};

/// How a scenario went.
#[derive(Default)]
struct Tally {
    played: usize,
    different: Vec<String>,
}

fn play(server: Server, text: &str) -> Tally {
    let scenario: Value = serde_json::from_str(text).unwrap();
    let bench = Bench::new(Options { server, control: true, ..Options::default() });
    if server == Server::V383 {
        // Its message queue had outlived an earlier data base.
        let leftovers = serde_json::json!({"groupID": "of an earlier run", "messages": 1});
        assert_eq!(bench.post("/sandbox/leftovers", "", &leftovers).status, 200);
    }
    let mut saved = BTreeMap::from([("adminID".to_owned(), scenario["adminID"].clone())]);
    let mut tally = Tally::default();
    for step in scenario["steps"].as_array().unwrap() {
        // Steps of a recording are not of one second: two sign-ins give two tokens.
        bench.clock.advance_millis(1000);
        let request = &step["request"];
        let answer = send(&bench, request, &saved);
        if let Some(wanted) = step["save"].as_object() {
            for (name, place) in wanted {
                let body = answer.json().unwrap_or_default();
                let value = plain(place).split('.').fold(body, |value, part| value[part].clone());
                saved.insert(name.clone(), value);
            }
        }
        tally.played += 1;
        let found = unlike(step, &answer);
        if !found.is_empty() {
            let name = format!("{} ({} {})", plain(&step["name"]), plain(&request["method"]), plain(&request["path"]));
            tally.different.push(format!("{name}\n      {}", found.join("\n      ")));
        }
    }
    tally
}

fn send(bench: &Bench, request: &Value, saved: &BTreeMap<String, Value>) -> Answer {
    let mut headers = vec![("content-type".to_owned(), "application/json".to_owned())];
    for (name, value) in request["headers"].as_object().into_iter().flatten() {
        headers.push((name.to_lowercase(), plain(&fill(value, saved))));
    }
    let body = match (&request["body"], &request["rawBody"]) {
        (Value::Null, Value::String(raw)) => raw.clone(),
        (Value::Null, _) => String::new(),
        (body, _) => fill(body, saved).to_string(),
    };
    bench.call(&plain(&request["method"]), &plain(&request["path"]), &headers, body)
}

fn unlike(step: &Value, answer: &Answer) -> Vec<String> {
    let wanted = &step["response"];
    let mut found = Vec::new();
    if wanted["status"].as_u64() != Some(answer.status.into()) {
        found.push(format!("HTTP {} expected, {} came", wanted["status"], answer.status));
    }
    for (name, value) in wanted["headers"].as_object().into_iter().flatten() {
        if name.starts_with("access-control") && answer.header(name) != value.as_str() {
            found.push(format!("header {name}: {value} expected, {:?} came", answer.header(name)));
        }
    }
    let closeness = match step["compare"].as_str() {
        Some("status") => return found,
        Some("shape") => Closeness::Shape,
        _ => Closeness::Values,
    };
    match (wanted.get("body"), answer.json()) {
        (Some(body), Some(came)) => found.extend(differences(body, &came, closeness)),
        (Some(_), None) => found.push(format!("JSON expected, text came: {:?}", answer.text())),
        (None, _) => {
            if let Some(raw) = wanted["rawBody"].as_str()
                && raw.trim() != answer.text().trim()
            {
                found.push(format!("{raw:?} expected, {:?} came", answer.text()));
            }
        }
    }
    found
}

fn assert_no_difference(server: Server, text: &str) {
    let tally = play(server, text);
    assert!(tally.different.is_empty(), "{server}:\n    {}", tally.different.join("\n    "));
    // A gate that lets everything pass, or a file that is empty, would be no proof.
    assert!(tally.played >= 160, "{server}: only {} steps were played", tally.played);
}

#[test]
fn v3_4_is_played_without_a_difference() {
    assert_no_difference(Server::V34, include_str!("scenarios/v3.4.json"));
}

#[test]
fn v3_7_is_played_without_a_difference() {
    assert_no_difference(Server::V37, include_str!("scenarios/v3.7.json"));
}

#[test]
fn v3_8_3_is_played_without_a_difference() {
    assert_no_difference(Server::V383, include_str!("scenarios/v3.8.3.json"));
}

#[test]
fn main_is_played_without_a_difference() {
    assert_no_difference(Server::Main, include_str!("scenarios/main.json"));
}

#[test]
fn a_step_that_is_answered_otherwise_is_named() {
    let spoilt = include_str!("scenarios/main.json").replace("\"errCode\":1102", "\"errCode\":1103");
    let tally = play(Server::Main, &spoilt);
    assert!(tally.different.iter().any(|line| line.contains("register one that exists") && line.contains("errCode")));
}
