//! `/friend`: black lists.

use serde::Serialize;

use super::{BlackRow, Unit};
use crate::Server;
use crate::call::{Call, Data, Outcome, Page, json, or_null};
use crate::failure::Failure;
use crate::friends::Black;

#[derive(Serialize)]
struct Answer<'a> {
    blacks: Option<Vec<BlackRow<'a>>>,
    total: usize,
}

/// POST /friend/add_black: up to 3.7 even oneself.
pub(crate) fn add_black(call: &mut Call<'_>) -> Outcome {
    let (owner, black) = pair(call)?;
    let ex = call.bound(call.body.string("ex"))?;
    call.self_or_admin(owner)?;
    let unknown = [owner, black].iter().any(|id| call.world.users.get(id).is_none());
    if call.server >= Server::V383 {
        if unknown || owner == black {
            return Err(Failure::service(1004, "user not found"));
        }
    } else if unknown {
        return Err(Failure::database(1004, "userID not found"));
    }
    if call.world.friends.black(owner, black).is_some() {
        return Err(Failure::duplicate(call.server, "black"));
    }
    let row = Black {
        user_id: black.to_owned(),
        create_time: call.now_millis,
        operator_user_id: call.caller_id().to_owned(),
        // 3.4 has no such key yet.
        ex: if call.server == Server::V34 { String::new() } else { ex.to_owned() },
    };
    call.world.friends.add_black(owner, row);
    Ok(Data::Nothing)
}

/// POST /friend/remove_black: one who is not there is passed over.
pub(crate) fn remove_black(call: &mut Call<'_>) -> Outcome {
    let (owner, black) = pair(call)?;
    if call.server >= Server::V383 {
        call.self_or_admin(owner)?;
    }
    call.world.friends.remove_black(owner, black);
    Ok(Data::Nothing)
}

/// POST /friend/get_black_list: a page of one user's list.
pub(crate) fn get_black_list(call: &mut Call<'_>) -> Outcome {
    let page = Page::read(call)?;
    let owner = call.required_string("userID")?;
    call.enter_service(owner.len())?;
    if call.server >= Server::V383 {
        call.self_or_admin(owner)?;
    }
    let users = &call.world.users;
    let blacks = call.world.friends.blacks_of(owner);
    let total = blacks.len();
    let rows = page.of(blacks.into_iter().map(|black| BlackRow::new(users, owner, black, Unit::Seconds)));
    json(&Answer { blacks: or_null(rows), total })
}

/// POST /friend/get_specified_blacks (from 3.8.1): those of these users that are on the list.
pub(crate) fn get_specified_blacks(call: &mut Call<'_>) -> Outcome {
    let owner = call.required_string("ownerUserID")?;
    let ids = call.bound(call.body.strings("userIDList"))?;
    let ids = call.required_ids(ids, "userIDList")?;
    call.enter_service(owner.len())?;
    call.self_or_admin(owner)?;
    let (users, friends) = (&call.world.users, &call.world.friends);
    let found = ids.into_iter().filter_map(|id| friends.black(owner, id));
    let rows: Vec<BlackRow<'_>> = found.map(|black| BlackRow::new(users, owner, black, Unit::Milliseconds)).collect();
    let total = rows.len();
    json(&Answer { blacks: or_null(rows), total })
}

/// POST /friend/get_incremental_blacks (from 3.8.0): named in the protocol, built by no server.
pub(crate) fn get_incremental_blacks(call: &mut Call<'_>) -> Outcome {
    call.enter_service(0)?;
    let text = "method GetIncrementalBlacks not implemented";
    Err(match call.server {
        Server::Main => Failure::service(500, format!("rpc error: code = Unimplemented desc = {text}")),
        _ => Failure::grpc(12, text),
    })
}

fn pair<'a>(call: &Call<'a>) -> Result<(&'a str, &'a str), Failure> {
    let owner = call.required_string("ownerUserID")?;
    let black = call.required_string("blackUserID")?;
    call.enter_service(owner.len() + black.len())?;
    Ok((owner, black))
}
