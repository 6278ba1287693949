//! `/user`: changing users.

use crate::Server;
use crate::body::Fields;
use crate::call::{Call, Data, Outcome};
use crate::failure::Failure;
use crate::outage::Service;

/// POST /user/update_user_info: empty texts and zeros are ignored. 3.4 also writes the level, and the creation time: 0, unless
/// the request brings it.
pub(crate) fn update_user_info(call: &mut Call<'_>) -> Outcome {
    let info = user_info(call)?;
    let user_id = call.bound(info.string("userID"))?;
    let nickname = call.bound(info.string("nickname"))?;
    let face_url = call.bound(info.string("faceURL"))?;
    let ex = call.bound(info.string("ex"))?;
    let receive_option = call.bound(info.int32("globalRecvMsgOpt"))?;
    let level = call.bound(info.int32("appMangerLevel"))?;
    let create_time = call.bound(info.optional_int64("createTime"))?.unwrap_or_default();
    if user_id.is_empty() {
        return Err(Failure::api(1001, "UserID is empty"));
    }
    call.enter_service(user_id.len() + nickname.len() + face_url.len() + ex.len())?;
    call.self_or_admin(user_id)?;
    let oldest = call.server == Server::V34;
    let unknown = call.world.absences.failure(call.server, user_id);
    let user = call.world.users.get_mut_as_stored(user_id).ok_or(unknown)?;
    for (field, text) in [(&mut user.nickname, nickname), (&mut user.face_url, face_url), (&mut user.ex, ex)] {
        if !text.is_empty() {
            text.clone_into(field);
        }
    }
    if receive_option != 0 {
        user.global_recv_msg_opt = receive_option;
    }
    if oldest {
        user.create_time = create_time;
        if level != 0 {
            user.app_manger_level = level;
        }
    }
    Ok(Data::Nothing)
}

/// POST /user/update_user_info_ex (from 3.5): what is given is set, empty texts too. The option's range is not checked. A request
/// without `userInfo` ends the user service of 3.7.
pub(crate) fn update_user_info_ex(call: &mut Call<'_>) -> Outcome {
    let info = match user_info(call) {
        Err(Failure { code: 1001, .. }) if call.server == Server::V37 => {
            return Err(call.world.outage.kill(Service::User));
        }
        read => read?,
    };
    let user_id = call.bound(info.string("userID"))?;
    let nickname = call.bound(info.optional_string("nickname"))?;
    let face_url = call.bound(info.optional_string("faceURL"))?;
    let ex = call.bound(info.optional_string("ex"))?;
    let receive_option = call.bound(info.optional_int32("globalRecvMsgOpt"))?;
    if user_id.is_empty() {
        return Err(Failure::api(1001, "UserID is empty"));
    }
    let texts = [nickname, face_url, ex].into_iter().flatten().map(str::len).sum::<usize>();
    call.enter_service(user_id.len() + texts)?;
    call.self_or_admin(user_id)?;
    let unknown = call.world.absences.failure(call.server, user_id);
    let user = call.world.users.get_mut_as_stored(user_id).ok_or(unknown)?;
    for (field, text) in [(&mut user.nickname, nickname), (&mut user.face_url, face_url), (&mut user.ex, ex)] {
        if let Some(text) = text {
            text.clone_into(field);
        }
    }
    if let Some(option) = receive_option {
        user.global_recv_msg_opt = option;
    }
    Ok(Data::Nothing)
}

/// POST /user/set_global_msg_recv_opt: the only call that checks the option's range; anybody may set anybody's.
pub(crate) fn set_global_msg_recv_opt(call: &mut Call<'_>) -> Outcome {
    let user_id = call.bound(call.body.string("userID"))?;
    let option = call.bound(call.body.int32("globalRecvMsgOpt"))?;
    if user_id.is_empty() {
        return Err(Failure::api(1001, "UserID is empty"));
    }
    if !(0..=2).contains(&option) {
        return Err(Failure::api(1001, "GlobalRecvMsgOpt is invalid"));
    }
    call.enter_service(user_id.len())?;
    match call.world.users.get_mut_as_stored(user_id) {
        Some(user) => {
            user.global_recv_msg_opt = option;
            Ok(Data::Nothing)
        }
        None => Err(Failure::database(1004, "userID not found")),
    }
}

fn user_info<'a>(call: &Call<'a>) -> Result<Fields<'a>, Failure> {
    let info = call.bound(call.body.object("userInfo", "UserInfo"))?;
    info.ok_or_else(|| Failure::api(1001, "userInfo is empty"))
}
