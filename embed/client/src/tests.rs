//! Every method, by a transport that keeps what it is asked and answers the same to all.

use std::cell::RefCell;
use std::future::{pending, ready};
use std::rc::Rc;
use std::time::Duration;

use futures_util::FutureExt as _;
use openim_api::{
    CallOptions, CancelToken, Client, HttpRequest, HttpResponse, LocalFuture, NoObserver, Token, Transport,
    TransportError,
};
use serde_json::{Map, Value, json};

use crate::declarations::{Docs, Signature, Types};
use crate::failure::{CODES, Failure};
use crate::methods::{self, Method};
use crate::options::Options;

const TOKEN: &str = "token-of-the-tests";

/// Answers every request with this body.
struct Same {
    body: String,
    requests: RefCell<Vec<HttpRequest>>,
}

impl Same {
    fn data(data: &Value) -> Rc<Self> {
        Self::body(&json!({"errCode": 0, "errMsg": "", "errDlt": "", "data": data}).to_string())
    }

    fn body(body: &str) -> Rc<Self> {
        Rc::new(Self { body: body.into(), requests: RefCell::default() })
    }

    fn client(self: &Rc<Self>, options: &Value) -> Client {
        let mut options = options.clone();
        options["server"] = "im.test".into();
        let options = Options::read(&options.to_string()).unwrap();
        options.client(self.clone(), Rc::new(NoObserver)).with_token(Token::new(TOKEN))
    }

    /// The outcome of a call, which waits for nothing.
    fn call(self: &Rc<Self>, name: &str, given: &Value) -> Result<String, Failure> {
        now(self.client(&json!({})), name, given)
    }

    fn paths(&self) -> Vec<String> {
        self.requests.borrow().iter().map(|request| request.url.replace("http://im.test", "")).collect()
    }
}

fn now(client: Client, name: &str, given: &Value) -> Result<String, Failure> {
    methods::call(client, name.into(), given.to_string(), CallOptions::default()).now_or_never().expect("it waits")
}

impl Transport for Same {
    fn send(&self, request: HttpRequest) -> LocalFuture<'_, Result<HttpResponse, TransportError>> {
        self.requests.borrow_mut().push(request);
        Box::pin(ready(Ok(HttpResponse { status: 200, body: self.body.clone(), retry_after_millis: None })))
    }

    fn sleep(&self, _: Duration) -> LocalFuture<'_, ()> {
        Box::pin(pending())
    }

    fn now_millis(&self) -> i64 {
        1_767_000_000_000
    }

    fn random(&self) -> u64 {
        42
    }

    fn is_reachable(&self, _: String) -> LocalFuture<'_, bool> {
        Box::pin(ready(true))
    }
}

/// A method, what is known of its arguments, and an example of them.
fn each(look: impl Fn(&Method, &Signature, &Types, Map<String, Value>)) {
    let mut types = Types::new(None);
    for method in methods::all() {
        let signature = (method.signature)(&mut types);
        let example = types.example(&signature);
        look(method, &signature, &types, example);
    }
}

fn message(outcome: Result<String, Failure>) -> String {
    outcome.unwrap_err().wrong().expect("it is about the arguments")
}

fn fields(outcome: Result<String, Failure>) -> Value {
    serde_json::from_str(&outcome.unwrap_err().to_text()).unwrap()
}

#[test]
fn every_call_of_the_rust_client_is_a_method() {
    let mut here: Vec<String> = methods::all().map(|method| method.name.to_owned()).collect();
    let mut there = Docs::read().names();
    // JavaScript has each call with its types; any call with any body is for a person at the console, who is asked first.
    there.retain(|name| name != "callByHand");
    here.sort();
    there.sort();
    assert_eq!(here, there);
    assert!(here.len() > 110, "{}", here.len());
    assert_eq!(methods::list().split(' ').count(), here.len());
}

#[test]
fn every_method_takes_what_its_type_says() {
    each(|method, _, _, example| {
        let server = Same::data(&json!({}));
        let wrong = server.call(method.name, &example.clone().into()).err().and_then(|failure| failure.wrong());
        assert_eq!(wrong, None, "{} {example:?}", method.name);
    });
}

#[test]
fn a_wrong_argument_is_named_and_nothing_is_sent() {
    each(|method, signature, types, example| {
        let server = Same::data(&json!({}));
        for (key, is_optional) in types.keys(signature) {
            let mut given = example.clone();
            // Wrong for all: a list in a list.
            given.insert(key.clone(), json!([[]]));
            let said = message(server.call(method.name, &given.clone().into()));
            assert!(said.starts_with(&key), "{}: {said}", method.name);
            if !is_optional {
                given.remove(&key);
                let said = message(server.call(method.name, &given.into()));
                assert!(said.starts_with(&format!("{key} is missing")), "{}: {said}", method.name);
            }
        }
        let mut given = example;
        given.insert("usreID".into(), "a".into());
        let said = message(server.call(method.name, &given.into()));
        assert!(said.starts_with("usreID is unknown here"), "{}: {said}", method.name);
        assert_eq!(message(server.call(method.name, &json!([1]))), "the argument must be an object");
        assert_eq!(server.paths().len(), 0, "{}", method.name);
    });
}

#[test]
fn what_was_given_is_never_repeated() {
    each(|method, signature, types, _| {
        let given: Map<String, Value> =
            types.keys(signature).into_iter().map(|(key, _)| (key, json!("Secret-1"))).collect();
        if let Err(failure) = Same::data(&json!({})).call(method.name, &given.into()) {
            assert!(!failure.to_text().contains("Secret-1"), "{}: {failure:?}", method.name);
        }
    });
}

#[test]
fn those_that_send_no_token_are_known() {
    each(|method, _, _, example| {
        let server = Same::data(&json!({}));
        let client = server.client(&json!({"version": "main"}));
        let _ = now(client, method.name, &example.into());
        let has_token =
            server.requests.borrow().iter().any(|request| request.headers.iter().any(|(name, _)| *name == "token"));
        // What main does not have any more, and what asks main for nothing, is told by its kind.
        if !server.requests.borrow().is_empty() {
            assert_eq!(method.called.is_open, !has_token, "{} {:?}", method.name, server.paths());
        }
    });
}

#[test]
fn an_unknown_method_and_half_a_letter_are_refused() {
    let server = Same::data(&json!({}));
    assert!(message(server.call("users.lost", &json!({}))).contains("is no method"));
    let half = methods::call(
        server.client(&json!({})),
        "users.list".into(),
        r#"{"keyword":"\ud800"}"#.into(),
        CallOptions::default(),
    );
    assert!(message(half.now_or_never().unwrap()).contains("no text"));
}

#[test]
fn an_answer_has_the_names_of_the_server() {
    let nickname = "<img src=x onerror=alert(1)>\u{202e}\u{0} \"'";
    let server =
        Same::data(&json!({"total": 1, "users": [{"userID": "a", "nickname": nickname, "faceURL": "javascript:1",
        "createTime": 1_767_000_000_000_i64, "appMangerLevel": 1, "ex": "{}", "globalRecvMsgOpt": 2, "new": true}]}));
    let answer: Value = serde_json::from_str(&server.call("users.list", &json!({"size": 5})).unwrap()).unwrap();
    assert_eq!(
        answer,
        json!({"total": 1, "items": [{"userID": "a", "nickname": nickname, "faceURL": "javascript:1",
            "createTime": 1_767_000_000_000_i64, "appMangerLevel": 1, "ex": "{}", "globalRecvMsgOpt": 2}]})
    );
    let asked: Value = serde_json::from_str(server.requests.borrow()[0].body.as_deref().unwrap()).unwrap();
    assert_eq!(asked, json!({"pagination": {"pageNumber": 1, "showNumber": 5}}));
}

#[test]
fn numbers_keep_their_digits_or_end_where_javascript_rounds() {
    let server =
        Same::data(&json!({"version": u64::MAX, "versionID": "v", "full": true, "insert": [{"createTime": i64::MAX}]}));
    let given = json!({"userID": "a", "versionID": "", "version": "9007199254740993"});
    let answer: Value = serde_json::from_str(&server.call("friends.changes", &given).unwrap()).unwrap();
    assert_eq!(answer["version"], json!({"versionID": "v", "version": u64::MAX.to_string()}));
    assert_eq!(answer["insert"][0]["createTime"], json!(9_007_199_254_740_991_i64));
    let asked = server.requests.borrow()[0].body.clone().unwrap();
    assert!(asked.contains(r#""version":9007199254740993"#), "{asked}");
    let given = json!({"conversationID": "c", "seq": 9_007_199_254_740_993_i64, "userID": "a"});
    assert!(message(server.call("msg.revoke", &given)).starts_with("seq must be a whole number"));
    assert!(
        message(server.call("msg.revoke", &json!({"conversationID": "c", "seq": 1.5, "userID": "a"})))
            .starts_with("seq")
    );
}

#[test]
fn what_the_guard_refuses_is_not_sent() {
    let server = Same::data(&json!({}));
    let change = json!({"userID": "bot_1", "nickname": "B"});
    let refused =
        |options: Value, given: &Value| fields(now(server.client(&options), "users.update", given))["code"].clone();
    assert_eq!(refused(json!({"readOnly": true}), &change), "readOnly");
    assert_eq!(refused(json!({"protectedUsers": ["bot_*"]}), &change), "protected");
    assert_eq!(server.paths().len(), 0);
    assert!(now(server.client(&json!({"protectedUsers": ["bot"]})), "users.update", &change).is_ok());
}

#[test]
fn only_a_group_that_lives_and_a_notification_account_are_changed() {
    let group = |status: i32, owner: &str| {
        Same::data(&json!({"groupInfos": [{"groupID": "g", "status": status, "ownerUserID": owner}]}))
    };
    let mute = json!({"groupID": "g", "on": true});
    assert_eq!(fields(group(2, "o").call("groups.mute", &mute))["code"], "notLive");
    assert_eq!(fields(group(0, "").call("groups.mute", &mute))["code"], "notLive");
    assert_eq!(fields(group(0, "o").call("groups.mute", &json!({"groupID": "h", "on": true})))["code"], "notFound");
    let server = group(0, "o");
    assert_eq!(server.call("groups.mute", &mute).unwrap(), "");
    assert_eq!(server.paths(), ["/group/get_groups_info", "/group/mute_group"]);

    let server = Same::data(&json!({"notificationAccounts": [{"userID": "b", "nickName": "a"}]}));
    let rename = |id: &str| server.call("notificationAccounts.update", &json!({"userID": id, "nickname": "N"}));
    assert_eq!(fields(rename("a"))["code"], "notFound");
    assert!(rename("b").is_ok());
}

#[test]
fn a_change_of_an_account_leaves_alone_what_old_servers_would_write() {
    let user = json!({"userID": "a", "nickname": "A", "createTime": 1_767_000_000_000_i64, "appMangerLevel": 2});
    let server = Same::data(&json!({"usersInfo": [user]}));
    let client = server.client(&json!({"version": "3.4"}));
    now(client, "users.update", &json!({"userID": "a", "nickname": "B"})).unwrap();
    assert_eq!(server.paths(), ["/user/get_users_info", "/user/update_user_info"]);
    let sent: Value = serde_json::from_str(server.requests.borrow()[1].body.as_deref().unwrap()).unwrap();
    assert_eq!(
        (&sent["userInfo"]["createTime"], &sent["userInfo"]["appMangerLevel"]),
        (&json!(1_767_000_000_000_i64), &json!(2))
    );
}

#[test]
fn what_a_message_lacks_is_said_before_it_is_sent() {
    let server = Same::data(&json!({}));
    let mut given = json!({"sendID": "a", "recvID": "b", "content": {"type": "text", "content": ""}});
    assert_eq!(message(server.call("msg.send", &given)), "content.content must not be empty or 0");
    given["content"] = json!({"type": "markdown", "content": "*a*"});
    assert!(message(server.call("msg.send", &given)).contains("from main on"));
    given["content"] = json!({"type": "song"});
    assert!(message(server.call("msg.send", &given)).starts_with("content.type"));
    given["content"] = json!({"type": "text", "content": "a"});
    given["groupID"] = "g".into();
    assert!(message(server.call("msg.send", &given)).starts_with("recvID or groupID"));
    assert_eq!(message(server.call("msg.search", &json!({}))), "the argument names nothing to look for");
    assert_eq!(server.paths().len(), 0);
}

#[test]
fn a_refusal_tells_all_that_is_known_of_it() {
    let server = Same::body(r#"{"errCode":1501,"errMsg":"TokenExpiredError","errDlt":"token expired"}"#);
    let told = fields(server.call("users.list", &json!({})));
    assert_eq!(
        (&told["code"], &told["errCode"], &told["endsSession"]),
        (&json!("session"), &json!(1501), &json!(true))
    );
    assert_eq!(told["path"], "/user/get_users");
    let message = told["message"].as_str().unwrap();
    assert!(message.contains(told["operationID"].as_str().unwrap()) && message.contains("1501"), "{message}");
    // A refusal about a token that was asked about ends nothing.
    let told = fields(server.call("auth.parseToken", &json!({"token": "eyJ.bad.token"})));
    assert_eq!((&told["code"], &told["endsSession"]), (&json!("session"), &json!(false)));
    assert!(!told.to_string().contains("eyJ.bad.token"));
    let told = fields(Same::body("<html>").call("users.list", &json!({})));
    assert_eq!((&told["code"], &told["status"]), (&json!("notOpenIM"), &json!(200)));
}

#[test]
fn a_call_that_is_taken_back_ends() {
    let cancel = CancelToken::new();
    cancel.cancel();
    let options = CallOptions { cancel: Some(cancel), ..CallOptions::default() };
    let server = Same::data(&json!({}));
    let outcome =
        methods::call(server.client(&json!({})), "users.list".into(), "{}".into(), options).now_or_never().unwrap();
    assert_eq!((fields(outcome)["code"].clone(), server.paths().len()), (json!("cancelled"), 0));
}

#[test]
fn every_code_is_declared() {
    for code in crate::failure::every_code() {
        assert!(CODES.iter().any(|(known, _)| *known == code), "{code}");
    }
}

#[test]
fn a_wrong_option_is_named() {
    let said = |options: Value| Options::read(&options.to_string()).err().unwrap();
    assert_eq!(said(json!({})), "server is missing");
    assert!(said(json!({"server": "ftp://a"})).starts_with("server is no address"));
    assert!(said(json!({"server": "a", "version": "4"})).starts_with("version must be"));
    assert!(said(json!({"server": "a", "readonly": true})).starts_with("readonly is unknown here"));
    assert_eq!(said(json!({"server": "a", "protectedUsers": ["a", 1]})), "protectedUsers[1] must be a string");
}
