//! What a call may fail with, and how each server version words it.

use crate::Server;

/// A refusal with an errCode. `text` is the human part; the version decides in which field it appears, and with what around it.
#[derive(Clone, Debug)]
pub(crate) struct Failure {
    pub(crate) code: i32,
    pub(crate) text: String,
    pub(crate) origin: Origin,
}

/// Who refused: the wording depends on it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Origin {
    /// The API process, by its own checks.
    Api,
    /// The API process, which could not read the body.
    Binding,
    /// gin's own reader, which answers HTTP 400.
    Gin,
    /// A service behind it.
    Service,
    /// A service that wraps a data-base error.
    Database,
    /// A service that passes on what the data base says of a filter: on patch.16 with a call trace.
    Filter,
    /// The token check.
    Token,
    /// gRPC itself.
    Grpc,
    /// A service panicked and lives (patch.16): its words with a call trace.
    Stumble,
    /// The API process, which looked into the content of a message.
    Content,
    /// The API process panicked: HTTP 500 without a body.
    Panic,
}

impl Failure {
    fn new(code: i32, text: impl Into<String>, origin: Origin) -> Self {
        Self { code, text: text.into(), origin }
    }

    /// Refused by the API process.
    pub(crate) fn api(code: i32, text: impl Into<String>) -> Self {
        Self::new(code, text, Origin::Api)
    }

    /// Refused by a service.
    pub(crate) fn service(code: i32, text: impl Into<String>) -> Self {
        Self::new(code, text, Origin::Service)
    }

    /// The data base refused or did not find.
    pub(crate) fn database(code: i32, text: impl Into<String>) -> Self {
        Self::new(code, text, Origin::Database)
    }

    /// The data base cannot read a regular expression. errCode 500 in every version that takes one.
    pub(crate) fn filter(text: impl Into<String>) -> Self {
        Self::new(500, text, Origin::Filter)
    }

    /// gRPC refused.
    pub(crate) fn grpc(code: i32, text: impl Into<String>) -> Self {
        Self::new(code, text, Origin::Grpc)
    }

    /// The token is no good. `text` may repeat the token, as patch.16 does.
    pub(crate) fn token(code: i32, text: impl Into<String>) -> Self {
        Self::new(code, text, Origin::Token)
    }

    /// A service panicked and lives. `text` is what the runtime says.
    pub(crate) fn stumble(text: &str) -> Self {
        Self::new(2, format!("500 panic error runtime error: {text}"), Origin::Stumble)
    }

    /// The content of a message misses something.
    pub(crate) fn content(text: impl Into<String>) -> Self {
        Self::new(500, text, Origin::Content)
    }

    /// The API process panicked.
    pub(crate) fn panic() -> Self {
        Self::new(500, "", Origin::Panic)
    }

    /// A row with this key is there already. The data base of 3.4 has a code for it, the later one has not.
    pub(crate) fn duplicate(server: Server, collection: &str) -> Self {
        if server == Server::V34 {
            return Self::database(1003, "Error 1062 (23000): Duplicate entry for key 'PRIMARY'");
        }
        let text = format!("E11000 duplicate key error collection: openim_v3.{collection}");
        Self::database(500, format!("bulk write exception: write errors: [{text}]"))
    }

    /// A body that cannot be read: 3.4 says so with HTTP 400, 3.7 with errCode 500, later ones with a call trace. Where gin's own
    /// reader binds, each version answers HTTP 400 with the errCode `in_gin`.
    pub(crate) fn binding(server: Server, in_gin: Option<i32>, text: impl Into<String>) -> Self {
        match (server, in_gin) {
            (Server::V34, _) => Self::new(1001, text, Origin::Gin),
            (_, Some(code)) => Self::new(code, text, Origin::Gin),
            (Server::V37, None) => Self::new(500, text, Origin::Binding),
            (_, None) => Self::new(1001, text, Origin::Binding),
        }
    }

    /// A key that must be there is not, in the words of gin's validator.
    pub(crate) fn missing(type_name: &str, field: &str, tag: &str) -> Self {
        let key = field.rsplit('.').next().unwrap_or(field);
        let text = format!("Key: '{type_name}{field}' Error:Field validation for '{key}' failed on the '{tag}' tag");
        Self::new(1001, text, Origin::Gin)
    }

    /// The HTTP status of the answer.
    pub(crate) fn status(&self) -> u16 {
        match self.origin {
            Origin::Gin => 400,
            Origin::Panic => 500,
            _ => 200,
        }
    }

    /// `errMsg` and `errDlt` as `server` words them.
    pub(crate) fn words(&self, server: Server) -> (String, String) {
        let Self { code, text, origin } = self;
        let name = name_of(*code);
        let suffixed = if text.is_empty() { format!("{code} {name}") } else { format!("{text}: {code} {name}") };
        match (origin, server) {
            (Origin::Panic, _) => (String::new(), String::new()),
            (Origin::Gin, _) => (name.to_owned(), text.clone()),
            (Origin::Binding, Server::V37) => (text.clone(), String::new()),
            (Origin::Binding, _) => (call_trace(&format!("Error: {text}")), String::new()),
            (Origin::Grpc, Server::V34) => (text.clone(), format!(": {code} {text}")),
            (Origin::Grpc, Server::V37) => (text.clone(), format!("{code} {text}")),
            (Origin::Grpc, _) => (text.clone(), String::new()),
            (Origin::Stumble, _) => (call_trace(text), String::new()),
            (Origin::Content, Server::V34) => (text.clone(), String::new()),
            (Origin::Content, Server::V37) => (format!("validation error: {text}"), String::new()),
            (Origin::Token, Server::V34) => (name.to_owned(), format!(": {code} {name}")),
            (Origin::Token, Server::V37) => (format!("{code} {name}"), format!("{code} {name}")),
            (Origin::Token, Server::Main) => {
                (text.split(TOKEN_DETAIL).next().unwrap_or(name).to_owned(), String::new())
            }
            (Origin::Token, Server::V383) => match text.split_once(TOKEN_DETAIL) {
                Some((head, tail)) => (head.to_owned(), format!("{code} {head}{TOKEN_DETAIL}{tail}")),
                None => (text.clone(), text.clone()),
            },
            (Origin::Api | Origin::Service | Origin::Filter, Server::V34) | (Origin::Api, Server::V37) => {
                (name.to_owned(), suffixed)
            }
            // Where it came from, in the words of the build machine: a client has to cut at the last ": : ".
            (Origin::Database, Server::V34) if matches!(code, 500 | 1003) => {
                let at = "github.com/openimsdk/open-im-server/v3/pkg/common/db/relation.(*UserGorm).Create()@40";
                (name.to_owned(), format!("==> {at}: : {text}"))
            }
            (Origin::Database, Server::V34) => (name.to_owned(), format!(": {code} {name} {suffixed}")),
            (Origin::Filter, Server::V383) => (call_trace(text), format!("Error: {text}")),
            (Origin::Filter, Server::V37) => (text.clone(), text.clone()),
            (Origin::Database, Server::V37 | Server::V383) if *code == 500 => (text.clone(), text.clone()),
            (Origin::Service | Origin::Database, Server::V37) => (suffixed.clone(), suffixed),
            (_, Server::V383 | Server::Main) => (name.to_owned(), text.clone()),
        }
    }
}

/// What separates the words of a token error from the token it repeats (seen on patch.16).
pub(crate) const TOKEN_DETAIL: &str = " jwt parse error, token=";

/// The product's name of an errCode.
pub(crate) fn name_of(code: i32) -> &'static str {
    match code {
        1001 => "ArgsError",
        1002 => "NoPermissionError",
        1003 => "DuplicateKeyError",
        1004 => "RecordNotFoundError",
        1101 => "UserIDNotFoundError",
        1102 => "RegisteredAlreadyError",
        1201 => "GroupIDNotFoundError",
        1202 => "GroupIDExisted",
        1203 => "NotInGroupYetError",
        1204 => "DismissedAlreadyError",
        1206 => "GroupRequestHandled",
        1301 => "CanNotAddYourselfError",
        1302 => "BlockedByPeer",
        1303 => "NotPeersFriend",
        1304 => "RelationshipAlreadyError",
        1402 => "MutedInGroup",
        1403 => "MutedGroup",
        1404 => "MsgAlreadyRevoke",
        1501 => "TokenExpiredError",
        1503 => "TokenMalformedError",
        1504 => "TokenNotValidYetError",
        1505 => "TokenUnknownError",
        1506 => "TokenKickedError",
        1507 => "TokenNotExistError",
        99001 => "NotInSandbox",
        _ => "ServerInternalError",
    }
}

/// A text with a Go call trace behind it, about as long as the real ones (3.9 KB), which a client has to cut off.
fn call_trace(text: &str) -> String {
    const FRAMES: [&str; 6] = [
        "jsonutil.JsonUnmarshal() tools/utils/jsonutil/json.go:28",
        "a2r.jsonBinding.BindBody() tools/a2r/api2rpc.go:100",
        "a2r.jsonBinding.Bind() tools/a2r/api2rpc.go:91",
        "gin.(*Context).ShouldBindWith() gin/context.go:769",
        "gin.(*Context).Next() gin/context.go:185",
        "http.serverHandler.ServeHTTP() net/http/server.go:3137",
    ];
    let mut trace = format!("Error: {text}");
    for frame in FRAMES.iter().cycle().take(60) {
        trace.push_str(" | -> ");
        trace.push_str(frame);
    }
    trace
}
