//! The program: what it prints, how it ends, what it says of a busy port.
#![cfg(test)]

use std::io::{BufRead as _, BufReader, Read as _, Write as _};
use std::net::{Ipv4Addr, TcpListener, TcpStream};
use std::process::{Child, Command, Stdio};

struct Running(Child);

impl Drop for Running {
    fn drop(&mut self) {
        // It may have ended already.
        let _ = self.0.kill();
        let _ = self.0.wait();
    }
}

fn start(arguments: &[&str]) -> (Running, String) {
    let mut command = Command::new(env!("CARGO_BIN_EXE_openim-sandbox"));
    let mut running = Running(command.args(arguments).stdout(Stdio::piped()).spawn().unwrap());
    let mut line = String::new();
    BufReader::new(running.0.stdout.as_mut().unwrap()).read_line(&mut line).unwrap();
    (running, line)
}

/// The value of a word such as `admin=` in the line.
fn word<'a>(line: &'a str, name: &str) -> &'a str {
    line.split_whitespace().find_map(|word| word.strip_prefix(name)).unwrap_or_else(|| panic!("{name} in {line:?}"))
}

fn ask(address: &str, path: &str, body: &str) -> String {
    let mut stream = TcpStream::connect(address).unwrap();
    let head = format!("POST {path} HTTP/1.1\r\nHost: x\r\noperationID: 1\r\nConnection: close");
    write!(stream, "{head}\r\nContent-Length: {}\r\n\r\n{body}", body.len()).unwrap();
    let mut answer = String::new();
    stream.read_to_string(&mut answer).unwrap();
    answer
}

#[test]
fn one_line_tells_address_admin_and_secret_and_they_open_the_door() {
    for server in ["v3.4", "v3.7", "v3.8.3", "main"] {
        let (_running, line) = start(&["--server", server, "--port", "0", "--users", "3"]);
        let admin = word(&line, "admin=").split(',').next().unwrap();
        let path = if matches!(server, "v3.4" | "v3.7") { "/auth/user_token" } else { "/auth/get_admin_token" };
        let secret = word(&line, "secret=");
        let body = format!("{{\"secret\":\"{secret}\",\"platformID\":10,\"userID\":\"{admin}\"}}");
        let answer = ask(word(&line, "http://"), path, &body);
        assert!(answer.contains("\"errCode\":0"), "{server}: {answer}");
    }
}

#[test]
fn admins_and_the_life_of_a_token_are_as_told() {
    let (_running, line) = start(&["--port", "0", "--admin", "boss", "--admin", "deputy", "--token-days", "2"]);
    assert_eq!(word(&line, "admin="), "boss,deputy");
    let body = "{\"secret\":\"openIM123\",\"userID\":\"deputy\"}";
    let answer = ask(word(&line, "http://"), "/auth/get_admin_token", body);
    assert!(answer.contains("\"expireTimeSeconds\":172800"), "{answer}");
}

#[test]
fn a_busy_port_is_told_in_a_sentence() {
    let taken = TcpListener::bind((Ipv4Addr::LOCALHOST, 0)).unwrap();
    let port = taken.local_addr().unwrap().port().to_string();
    let output = Command::new(env!("CARGO_BIN_EXE_openim-sandbox")).args(["--port", &port]).output().unwrap();
    let sentence = String::from_utf8(output.stderr).unwrap();
    assert_eq!(
        sentence,
        format!("openim-sandbox: port {port} is in use: give another with --port, or 0 for any free one\n")
    );
    assert_eq!(output.status.code(), Some(2));
}

#[test]
fn a_wrong_version_names_the_right_ones() {
    let output = Command::new(env!("CARGO_BIN_EXE_openim-sandbox")).args(["--server", "v9"]).output().unwrap();
    assert!(!output.status.success());
    let sentence = String::from_utf8(output.stderr).unwrap();
    for name in ["v3.4", "v3.7", "v3.8.3", "main"] {
        assert!(sentence.contains(name), "{sentence}");
    }
}

#[cfg(unix)]
#[test]
fn ctrl_c_and_a_request_to_terminate_end_it_at_once_even_while_a_call_hangs() {
    for signal in ["INT", "TERM"] {
        let (mut running, line) = start(&["--port", "0", "--control"]);
        let address = word(&line, "http://");
        ask(address, "/sandbox/faults", "{\"fault\":\"hang\"}");
        let mut hanging = TcpStream::connect(address).unwrap();
        hanging.write_all(b"POST /x HTTP/1.1\r\nHost: x\r\nContent-Length: 0\r\n\r\n").unwrap();
        let sent = Command::new("kill").args(["-s", signal, &running.0.id().to_string()]).status().unwrap();
        assert!(sent.success());
        assert!(running.0.wait().unwrap().success(), "{signal}");
    }
}
