//! `/user`: client settings by key, for all and for one user (main alone).

use std::collections::BTreeMap;

use serde::Serialize;

use crate::call::{Call, Data, Outcome, Page, json, or_null};
use crate::failure::Failure;

/// POST /user/get_user_client_config: the settings of all, overlaid by the user's own.
pub(crate) fn get_user_client_config(call: &mut Call<'_>) -> Outcome {
    #[derive(Serialize)]
    struct Answer<'a> {
        #[serde(skip_serializing_if = "BTreeMap::is_empty")]
        configs: BTreeMap<&'a str, &'a str>,
    }
    let user_id = call.bound(call.body.string("userID"))?;
    if !user_id.is_empty() {
        call.self_or_admin(user_id)?;
        known(call, user_id)?;
    }
    let of = |owner: &str| {
        let owner = owner.to_owned();
        call.world.client_config.iter().filter(move |((user, _), _)| *user == owner)
    };
    let configs = of("").chain(of(user_id)).map(|((_, key), value)| (key.as_str(), value.as_str())).collect();
    json(&Answer { configs })
}

/// POST /user/set_user_client_config: adds and overwrites keys; userID "" means everybody.
pub(crate) fn set_user_client_config(call: &mut Call<'_>) -> Outcome {
    let user_id = call.bound(call.body.string("userID"))?;
    let configs = call.bound(call.body.string_map("configs"))?.unwrap_or_default();
    call.admin_only()?;
    if !user_id.is_empty() {
        known(call, user_id)?;
    }
    for (key, value) in configs {
        call.world.client_config.insert((user_id.to_owned(), key.to_owned()), value.to_owned());
    }
    Ok(Data::Nothing)
}

/// POST /user/del_user_client_config: unknown keys are passed over.
pub(crate) fn del_user_client_config(call: &mut Call<'_>) -> Outcome {
    let user_id = call.bound(call.body.string("userID"))?;
    let keys = call.bound(call.body.strings("keys"))?.unwrap_or_default();
    call.admin_only()?;
    for key in keys {
        call.world.client_config.remove(&(user_id.to_owned(), key.to_owned()));
    }
    Ok(Data::Nothing)
}

/// POST /user/page_user_client_config: the rows of a user, of all users for "", of one key if given.
pub(crate) fn page_user_client_config(call: &mut Call<'_>) -> Outcome {
    #[derive(Serialize)]
    struct Row<'a> {
        key: &'a str,
        #[serde(rename = "userID")]
        user_id: &'a str,
        value: &'a str,
    }
    #[derive(Serialize)]
    struct Answer<'a> {
        total: usize,
        configs: Option<Vec<Row<'a>>>,
    }
    let user_id = call.bound(call.body.string("userID"))?;
    let key = call.bound(call.body.string("key"))?;
    // A missing pagination is no error here: the answer is the number alone.
    let page = match call.bound(call.body.object("pagination", "RequestPagination"))? {
        Some(_) => Some(Page::read(call)?),
        None => None,
    };
    call.admin_only()?;
    let rows: Vec<Row<'_>> = call
        .world
        .client_config
        .iter()
        .filter(|((owner, name), _)| (user_id.is_empty() || owner == user_id) && (key.is_empty() || name == key))
        .map(|((owner, name), value)| Row { key: name, user_id: owner, value })
        .collect();
    let total = rows.len();
    let configs = page.and_then(|page| or_null(page.of(rows.into_iter())));
    json(&Answer { total, configs })
}

fn known(call: &Call<'_>, user_id: &str) -> Result<(), Failure> {
    if call.world.users.get(user_id).is_some() {
        return Ok(());
    }
    Err(call.world.absences.failure(call.server, user_id))
}
