//! The palette: a field, and under it what it finds.

use gloo_timers::callback::Timeout;
use openim_api::{AccountStatus, CallOptions, User, UserFilter, UserId};
use yew::prelude::*;

use super::model::{Deed, Line, Wanted, marked, matching, moved, user_line};
use crate::appearance::Choice;
use crate::browser::event_value;
use crate::desk::{Desk, use_desk};
use crate::failure::explain::{explain, sentences, trace};
use crate::hooks::{Query, use_query};
use crate::i18n::tools::ToolsTexts;
use crate::i18n::{fill, tools as words};
use crate::route::{ListQuery, Place, Route, UserTab};
use crate::servers::{self, KnownServer};
use crate::session::Api;
use crate::ui::{Icon, Modal, ToastKind, use_modal, view_icon, visible};

/// The person has stopped typing after so long, in milliseconds.
const REST_MILLIS: u32 = 250;
/// Users shown.
const MOST_USERS: u32 = 6;

/// Of [`Palette`].
#[derive(Properties, PartialEq)]
pub struct PaletteProps {
    /// It wants to go.
    pub onclose: Callback<()>,
    /// The list of keys is asked for.
    pub onhelp: Callback<()>,
    /// Somebody wants to sign out.
    pub onsignout: Callback<()>,
}

/// Users of this server, commands and pages, by what is typed. The focus stays in the field; the line in question is told by
/// `aria-activedescendant`.
#[component]
pub fn Palette(props: &PaletteProps) -> Html {
    let desk = use_desk();
    let words = words::texts(desk.appearance.language);
    let Modal { dialog, oncancel, onclick } = use_modal(&props.onclose);
    let typed = use_state_eq(String::new);
    let asked = use_state_eq(String::new);
    let at = use_state_eq(|| 0_usize);
    let resting = use_mut_ref(|| None::<Timeout>);
    let wanted = Wanted::read(&typed);
    let found: Query<Vec<User>> =
        use_query((*asked).clone(), |_, _| true, |api, text: String| async move { find(&api, &text).await });

    let mut groups = vec![];
    if wanted.users && !wanted.text.is_empty() {
        let users = found.data.iter().flatten();
        let lines = users.map(|user| user_line(&user.user_id, &user.nickname, words.open_user)).collect();
        groups.push((words.users_here, lines));
    }
    if wanted.commands {
        let mut commands = commands(&wanted.text, words);
        let other_language = desk.environment.config.offers(desk.appearance.language.next());
        commands.retain(|line| other_language || line.deed != Deed::Language);
        groups.push((words.commands, commands));
        groups.push((words.servers, matching(other_servers(&desk, words), &wanted.text)));
        groups.push((words.go_to, matching(pages(&desk, words), &wanted.text)));
    }
    groups.retain(|(_, lines): &(_, Vec<Line>)| !lines.is_empty());
    let count: usize = groups.iter().map(|(_, lines)| lines.len()).sum();
    let chosen = (*at).min(count.max(1) - 1);

    let choose = {
        let desk = desk.clone();
        let (onclose, onhelp, onsignout) = (props.onclose.clone(), props.onhelp.clone(), props.onsignout.clone());
        Callback::from(move |deed: Deed| {
            onclose.emit(());
            match deed {
                Deed::Help => onhelp.emit(()),
                Deed::SignOut => onsignout.emit(()),
                deed => act(&desk, deed),
            }
        })
    };
    let oninput = {
        let (typed, asked, at, resting) = (typed.setter(), asked.setter(), at.setter(), resting.clone());
        Callback::from(move |event: InputEvent| {
            let text = event_value(&event);
            let wanted = Wanted::read(&text);
            typed.set(text);
            at.set(0);
            let asked = asked.clone();
            let ask = move || asked.set(if wanted.users { wanted.text } else { String::new() });
            *resting.borrow_mut() = Some(Timeout::new(REST_MILLIS, ask));
        })
    };
    let onkeydown = {
        let (at, choose) = (at.setter(), choose.clone());
        let deeds: Vec<Deed> = groups.iter().flat_map(|(_, lines)| lines).map(|line| line.deed.clone()).collect();
        Callback::from(move |event: KeyboardEvent| {
            if event.is_composing() {
                return;
            }
            let steps = match event.key().as_str() {
                "ArrowDown" => 1,
                "ArrowUp" => -1,
                "Enter" => {
                    event.prevent_default();
                    if let Some(deed) = deeds.get(chosen) {
                        choose.emit(deed.clone());
                    }
                    return;
                }
                _ => return,
            };
            event.prevent_default();
            at.set(moved(chosen, steps, count));
        })
    };

    let (list, option) = (desk.id("palette"), |number: usize| format!("{}-{number}", desk.id("palette")));
    let mut number = 0;
    let groups = groups.into_iter().map(|(title, lines)| {
        let title_id = format!("{list}-of-{number}");
        let lines: Html = lines
            .into_iter()
            .map(|line| {
                let (id, selected) = (option(number), number == chosen);
                number += 1;
                view_line(id, selected, &line, &wanted.text, &choose)
            })
            .collect();
        html! {
            <div role="group" aria-labelledby={title_id.clone()}>
                <div class="oic-palette__group" id={title_id}>{ title }</div>
                { lines }
            </div>
        }
    });
    let groups: Html = groups.collect();
    let searching = wanted.users && (found.loading || *asked != wanted.text) && !wanted.text.is_empty();
    let status = if searching {
        words.searching
    } else if count == 0 {
        words.nothing_found
    } else {
        ""
    };
    html! {
        <dialog ref={dialog} class="oic-dialog oic-palette" aria-label={words.palette} {oncancel} {onclick}>
            <div class="oic-palette__input">
                { view_icon(Icon::SEARCH, "") }
                <input type="text" role="combobox" aria-expanded="true" aria-autocomplete="list" aria-controls={list.clone()}
                    aria-activedescendant={(count > 0).then(|| option(chosen))} aria-label={words.palette_field}
                    placeholder={words.palette_field} autocomplete="off" autocapitalize="none" spellcheck="false" autofocus={true}
                    value={(*typed).clone()} {oninput} {onkeydown} />
                <kbd class="oic-kbd" aria-hidden="true">{ "Esc" }</kbd>
            </div>
            <div class="oic-palette__list" role="listbox" id={list} aria-label={words.results}>{ groups }</div>
            <div class="oic-palette__status" role="status">
                { status }
                if let Some(error) = &found.error { { sentences(&explain(error, &desk.appearance).why, &trace(error)) } }
            </div>
            <div class="oic-palette__foot" aria-hidden="true">
                <span><kbd class="oic-kbd">{ "↑" }</kbd><kbd class="oic-kbd">{ "↓" }</kbd>{ words.key_move }</span>
                <span><kbd class="oic-kbd">{ "↵" }</kbd>{ words.key_open }</span>
                <span class="oic-hide-sm"><kbd class="oic-kbd">{ ">" }</kbd>{ words.key_commands }</span>
                <span class="oic-hide-sm"><kbd class="oic-kbd">{ "@" }</kbd>{ words.key_users }</span>
            </div>
        </dialog>
    }
}

fn view_line(id: String, selected: bool, line: &Line, wanted: &str, choose: &Callback<Deed>) -> Html {
    let words = visible::plain(&line.words);
    let code = visible::plain(&line.code);
    let deed = line.deed.clone();
    let onclick = choose.reform(move |_: MouseEvent| deed.clone());
    // The field keeps the focus.
    let onmousedown = Callback::from(|event: MouseEvent| event.prevent_default());
    html! {
        <div role="option" {id} aria-selected={if selected { "true" } else { "false" }} {onclick} {onmousedown}>
            { view_icon(line.icon, "") }
            <span class="oic-truncate">
                { view_marked(&words, wanted) }
                if !code.is_empty() {
                    { if words.is_empty() { "" } else { " " } }
                    <span class="oic-mono oic-muted">{ view_marked(&code, wanted) }</span>
                }
            </span>
            <span class="oic-faint oic-hide-sm">{ line.note }</span>
        </div>
    }
}

fn view_marked(text: &str, wanted: &str) -> Html {
    let (before, mark, behind) = marked(text, wanted);
    html! { <>{ before.to_owned() }if !mark.is_empty() { <mark>{ mark.to_owned() }</mark> }{ behind.to_owned() }</> }
}

/// Users by ID or nickname; by exact ID where the server cannot search.
async fn find(api: &Api, text: &str) -> Result<Vec<User>, openim_api::ApiError> {
    if text.is_empty() {
        return Ok(Vec::new());
    }
    api.call(|client| {
        let (filter, id) = (UserFilter { keyword: text.to_owned() }, UserId::from(text));
        async move {
            let options = CallOptions::default();
            if client.block().has_user_filters() {
                let page = openim_api::Page { number: 1, size: MOST_USERS };
                Ok(client.users().list(page, &filter, &options).await?.items)
            } else {
                client.users().infos(std::slice::from_ref(&id), &options).await
            }
        }
    })
    .await
}

/// What can be done with what is typed.
fn commands(text: &str, words: &'static ToolsTexts) -> Vec<Line> {
    let line = |icon, said: &str, note, deed| Line { icon, words: said.to_owned(), code: String::new(), note, deed };
    let always = vec![
        line(Icon::GLOBE, words.do_language, "", Deed::Language),
        line(Icon::SUN, words.do_theme, "", Deed::Theme),
        line(Icon::INFO, words.do_help, "?", Deed::Help),
        line(Icon::LOGOUT, words.sign_out, "", Deed::SignOut),
    ];
    let mut lines = vec![];
    if !text.is_empty() {
        let about = |icon, words: &'static str, note, deed| line(icon, &fill(words, &[("id", text)]), note, deed);
        let id = UserId::from(text);
        let devices = Route::User(id.clone(), UserTab::Devices, ListQuery::default());
        lines = vec![
            about(Icon::ID_CHECK, words.do_check, words.note_check, Deed::Check(id.clone())),
            about(Icon::USER_PLUS, words.do_register, words.note_register, Deed::Go(Route::Register(Some(id)))),
            about(Icon::LOGOUT, words.do_logout, words.note_logout, Deed::Go(devices)),
        ];
    }
    lines.extend(matching(always, text));
    lines
}

fn other_servers(desk: &Desk, words: &'static ToolsTexts) -> Vec<Line> {
    let line = |server: KnownServer| Line {
        icon: Icon::SERVER,
        words: fill(words.do_switch, &[("server", &visible::plain(&server.name))]),
        code: server.url.to_string(),
        note: if server.signed_in { "" } else { words.note_sign_in },
        deed: Deed::Server(server.url),
    };
    servers::known(desk).into_iter().filter(|server| !server.in_force).map(line).collect()
}

fn pages(desk: &Desk, words: &'static ToolsTexts) -> Vec<Line> {
    let texts = desk.texts();
    let line = |icon, said: &str, note, route| Line {
        icon,
        words: said.to_owned(),
        code: String::new(),
        note,
        deed: Deed::Go(route),
    };
    vec![
        line(Icon::USERS, texts.nav_users, "G U", Route::home()),
        line(Icon::BELL, words.go_notification_accounts, "", Place::NotificationAccounts.start()),
        line(Icon::UPLOAD, texts.nav_import, "G I", Place::Import.start()),
        line(Icon::USER_PLUS, texts.nav_register, "G R", Route::Register(None)),
        line(Icon::ID_CHECK, texts.nav_account_check, "G A", Route::AccountCheck),
        line(Icon::LOG, texts.nav_operations, "G L", Place::Operations.start()),
        line(Icon::PULSE, texts.nav_connection, "G C", Place::Connection.start()),
        line(Icon::KEY, texts.nav_token, "G T", Place::Token.start()),
        line(Icon::TERMINAL, texts.nav_api, "G P", Place::Api.start()),
        line(Icon::INFO, texts.nav_error_codes, "G E", Place::ErrorCodes.start()),
        line(Icon::SLIDERS, texts.nav_settings, "G S", Place::Settings.start()),
    ]
}

fn act(desk: &Desk, deed: Deed) {
    match deed {
        Deed::Go(route) => desk.navigator.go(route),
        Deed::Language => desk.appearance.choose.emit(Choice::Language(desk.appearance.language.next())),
        Deed::Theme => desk.appearance.choose.emit(Choice::Theme(desk.appearance.theme.next())),
        Deed::Server(url) => servers::switch_to(desk, &url),
        Deed::Check(id) => check(desk, id),
        Deed::SignOut | Deed::Help => {}
    }
}

/// Asks the server, and says what it answers in a note.
fn check(desk: &Desk, id: UserId) {
    let Some(api) = desk.api.clone() else { return };
    let toaster = desk.toaster.clone();
    let appearance = desk.appearance.clone();
    let words = words::texts(appearance.language);
    wasm_bindgen_futures::spawn_local(async move {
        let checked = api
            .call(|client| {
                let ids = [id.clone()];
                async move { client.users().check(&ids, &CallOptions::default()).await }
            })
            .await;
        let shown = visible::plain(id.as_str());
        let (kind, title, detail) = match checked {
            Ok(statuses) => {
                let taken = statuses.first().map(|(_, status)| *status);
                let said = match taken {
                    Some(AccountStatus::Registered) => words.is_registered,
                    Some(AccountStatus::Unregistered) => words.is_free,
                    _ => words.is_unknown,
                };
                (ToastKind::Info, fill(said, &[("id", &shown)]), None)
            }
            Err(error) => {
                let why = sentences(&explain(&error, &appearance).why, &trace(&error));
                (ToastKind::Danger, fill(words.not_checked, &[("id", &shown)]), Some(why.into()))
            }
        };
        toaster.show(kind, title, detail);
    });
}
