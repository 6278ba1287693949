//! The rows.

use openim_api::User;
use yew::prelude::*;

use super::model::{display_name, level_words, picture, receive_words};
use crate::browser::format;
use crate::desk::Desk;
use crate::i18n::fill;
use crate::route::{ListQuery, Route, UserTab};
use crate::shell::link;
use crate::ui::{copy_mark, safe_content, view_avatar, view_icon, visible};

/// Rows drawn while the first answer is on its way.
const SKELETONS: usize = 8;

/// The table. `users` are the rows, none while they are on their way; `busy`: a newer answer is; `list` is the part of the
/// list that is shown, for the links.
pub fn view_table(desk: &Desk, users: Option<&[User]>, busy: bool, list: &ListQuery) -> Html {
    let texts = desk.texts();
    html! {
        <div class="oic-tablebox" role="region" tabindex="0" aria-label={texts.nav_users}
            aria-busy={if busy { "true" } else { "false" }}>
            <table class="oic-table oic-table--users" aria-label={texts.nav_users}>
                <thead>
                    <tr>
                        <th scope="col" class="oic-col-grow">{ texts.column_user }</th>
                        <th scope="col" class="oic-hide-sm oic-col-id">{ texts.column_user_id }</th>
                        <th scope="col" class="oic-hide-md oic-col-word">{ texts.column_level }</th>
                        <th scope="col" class="oic-col-receive">{ texts.column_receive }</th>
                        <th scope="col" class="oic-hide-sm oic-col-num oic-col-time">{ texts.column_registered }</th>
                    </tr>
                </thead>
                <tbody>
                    { match users {
                        Some(users) => users.iter().map(|user| view_row(desk, user, list)).collect::<Html>(),
                        None => (0..SKELETONS).map(view_skeleton).collect::<Html>(),
                    } }
                </tbody>
            </table>
        </div>
    }
}

fn view_row(desk: &Desk, user: &User, list: &ListQuery) -> Html {
    let texts = desk.texts();
    let id = user.user_id.as_str();
    let to = Route::User(user.user_id.clone(), UserTab::default(), list.clone());
    let (level, level_is_normal) = level_words(user.app_manger_level, texts);
    let (receive, receive_is_normal) = receive_words(user.global_recv_msg_opt, texts);
    html! {
        <tr key={id}>
            <td class="oic-col-grow">
                <div class="oic-ident">
                    { view_avatar(picture(&user.face_url, desk), &user.nickname, id, false) }
                    <div class="oic-ident__text">
                        { link(&desk.navigator, to, "oic-ident__name oic-truncate oic-isolate", safe_content(display_name(user))) }
                        <span class="oic-ident__sub oic-mono oic-truncate oic-isolate">{ safe_content(id) }</span>
                    </div>
                </div>
            </td>
            <td class="oic-hide-sm">
                <span class="oic-row oic-idcell">
                    <span class="oic-mono oic-truncate oic-isolate">{ safe_content(id) }</span>
                    { copy_mark(id.to_owned(), fill(texts.copy_user_id_of, &[("id", &visible::plain(id))])) }
                </span>
            </td>
            { view_cell("oic-hide-md", level, level_is_normal, None) }
            { view_cell("", receive, receive_is_normal, (user.global_recv_msg_opt == 1).then_some("bell-off")) }
            <td class="oic-hide-sm oic-col-num oic-muted">{ view_time(user.create_time_millis) }</td>
        </tr>
    }
}

/// A cell with a value: see [`view_value`].
fn view_cell(class: &'static str, words: String, is_normal: bool, warning_icon: Option<&'static str>) -> Html {
    if is_normal {
        return html! { <td class={classes!(class, "oic-muted")}>{ words }</td> };
    }
    html! { <td {class}>{ view_value(&words, is_normal, warning_icon) }</td> }
}

/// The normal quietly, the exception as a chip.
pub fn view_value(words: &str, is_normal: bool, warning_icon: Option<&'static str>) -> Html {
    match (is_normal, warning_icon) {
        (true, _) => html! { <span class="oic-muted">{ words }</span> },
        (false, Some(icon)) => html! { <span class="oic-chip oic-chip--warn">{ view_icon(icon, "") }{ words }</span> },
        (false, None) => html! { <span class="oic-chip">{ words }</span> },
    }
}

/// `2026-07-21 18:42`, or a dash where the server knows none.
pub fn view_time(millis: Option<i64>) -> Html {
    match millis {
        Some(millis) => html! { <time dir="ltr" datetime={format::machine(millis)}>{ format::minute(millis) }</time> },
        None => html! { <span class="oic-faint">{ "—" }</span> },
    }
}

fn view_skeleton(row: usize) -> Html {
    html! {
        <tr key={row}>
            <td><div class="oic-ident"><span class="oic-skel oic-skel--avatar"></span><span class="oic-skel oic-skel--name"></span></div></td>
            <td class="oic-hide-sm"><span class="oic-skel oic-skel--id"></span></td>
            <td class="oic-hide-md"><span class="oic-skel oic-skel--word"></span></td>
            <td><span class="oic-skel oic-skel--word"></span></td>
            <td class="oic-hide-sm"><span class="oic-skel oic-skel--id"></span></td>
        </tr>
    }
}
