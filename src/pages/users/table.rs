//! The rows.

use openim_api::User;
use yew::prelude::*;

use super::model::{display_name, level_words, picture, receive_words};
use crate::browser::format;
use crate::desk::Desk;
use crate::i18n::fill;
use crate::route::{ListQuery, Route, UserTab};
use crate::shell::link;
use crate::ui::{Icon, copy_mark, safe_content, view_avatar, view_icon, visible};

/// Rows drawn while the first answer is on its way.
const SKELETONS: usize = 8;

/// The table. `users` are the rows, none while they are on their way; `busy`: a newer answer is; `list` is the part of the
/// list that is shown, for the links.
pub fn view_table(desk: &Desk, users: Option<&[User]>, busy: bool, list: &ListQuery) -> Html {
    let texts = desk.texts();
    let head = html! {
        <tr>
            { view_place() }
            <th scope="col" class="oic-col-grow">{ texts.column_user }</th>
            <th scope="col" class="oic-hide-sm oic-col-id">{ texts.column_user_id }</th>
            <th scope="col" class="oic-hide-md oic-col-word">{ texts.column_level }</th>
            <th scope="col" class="oic-col-receive">{ texts.column_receive }</th>
            <th scope="col" class="oic-hide-sm oic-col-num oic-col-time">{ texts.column_registered }</th>
        </tr>
    };
    let body = match users {
        Some(users) => users.iter().map(|user| view_row(desk, user, list)).collect::<Html>(),
        None => (0..SKELETONS).map(view_skeleton).collect::<Html>(),
    };
    view_frame(desk, busy, "oic-table oic-table--users", None, head, body)
}

/// The table around its head and its rows.
pub fn view_frame(
    desk: &Desk,
    busy: bool,
    class: &'static str,
    density: Option<&'static str>,
    head: Html,
    body: Html,
) -> Html {
    let label = desk.texts().nav_users;
    html! {
        <div class="oic-tablebox" role="region" tabindex="0" aria-label={label} aria-busy={if busy { "true" } else { "false" }}
            data-density={density}>
            <table {class} aria-label={label}>
                <thead>{ head }</thead>
                <tbody>{ body }</tbody>
            </table>
        </div>
    }
}

// The cells behind the user's are a list of their own: as the options draw them, so that the way to the user stays the same element when
// these take over.
fn view_row(desk: &Desk, user: &User, list: &ListQuery) -> Html {
    html! {
        <tr key={user.user_id.as_str()}>
            { view_place() }
            { view_user(desk, user, list) }
            <>
                { view_id(desk, user) }
                { view_level(desk, user) }
                { view_receive(desk, user, "") }
                { view_registered(user) }
            </>
        </tr>
    }
}

/// Where the checkbox of a row will be.
fn view_place() -> Html {
    html! { <td class="oic-col-check"></td> }
}

/// The cell that leads to the user.
pub fn view_user(desk: &Desk, user: &User, list: &ListQuery) -> Html {
    let id = user.user_id.as_str();
    let to = Route::User(user.user_id.clone(), UserTab::default(), list.clone());
    html! {
        <td class="oic-col-grow">
            <div class="oic-ident">
                { view_avatar(picture(&user.face_url, desk), &user.nickname, id, false) }
                <div class="oic-ident__text">
                    { link(&desk.navigator, to, "oic-ident__name oic-truncate oic-isolate", safe_content(display_name(user))) }
                    <span class="oic-ident__sub oic-mono oic-truncate oic-isolate">{ safe_content(id) }</span>
                </div>
            </div>
        </td>
    }
}

/// The cell of the ID.
pub fn view_id(desk: &Desk, user: &User) -> Html {
    let id = user.user_id.as_str();
    let label = fill(desk.texts().copy_user_id_of, &[("id", &visible::plain(id))]);
    html! {
        <td class="oic-hide-sm">
            <span class="oic-row oic-idcell">
                <span class="oic-mono oic-truncate oic-isolate">{ safe_content(id) }</span>
                { copy_mark(id.to_owned(), label) }
            </span>
        </td>
    }
}

/// The cell of the level.
pub fn view_level(desk: &Desk, user: &User) -> Html {
    let (level, is_normal) = level_words(user.app_manger_level, desk.texts());
    view_cell("oic-hide-md", level, is_normal, None)
}

/// The cell of the message receipt.
pub fn view_receive(desk: &Desk, user: &User, class: &'static str) -> Html {
    let (receive, is_normal) = receive_words(user.global_recv_msg_opt, desk.texts());
    view_cell(class, receive, is_normal, (user.global_recv_msg_opt == 1).then_some(Icon::BELL_OFF))
}

/// The cell of the time.
pub fn view_registered(user: &User) -> Html {
    html! { <td class="oic-hide-sm oic-col-num oic-muted">{ view_time(user.create_time_millis) }</td> }
}

/// A cell with a value: see [`view_value`].
fn view_cell(class: &'static str, words: String, is_normal: bool, warning_icon: Option<Icon>) -> Html {
    if is_normal {
        return html! { <td class={classes!(class, "oic-muted")}>{ words }</td> };
    }
    html! { <td {class}>{ view_value(&words, is_normal, warning_icon) }</td> }
}

/// The normal quietly, the exception as a chip.
pub fn view_value(words: &str, is_normal: bool, warning_icon: Option<Icon>) -> Html {
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
            { view_place() }
            <td><div class="oic-ident"><span class="oic-skel oic-skel--avatar"></span><span class="oic-skel oic-skel--name"></span></div></td>
            <td class="oic-hide-sm"><span class="oic-skel oic-skel--id"></span></td>
            <td class="oic-hide-md"><span class="oic-skel oic-skel--word"></span></td>
            <td><span class="oic-skel oic-skel--word"></span></td>
            <td class="oic-hide-sm"><span class="oic-skel oic-skel--id"></span></td>
        </tr>
    }
}
