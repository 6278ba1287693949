//! `/user/process_user_command_…`: an app's values for a user, by type and key (from 3.5).

use serde::Serialize;

use crate::call::{Call, Data, Outcome, json, or_null};
use crate::commands::Command;
use crate::failure::Failure;

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct Row<'a> {
    r#type: i32,
    /// Unix seconds.
    create_time: i64,
    uuid: &'a str,
    value: &'a str,
    ex: &'a str,
}

/// The list's key has a capital letter.
#[derive(Serialize)]
struct Answer<'a> {
    #[serde(rename = "CommandResp")]
    commands: Option<Vec<Row<'a>>>,
}

impl<'a> Answer<'a> {
    fn of(commands: impl Iterator<Item = &'a Command>) -> Outcome {
        let row = |command: &'a Command| Row {
            r#type: command.kind,
            create_time: command.create_time,
            uuid: &command.uuid,
            value: &command.value,
            ex: &command.ex,
        };
        json(&Answer { commands: or_null(commands.map(row).collect()) })
    }
}

/// POST /user/process_user_command_add: the same key twice makes two. A bug since 3.6: a given `ex` takes the place of the value.
pub(crate) fn add(call: &mut Call<'_>) -> Outcome {
    let (user_id, kind, uuid) = key(call)?;
    let value = call.bound(call.body.optional_string("value"))?;
    let ex = call.bound(call.body.optional_string("ex"))?;
    let command = Command {
        kind,
        uuid: uuid.to_owned(),
        value: ex.or(value).unwrap_or_default().to_owned(),
        ex: String::new(),
        create_time: call.now_millis.div_euclid(1000),
    };
    call.world.commands.add(user_id, command);
    Ok(Data::Nothing)
}

/// POST /user/process_user_command_update: what is given is set.
pub(crate) fn update(call: &mut Call<'_>) -> Outcome {
    let (user_id, kind, uuid) = key(call)?;
    let value = call.bound(call.body.optional_string("value"))?;
    let ex = call.bound(call.body.optional_string("ex"))?;
    let command = call.world.commands.get_mut(user_id, kind, uuid);
    let command = command.ok_or_else(|| Failure::service(1004, ""))?;
    for (field, text) in [(&mut command.value, value), (&mut command.ex, ex)] {
        if let Some(text) = text {
            text.clone_into(field);
        }
    }
    Ok(Data::Nothing)
}

/// POST /user/process_user_command_delete: an unknown key is passed over.
pub(crate) fn delete(call: &mut Call<'_>) -> Outcome {
    let (user_id, kind, uuid) = key(call)?;
    call.world.commands.remove(user_id, kind, uuid);
    Ok(Data::Nothing)
}

/// POST /user/process_user_command_get: those of one type.
pub(crate) fn get(call: &mut Call<'_>) -> Outcome {
    let (user_id, kind, _) = key(call)?;
    Answer::of(call.world.commands.of(user_id).iter().filter(|command| command.kind == kind))
}

/// POST /user/process_user_command_get_all (from 3.6).
pub(crate) fn get_all(call: &mut Call<'_>) -> Outcome {
    let user_id = call.required_string("userID")?;
    call.enter_service(user_id.len())?;
    call.self_or_admin(user_id)?;
    Answer::of(call.world.commands.of(user_id).iter())
}

/// Whose it is, type and key, past the gate.
fn key<'a>(call: &Call<'a>) -> Result<(&'a str, i32, &'a str), Failure> {
    let user_id = call.required_string("userID")?;
    let kind = call.bound(call.body.int32("type"))?;
    let uuid = call.bound(call.body.string("uuid"))?;
    if kind == 0 {
        return Err(Failure::api(1001, "type is not specified"));
    }
    call.enter_service(user_id.len() + uuid.len())?;
    call.self_or_admin(user_id)?;
    Ok((user_id, kind, uuid))
}
