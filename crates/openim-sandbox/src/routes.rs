//! The table of routes: which path exists in which version, who may enter, and what answers.
//!
//! A route that exists in a version but is not built answers [`NOT_IN_SANDBOX`] behind the same gates, so that a client can
//! tell it from one that the version does not have (404).

use crate::Server::{self, Main, V34, V37, V383};
use crate::call::Handler;
use crate::handlers::{
    auth, commands, config, conversation, friend, group, jssdk, logs, msg, notification, register, settings,
    statistics, status, update, users,
};

/// errCode of a route that a real server of this version has and the sandbox has not. No real server uses the number.
pub(crate) const NOT_IN_SANDBOX: i32 = 99_001;

/// One POST route of one version.
#[derive(Clone, Copy)]
pub(crate) struct Route {
    /// Whether the token is checked before the handler runs.
    pub(crate) needs_token: bool,
    /// The errCode of an unbindable body where gin's own reader binds it: with HTTP 400 in every version.
    pub(crate) binding: Option<i32>,
    /// `None`: exists, but is not built.
    pub(crate) handler: Option<Handler>,
}

/// Path, the versions it exists in, handler.
type Built = (&'static str, Server, Server, Handler);

const BUILT: &[Built] = &[
    ("/auth/user_token", V34, V37, auth::user_token),
    ("/auth/get_admin_token", V383, Main, auth::get_admin_token),
    ("/auth/get_user_token", V37, Main, auth::get_user_token),
    ("/auth/parse_token", V34, Main, auth::parse_token),
    ("/auth/force_logout", V34, Main, auth::force_logout),
    ("/user/user_register", V34, Main, register::user_register),
    ("/user/account_check", V34, Main, users::account_check),
    ("/user/get_users", V34, Main, users::get_users),
    ("/user/get_users_info", V34, Main, users::get_users_info),
    ("/user/get_all_users_uid", V34, Main, users::get_all_users_uid),
    ("/user/update_user_info", V34, Main, update::update_user_info),
    ("/user/update_user_info_ex", V37, Main, update::update_user_info_ex),
    ("/user/set_global_msg_recv_opt", V34, Main, update::set_global_msg_recv_opt),
    ("/user/get_users_online_status", V34, Main, status::get_users_online_status),
    ("/user/get_users_online_token_detail", V34, Main, status::get_users_online_token_detail),
    ("/user/get_users_status", V34, Main, status::get_users_status),
    ("/user/subscribe_users_status", V34, Main, status::subscribe_users_status),
    ("/user/get_subscribe_users_status", V34, Main, status::get_subscribe_users_status),
    ("/user/process_user_command_add", V37, Main, commands::add),
    ("/user/process_user_command_update", V37, Main, commands::update),
    ("/user/process_user_command_delete", V37, Main, commands::delete),
    ("/user/process_user_command_get", V37, Main, commands::get),
    ("/user/process_user_command_get_all", V37, Main, commands::get_all),
    ("/third/logs/upload", V34, Main, logs::upload),
    ("/third/logs/search", V34, Main, logs::search),
    ("/third/logs/delete", V34, Main, logs::delete),
    ("/user/add_notification_account", V37, Main, notification::add_notification_account),
    ("/user/update_notification_account", V37, Main, notification::update_notification_account),
    ("/user/search_notification_account", V37, Main, notification::search_notification_account),
    ("/user/get_user_client_config", Main, Main, settings::get_user_client_config),
    ("/user/set_user_client_config", Main, Main, settings::set_user_client_config),
    ("/user/del_user_client_config", Main, Main, settings::del_user_client_config),
    ("/user/page_user_client_config", Main, Main, settings::page_user_client_config),
    ("/friend/import_friend", V34, Main, friend::changes::import_friend),
    ("/friend/get_friend_list", V34, Main, friend::lists::get_friend_list),
    ("/friend/get_friend_id", V34, Main, friend::lists::get_friend_id),
    ("/friend/is_friend", V34, Main, friend::lists::is_friend),
    ("/friend/get_designated_friends", V34, Main, friend::lists::get_designated_friends),
    ("/friend/get_specified_friends_info", V34, Main, friend::lists::get_specified_friends_info),
    ("/friend/delete_friend", V34, Main, friend::changes::delete_friend),
    ("/friend/set_friend_remark", V34, Main, friend::changes::set_friend_remark),
    ("/friend/update_friends", V37, Main, friend::changes::update_friends),
    ("/friend/add_friend", V34, Main, friend::requests::add_friend),
    ("/friend/add_friend_response", V34, Main, friend::requests::add_friend_response),
    ("/friend/get_friend_apply_list", V34, Main, friend::requests::get_friend_apply_list),
    ("/friend/get_self_friend_apply_list", V34, Main, friend::requests::get_self_friend_apply_list),
    ("/friend/get_designated_friend_apply", V34, Main, friend::requests::get_designated_friend_apply),
    ("/friend/get_self_unhandled_apply_count", V383, Main, friend::requests::get_self_unhandled_apply_count),
    ("/friend/get_incremental_friends", V383, Main, friend::sync::get_incremental_friends),
    ("/friend/get_full_friend_user_ids", V383, Main, friend::sync::get_full_friend_user_ids),
    ("/friend/add_black", V34, Main, friend::blacks::add_black),
    ("/friend/remove_black", V34, Main, friend::blacks::remove_black),
    ("/friend/get_black_list", V34, Main, friend::blacks::get_black_list),
    ("/friend/get_specified_blacks", V383, Main, friend::blacks::get_specified_blacks),
    ("/friend/get_incremental_blacks", V383, Main, friend::blacks::get_incremental_blacks),
    ("/group/create_group", V34, Main, group::create::create_group),
    ("/group/set_group_info", V34, Main, group::edit::set_group_info),
    ("/group/set_group_info_ex", V383, Main, group::edit::set_group_info_ex),
    ("/group/get_groups", V34, Main, group::list::get_groups),
    ("/group/get_groups_info", V34, Main, group::list::get_groups_info),
    ("/group/get_group_abstract_info", V34, Main, group::list::get_group_abstract_info),
    ("/group/get_joined_group_list", V34, Main, group::list::get_joined_group_list),
    ("/group/get_group_member_list", V34, Main, group::members::get_group_member_list),
    ("/group/get_group_members_info", V34, Main, group::members::get_group_members_info),
    ("/group/get_group_member_user_id", V34, Main, group::members::get_group_member_user_id),
    ("/group/set_group_member_info", V34, Main, group::member_info::set_group_member_info),
    ("/group/invite_user_to_group", V34, Main, group::invite::invite_user_to_group),
    ("/group/kick_group", V34, Main, group::leave::kick_group),
    ("/group/quit_group", V34, Main, group::leave::quit_group),
    ("/group/mute_group", V34, Main, group::mute::mute_group),
    ("/group/cancel_mute_group", V34, Main, group::mute::cancel_mute_group),
    ("/group/mute_group_member", V34, Main, group::mute::mute_group_member),
    ("/group/cancel_mute_group_member", V34, Main, group::mute::cancel_mute_group_member),
    ("/group/transfer_group", V34, Main, group::owner::transfer_group),
    ("/group/dismiss_group", V34, Main, group::owner::dismiss_group),
    ("/group/join_group", V34, Main, group::join::join_group),
    ("/group/group_application_response", V34, Main, group::join::group_application_response),
    ("/group/get_recv_group_applicationList", V34, Main, group::applications::get_recv_group_application_list),
    ("/group/get_user_req_group_applicationList", V34, Main, group::applications::get_user_req_group_application_list),
    (
        "/group/get_group_users_req_application_list",
        V34,
        Main,
        group::applications::get_group_users_req_application_list,
    ),
    (
        "/group/get_specified_user_group_request_info",
        V383,
        Main,
        group::applications::get_specified_user_group_request_info,
    ),
    (
        "/group/get_group_application_unhandled_count",
        V383,
        Main,
        group::applications::get_group_application_unhandled_count,
    ),
    ("/group/get_full_group_member_user_ids", V383, Main, group::sync::get_full_group_member_user_ids),
    ("/group/get_full_join_group_ids", V383, Main, group::sync::get_full_join_group_ids),
    ("/group/get_incremental_group_members", V383, Main, group::sync::get_incremental_group_members),
    ("/group/get_incremental_group_members_batch", V383, Main, group::sync::get_incremental_group_members_batch),
    ("/group/get_incremental_join_groups", V383, Main, group::sync::get_incremental_join_groups),
    ("/super_group/get_groups_info", V34, V34, group::sync::get_super_groups_info),
    ("/super_group/get_joined_group_list", V34, V34, group::sync::get_joined_super_group_list),
    ("/statistics/user/register", V34, Main, statistics::user_register),
    ("/statistics/group/create", V34, Main, statistics::group_create),
    ("/msg/get_server_time", V34, Main, msg::get_server_time),
    ("/msg/send_msg", V34, Main, msg::send::send_msg),
    ("/msg/batch_send_msg", V34, Main, msg::batch::batch_send_msg),
    ("/msg/send_business_notification", V34, Main, msg::send::send_business_notification),
    ("/msg/check_msg_is_send_success", V34, Main, msg::send::check_msg_is_send_success),
    ("/msg/search_msg", V34, Main, msg::search::search_msg),
    ("/msg/pull_msg_by_seq", V34, Main, msg::pull::pull_msg_by_seq),
    ("/msg/revoke_msg", V34, Main, msg::revoke::revoke_msg),
    ("/msg/delete_msgs", V34, Main, msg::delete::delete_msgs),
    ("/msg/delete_msg_phsical_by_seq", V34, Main, msg::delete::delete_msg_physical_by_seq),
    ("/msg/clear_conversation_msg", V34, Main, msg::delete::clear_conversation_msg),
    ("/msg/user_clear_all_msg", V34, Main, msg::delete::user_clear_all_msg),
    ("/msg/newest_seq", V34, Main, msg::seqs::newest_seq),
    ("/msg/get_conversations_has_read_and_max_seq", V34, Main, msg::seqs::get_conversations_has_read_and_max_seq),
    ("/msg/mark_msgs_as_read", V34, Main, msg::seqs::mark_msgs_as_read),
    ("/msg/mark_conversation_as_read", V34, Main, msg::seqs::mark_conversation_as_read),
    ("/msg/set_conversation_has_read_seq", V34, Main, msg::seqs::set_conversation_has_read_seq),
    ("/conversation/get_all_conversations", V34, Main, conversation::lists::get_all_conversations),
    ("/conversation/get_conversation", V34, Main, conversation::lists::get_conversation),
    ("/conversation/get_conversations", V34, Main, conversation::lists::get_conversations),
    ("/conversation/set_conversations", V34, Main, conversation::settings::set_conversations),
    ("/conversation/get_sorted_conversation_list", V37, Main, conversation::sorted::get_sorted_conversation_list),
    ("/conversation/get_owner_conversation", V383, Main, conversation::lists::get_owner_conversation),
    ("/conversation/get_pinned_conversation_ids", V383, Main, conversation::lists::get_pinned_conversation_ids),
    ("/conversation/get_not_notify_conversation_ids", V383, Main, conversation::lists::get_not_notify_conversation_ids),
    (
        "/conversation/get_conversation_offline_push_user_ids",
        V34,
        V383,
        conversation::lists::get_conversation_offline_push_user_ids,
    ),
    ("/conversation/get_incremental_conversations", V383, Main, conversation::sync::get_incremental_conversations),
    ("/conversation/get_full_conversation_ids", V383, Main, conversation::sync::get_full_conversation_ids),
    ("/conversation/delete_conversations", Main, Main, conversation::settings::delete_conversations),
    ("/conversation/update_conversations_by_user", Main, Main, conversation::settings::update_conversations_by_user),
    ("/jssdk/get_active_conversations", V383, Main, jssdk::get_active_conversations),
    ("/jssdk/get_conversations", V383, Main, jssdk::get_conversations),
    ("/statistics/user/active", V34, Main, statistics::active::user_active),
    ("/statistics/group/active", V34, Main, statistics::active::group_active),
    ("/config/get_config_list", Main, Main, config::get_config_list),
    ("/config/get_config", Main, Main, config::get_config),
    ("/config/set_config", Main, Main, config::set_config),
    ("/config/get_enable_config_manager", Main, Main, config::get_enable_config_manager),
    ("/config/set_enable_config_manager", Main, Main, config::set_enable_config_manager),
];

/// Routes that are not built: prefix, the versions, the names.
const KNOWN: &[(&str, Server, Server, &[&str])] = &[
    ("/msg/", V34, Main, &["delete_msg_physical"]),
    ("/msg/", Main, Main, &["send_simple_msg"]),
    ("/third/", V34, Main, &["fcm_update_token", "set_app_badge"]),
    (
        "/object/",
        V34,
        Main,
        &[
            "part_limit",
            "part_size",
            "initiate_multipart_upload",
            "auth_sign",
            "complete_multipart_upload",
            "access_url",
        ],
    ),
    ("/object/", V37, Main, &["initiate_form_data", "complete_form_data"]),
    // It answers a success, and then the process ends; so does restart.
    ("/config/", Main, Main, &["reset_config"]),
    ("/", Main, Main, &["restart"]),
];

/// The services behind `GET /prometheus_discovery/…` (from 3.8.3), which answer a bare list.
const DISCOVERY: &[&str] =
    &["api", "user", "group", "msg", "friend", "conversation", "third", "auth", "push", "msg_gateway", "msg_transfer"];

/// The POST route at `path`, if `server` has it.
pub(crate) fn find(server: Server, path: &str) -> Option<Route> {
    let lives = |from: Server, to: Server| (from..=to).contains(&server);
    let handler = match BUILT.iter().find(|(built, from, to, _)| *built == path && lives(*from, *to)) {
        Some((.., handler)) => Some(*handler),
        None => {
            let known = KNOWN.iter().any(|(prefix, from, to, names)| {
                lives(*from, *to) && path.strip_prefix(prefix).is_some_and(|name| names.contains(&name))
            });
            if !known {
                return None;
            }
            None
        }
    };
    Some(Route { needs_token: needs_token(server, path), binding: bound_by_gin(path), handler })
}

/// The paths of all POST routes of `server`, built or not.
pub(crate) fn paths(server: Server) -> Vec<String> {
    let lives = |from: &Server, to: &Server| (*from..=*to).contains(&server);
    let built = BUILT.iter().filter(|(_, from, to, _)| lives(from, to)).map(|(path, ..)| (*path).to_owned());
    let known = KNOWN.iter().filter(|(_, from, to, _)| lives(from, to));
    let known = known.flat_map(|(prefix, _, _, names)| names.iter().map(move |name| format!("{prefix}{name}")));
    built.chain(known).collect()
}

/// Whether a POST to `path` is refused without a token. From 3.8.0 this is asked before the route is looked for.
pub(crate) fn needs_token(server: Server, path: &str) -> bool {
    let open: &[&str] = if server.gates_globally() {
        &["/auth/get_admin_token", "/auth/parse_token"]
    } else {
        &["/user/user_register", "/auth/user_token", "/auth/parse_token"]
    };
    !open.iter().any(|prefix| path.starts_with(prefix))
}

/// Handlers of the API process itself bind by gin's own reader.
fn bound_by_gin(path: &str) -> Option<i32> {
    match path {
        "/user/get_users_online_status" | "/user/get_users_online_token_detail" => Some(500),
        "/msg/send_msg" | "/msg/batch_send_msg" | "/msg/send_business_notification" | "/msg/send_simple_msg" => {
            Some(1001)
        }
        _ if path.starts_with("/config/") => Some(1001),
        _ => None,
    }
}

/// Whether `GET path` answers a list of scrape targets.
pub(crate) fn is_discovery(server: Server, path: &str) -> bool {
    server >= V383 && path.strip_prefix("/prometheus_discovery/").is_some_and(|name| DISCOVERY.contains(&name))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_probe_of_the_dialect_finds_its_route_on_new_servers_alone() {
        let having = Server::ALL.map(|server| find(server, "/auth/get_admin_token").is_some());
        assert_eq!(having, [false, false, true, true]);
    }

    #[test]
    fn a_route_that_is_not_built_is_told_from_one_that_does_not_exist() {
        assert!(find(V34, "/object/part_size").is_some_and(|route| route.handler.is_none()));
        assert!(find(V34, "/group/set_group_info_ex").is_none());
        assert!(find(V34, "/group/").is_none());
        assert!(find(Main, "/User/Get_Users").is_none());
        assert!(find(Main, "//user/get_users").is_none());
    }

    #[test]
    fn no_path_is_listed_twice_for_one_version() {
        for server in Server::ALL {
            let mut all = paths(server);
            let count = all.len();
            all.sort();
            all.dedup();
            assert_eq!(all.len(), count, "{server}");
        }
    }
}
