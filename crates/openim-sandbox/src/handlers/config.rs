//! `/config` (main): what the server says about its own configuration, and that it takes no other: it does not run on etcd.

use serde::Serialize;
use serde_json::json;

use crate::call::{Call, Outcome, json as answer};
use crate::failure::Failure;
use crate::routes::NOT_IN_SANDBOX;

const NAMES: [&str; 22] = [
    "discovery.yml",
    "kafka.yml",
    "local-cache.yml",
    "log.yml",
    "minio.yml",
    "mongodb.yml",
    "notification.yml",
    "openim-api.yml",
    "openim-crontask.yml",
    "openim-msggateway.yml",
    "openim-msgtransfer.yml",
    "openim-push.yml",
    "openim-rpc-auth.yml",
    "openim-rpc-conversation.yml",
    "openim-rpc-friend.yml",
    "openim-rpc-group.yml",
    "openim-rpc-msg.yml",
    "openim-rpc-third.yml",
    "openim-rpc-user.yml",
    "redis.yml",
    "share.yml",
    "webhooks.yml",
];

/// POST /config/get_config_list: the names.
pub(crate) fn get_config_list(call: &mut Call<'_>) -> Outcome {
    #[derive(Serialize)]
    #[serde(rename_all = "camelCase")]
    struct Answer {
        environment: &'static str,
        version: &'static str,
        config_names: [&'static str; 22],
    }
    call.admin_only()?;
    answer(&Answer { environment: "source", version: "main", config_names: NAMES })
}

/// POST /config/get_config: one of them as JSON inside a text, in the names of Go, the shared secret in it. Two are here.
pub(crate) fn get_config(call: &mut Call<'_>) -> Outcome {
    let name = call.bound(call.body.string("configName"))?;
    call.admin_only()?;
    let config = match name {
        "share.yml" => json!({
            "Secret": call.world.secret,
            "IMAdminUser": {"UserIDs": call.world.admins(), "Nicknames": ["superAdmin"]},
            "MultiLogin": {"Policy": 1, "MaxNumOneEnd": 30},
        }),
        "discovery.yml" => json!({"Enable": "standalone", "Etcd": {"Address": ["localhost:12379"], "Password": ""}}),
        _ if NAMES.contains(&name) => {
            return Err(Failure::api(NOT_IN_SANDBOX, format!("{name} is not in the sandbox")));
        }
        _ => return Err(Failure::api(1001, "config name not found")),
    };
    answer(&config.to_string())
}

/// POST /config/set_config: refused without etcd.
pub(crate) fn set_config(call: &mut Call<'_>) -> Outcome {
    call.admin_only()?;
    Err(Failure::service(500, "only etcd support set config"))
}

/// POST /config/set_enable_config_manager: refused without etcd.
pub(crate) fn set_enable_config_manager(call: &mut Call<'_>) -> Outcome {
    call.admin_only()?;
    Err(Failure::service(500, "only etcd support config manager"))
}

/// POST /config/get_enable_config_manager: without etcd the API process panics.
pub(crate) fn get_enable_config_manager(call: &mut Call<'_>) -> Outcome {
    call.admin_only()?;
    Err(Failure::panic())
}
