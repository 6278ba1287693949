//! `/user/user_register`: the one call that makes users.

use std::collections::HashSet;

use serde_json::Value;

use crate::Server;
use crate::body::{Fields, kind};
use crate::call::{Call, Data, Outcome};
use crate::failure::Failure;
use crate::server::EmptyList;
use crate::users::{User, fold};

/// What one row of the request says.
struct Row<'a> {
    user_id: &'a str,
    nickname: &'a str,
    face_url: &'a str,
    ex: &'a str,
    level: i32,
    receive_option: i32,
}

impl Row<'_> {
    /// About the size in a gRPC message: the texts and a few bytes around each.
    fn size(&self) -> usize {
        self.user_id.len() + self.nickname.len() + self.face_url.len() + self.ex.len() + 16
    }
}

/// POST /user/user_register: all or nothing.
pub(crate) fn user_register(call: &mut Call<'_>) -> Outcome {
    let secret = call.bound(call.body.string("secret"))?;
    let items = call.bound(call.body.list("users"))?;
    let rows = items.map(|items| read_rows(call, items)).transpose()?;
    let rows = check_in_api(call, rows)?;

    call.enter_service(secret.len() + rows.iter().map(Row::size).sum::<usize>())?;
    if rows.is_empty() {
        return Err(match call.server.empty_list() {
            EmptyList::RefusedByGrpc => Failure::grpc(2, "Users are empty: 1001 ArgsError"),
            EmptyList::Refused | EmptyList::Kept => Failure::service(1001, "users is empty"),
        });
    }
    if !call.server.takes_secret_in_body() {
        call.admin_only()?;
    } else if secret != call.world.secret {
        return Err(Failure::service(1002, "secret invalid"));
    }
    check_ids(call.server, &rows)?;
    if rows.iter().any(|row| call.world.users.get_as_stored(row.user_id).is_some()) {
        return Err(Failure::service(1102, "userID registered already"));
    }
    if call.server == Server::V34 {
        check_columns(&rows)?;
    }
    let create_time = call.world.users.next_create_time(call.now_millis);
    for row in rows {
        call.world.absences.forget(row.user_id);
        let level = if call.server == Server::V34 && row.level == 0 { 1 } else { row.level };
        call.world.users.insert(User {
            user_id: row.user_id.to_owned(),
            nickname: row.nickname.to_owned(),
            face_url: row.face_url.to_owned(),
            ex: row.ex.to_owned(),
            create_time,
            app_manger_level: level,
            global_recv_msg_opt: row.receive_option,
        });
    }
    Ok(Data::Nothing)
}

/// The rows; `None` for a `null` among them.
fn read_rows<'a>(call: &Call<'_>, items: &'a [Value]) -> Result<Vec<Option<Row<'a>>>, Failure> {
    let read = |item: &'a Value| {
        let map = match item {
            Value::Object(map) => map,
            Value::Null => return Ok(None),
            other => {
                let kind = kind(other);
                return Err(format!(
                    "json: cannot unmarshal {kind} into Go struct field UserRegisterReq.users of type sdkws.UserInfo"
                ));
            }
        };
        let fields = Fields::new(map, "UserInfo.users");
        // Checked for its type, then ignored: the server's clock decides.
        fields.optional_int64("createTime")?;
        Ok(Some(Row {
            user_id: fields.string("userID")?,
            nickname: fields.string("nickname")?,
            face_url: fields.string("faceURL")?,
            ex: fields.string("ex")?,
            level: fields.int32("appMangerLevel")?,
            receive_option: fields.int32("globalRecvMsgOpt")?,
        }))
    };
    call.bound(items.iter().map(read).collect())
}

/// The checks before the request leaves the API process.
fn check_in_api<'a>(call: &Call<'_>, rows: Option<Vec<Option<Row<'a>>>>) -> Result<Vec<Row<'a>>, Failure> {
    let empty = if call.server == Server::V34 { "Users is empty" } else { "users are empty" };
    let Some(rows) = rows else { return Err(Failure::api(1001, empty)) };
    if rows.is_empty() && call.server.empty_list() == EmptyList::Refused {
        return Err(Failure::api(1001, empty));
    }
    let mut read = Vec::with_capacity(rows.len());
    for row in rows {
        match row {
            Some(row) if row.nickname.is_empty() && call.server != Server::V34 => {
                return Err(Failure::api(1001, "user name is empty"));
            }
            Some(row) => read.push(row),
            None if call.server == Server::V37 => return Err(Failure::panic()),
            None => return Err(Failure::api(1001, "userInfo is empty")),
        }
    }
    Ok(read)
}

fn check_ids(server: Server, rows: &[Row<'_>]) -> Result<(), Failure> {
    let mut seen = HashSet::with_capacity(rows.len());
    if !rows.iter().all(|row| seen.insert(row.user_id)) {
        return Err(Failure::service(1001, "userID repeated"));
    }
    for row in rows {
        if row.user_id.is_empty() {
            return Err(Failure::service(1001, "userID is empty"));
        }
        if !server.takes_any_user_id() && !row.user_id.chars().all(is_legal) {
            // So the servers word it.
            return Err(Failure::service(1001, "userID is legal"));
        }
        if row.user_id.contains(':') {
            return Err(Failure::service(1001, "userID contains ':' is invalid userID"));
        }
    }
    Ok(())
}

/// Letters and digits of any script, and the underscore (from 3.8.0).
fn is_legal(c: char) -> bool {
    c == '_' || c.is_alphanumeric()
}

/// Whether `server` would register this ID.
#[cfg(test)]
pub(crate) fn is_acceptable_id(server: Server, user_id: &str) -> bool {
    let row = Row { user_id, nickname: "x", face_url: "", ex: "", level: 0, receive_option: 0 };
    let columns = if server == Server::V34 { check_columns(std::slice::from_ref(&row)) } else { Ok(()) };
    check_ids(server, &[row]).is_ok() && columns.is_ok()
}

/// The widths of 3.4's table, in characters, and its unique key over folded IDs.
fn check_columns(rows: &[Row<'_>]) -> Result<(), Failure> {
    let mut folded = HashSet::with_capacity(rows.len());
    for (number, row) in rows.iter().enumerate() {
        let columns = [
            ("user_id", row.user_id, 64),
            ("name", row.nickname, 255),
            ("face_url", row.face_url, 255),
            ("ex", row.ex, 1024),
        ];
        for (column, text, width) in columns {
            if text.chars().count() > width {
                let text = format!("Error 1406 (22001): Data too long for column '{column}' at row {}", number + 1);
                return Err(Failure::database(500, text));
            }
        }
        if !folded.insert(fold(row.user_id)) {
            // Seen for other tables' duplicate keys; nobody recorded a registration that collides with itself.
            return Err(Failure::database(1003, "Error 1062 (23000): Duplicate entry for key 'PRIMARY'"));
        }
    }
    // Nine placeholders of a prepared statement for each row, 65 535 at most: 9000 users passed, 10 000 did not.
    if rows.len() > 65_535 / 7 {
        return Err(Failure::database(500, "Error 1390 (HY000): Prepared statement contains too many placeholders"));
    }
    Ok(())
}
