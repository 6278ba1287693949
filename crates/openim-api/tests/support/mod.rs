//! A transport that answers by script, with a clock that moves when it is told to, and an observer that keeps what it hears.
#![allow(dead_code, reason = "each test file uses its part")]

pub mod every_call;
pub mod recorded;

use std::cell::{Cell, RefCell};
use std::future::{Future, pending, poll_fn, ready};
use std::pin::{Pin, pin};
use std::rc::Rc;
use std::task::Poll;
use std::time::Duration;

use futures_util::FutureExt as _;
use openim_api::{
    BaseUrl, CallRecord, Client, HttpRequest, HttpResponse, LocalFuture, Observer, ServerBlock, Token, Transport,
    TransportError,
};
use proptest::prelude::*;
use serde_json::{Value, json};

/// What a request is answered with.
pub enum Reply {
    Http(u16, String),
    Fail(TransportError),
    Never,
}

impl Reply {
    #[allow(clippy::needless_pass_by_value, reason = "callers write json!(…)")]
    pub fn data(data: Value) -> Self {
        Self::Http(200, json!({"errCode": 0, "errMsg": "", "errDlt": "", "data": data}).to_string())
    }

    pub fn refusal(code: i64, msg: &str, dlt: &str) -> Self {
        Self::Http(200, json!({"errCode": code, "errMsg": msg, "errDlt": dlt}).to_string())
    }

    pub fn not_found() -> Self {
        Self::Http(404, "404 page not found".to_owned())
    }
}

type Answers = Box<dyn Fn(&HttpRequest) -> Reply>;

pub struct Script {
    answers: Answers,
    pub requests: RefCell<Vec<HttpRequest>>,
    pub aborted: Rc<Cell<usize>>,
    pub now: Rc<Cell<i64>>,
    pub step: Cell<i64>,
}

/// The clock's first reading.
pub const START: i64 = 1_767_000_000_000;

impl Script {
    pub fn new(answers: impl Fn(&HttpRequest) -> Reply + 'static) -> Rc<Self> {
        Rc::new(Self {
            answers: Box::new(answers),
            requests: RefCell::default(),
            aborted: Rc::default(),
            now: Rc::new(Cell::new(START)),
            step: Cell::new(0),
        })
    }

    /// Answers every request alike.
    pub fn always(reply: impl Fn() -> Reply + 'static) -> Rc<Self> {
        Self::new(move |_| reply())
    }

    pub fn paths(&self) -> Vec<String> {
        self.requests.borrow().iter().map(|request| request.url.replace("http://im.test", "")).collect()
    }

    pub fn body(&self, index: usize) -> Value {
        serde_json::from_str(self.requests.borrow()[index].body.as_deref().unwrap()).unwrap()
    }

    pub fn header(&self, index: usize, name: &str) -> Option<String> {
        let requests = self.requests.borrow();
        requests[index].headers.iter().find(|(key, _)| *key == name).map(|(_, value)| value.clone())
    }

    pub fn client(self: &Rc<Self>, block: ServerBlock) -> (Client, Rc<Heard>) {
        let heard = Rc::new(Heard::default());
        let client = Client::new(BaseUrl::parse("im.test").unwrap(), self.clone(), heard.clone()).with_block(block);
        (client, heard)
    }
}

struct CountDrop(Rc<Cell<usize>>);

impl Drop for CountDrop {
    fn drop(&mut self) {
        self.0.set(self.0.get() + 1);
    }
}

impl Transport for Script {
    fn send(&self, request: HttpRequest) -> LocalFuture<'_, Result<HttpResponse, TransportError>> {
        let reply = (self.answers)(&request);
        self.requests.borrow_mut().push(request);
        self.now.set(self.now.get() + self.step.get());
        match reply {
            Reply::Http(status, body) => Box::pin(ready(Ok(HttpResponse { status, body, retry_after_millis: None }))),
            Reply::Fail(error) => Box::pin(ready(Err(error))),
            Reply::Never => {
                let guard = CountDrop(self.aborted.clone());
                Box::pin(async move {
                    let _guard = guard;
                    pending().await
                })
            }
        }
    }

    fn sleep(&self, duration: Duration) -> LocalFuture<'_, ()> {
        let until = self.now.get() + i64::try_from(duration.as_millis()).unwrap();
        Box::pin(poll_fn(move |_| if self.now.get() >= until { Poll::Ready(()) } else { Poll::Pending }))
    }

    fn now_millis(&self) -> i64 {
        self.now.get()
    }

    fn random(&self) -> u64 {
        42
    }

    fn is_reachable(&self, url: String) -> LocalFuture<'_, bool> {
        let request = HttpRequest { method: openim_api::Method::Get, url, headers: vec![], body: None };
        let answer = self.send(request);
        Box::pin(async move { answer.await.is_ok() })
    }
}

#[derive(Default)]
pub struct Heard(pub RefCell<Vec<CallRecord>>);

impl Observer for Heard {
    fn on_call(&self, record: &CallRecord) {
        self.0.borrow_mut().push(record.clone());
    }
}

/// The outcome of a future that has all it needs.
pub fn now<T>(future: impl Future<Output = T>) -> T {
    pin!(future).now_or_never().expect("the future waits for something")
}

/// One poll.
pub fn poll<T>(future: &mut Pin<Box<impl Future<Output = T> + ?Sized>>) -> Option<T> {
    future.as_mut().now_or_never()
}

/// A token in the shape of the server's.
pub const JWT: &str = "eyJhbGciOiJIUzI1NiIsInR5cCI6IkpXVCJ9.eyJVc2VySUQiOiJpbUFkbWluIn0.c2lnbmF0dXJlLW9mLXRoZS10b2tlbg";
pub const SECRET: &str = "openIM123-the-secret";

pub fn token() -> Token {
    Token::new(JWT)
}

/// JSON of any shape, in which the keys of the answers are frequent. (Fractions are such as can be written without loss.)
pub fn any_json() -> impl Strategy<Value = Value> {
    let leaf = prop_oneof![
        Just(Value::Null),
        any::<bool>().prop_map(Value::from),
        any::<i64>().prop_map(Value::from),
        any::<i32>().prop_map(|eighths| Value::from(f64::from(eighths) / 8.0)),
        any::<String>().prop_map(Value::from),
    ];
    let key = prop_oneof![
        prop::sample::select(vec![
            "errCode",
            "errMsg",
            "errDlt",
            "data",
            "users",
            "usersInfo",
            "results",
            "userID",
            "total",
            "token",
            "secret",
            "accountStatus",
            "createTime",
            "serverTime",
            "expireTimeSeconds",
            "platformID",
            "statusList",
            "platformIDs",
            "status",
            "detailPlatformStatus",
            "singlePlatformToken",
            "notificationAccounts",
            "CommandResp",
            "configs",
            "groups",
            "groupInfo",
            "groupInfos",
            "groupID",
            "groupAbstractInfos",
            "members",
            "roleLevel",
            "groupRequests",
            "count",
            "dateCount",
            "user",
            "group",
            "friendsInfo",
            "friendUser",
            "friendIDs",
            "infos",
            "userInfo",
            "friendInfo",
            "blackInfo",
            "blacks",
            "blackUserInfo",
            "FriendRequests",
            "friendRequests",
            "fromUserID",
            "toUserID",
            "insert",
            "version",
            "conversation",
            "conversations",
            "conversationID",
            "conversationIDs",
            "conversationElems",
            "msgInfo",
            "lastMsg",
            "chatLogs",
            "chatLog",
            "chatLogsNum",
            "sessionType",
            "sendTime",
            "content",
            "msgs",
            "Msgs",
            "maxSeqs",
            "minSeqs",
            "seqs",
            "failedUserIDs",
            "recvID",
        ])
        .prop_map(ToOwned::to_owned),
        any::<String>(),
    ];
    leaf.prop_recursive(4, 32, 6, move |inner| {
        prop_oneof![
            prop::collection::vec(inner.clone(), 0..6).prop_map(Value::from),
            prop::collection::btree_map(key.clone(), inner, 0..6).prop_map(|map| map.into_iter().collect())
        ]
    })
}
