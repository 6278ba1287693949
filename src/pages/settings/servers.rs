//! The servers that are known here: added, named, marked, ordered, forgotten.

use yew::prelude::*;

use super::model::{Draft, Problem, moved};
use super::section::section;
use super::server_form::ServerForm;
use crate::appearance::Choice;
use crate::browser::{document, focus};
use crate::colour::Colour;
use crate::desk::{Desk, use_desk};
use crate::i18n::{fill, settings as words};
use crate::preferences::{self, UsedServer};
use crate::servers::{self, KnownServer};
use crate::session::keep;
use crate::ui::{BannerKind, Icon, Menu, banner, safe_text, view_icon, visible};

/// What is being changed.
#[derive(Clone, PartialEq, Default)]
enum Editing {
    #[default]
    Nothing,
    New,
    Of(String),
}

/// What a server was called before it was forgotten, and where it stood.
type Forgotten = Option<(usize, UsedServer)>;

/// The section.
#[component]
pub fn Servers() -> Html {
    let desk = use_desk();
    let words = words::texts(desk.appearance.language);
    let editing = use_state_eq(Editing::default);
    let forgotten = use_state(|| Forgotten::None);
    // Where the focus goes once the page is drawn anew: what had it is gone.
    let focus_on = use_mut_ref(|| None::<String>);
    {
        let focus_on = focus_on.clone();
        use_effect(move || {
            let wanted = focus_on.borrow_mut().take();
            let element = wanted.and_then(|id| document()?.get_element_by_id(&id));
            if let Some(element) = element {
                focus::focus_first(&element, "button");
            }
        });
    }
    let known = servers::known(&desk);
    let own: Vec<String> =
        known.iter().filter(|known| !known.by_deployment).map(|known| known.url.to_string()).collect();
    let change = {
        // One list takes the place of another, and the focus goes where it should.
        let (desk, focus_on) = (desk.clone(), focus_on.clone());
        move |change: &dyn Fn(Vec<UsedServer>) -> Vec<UsedServer>, focus: String| {
            let store = &desk.environment.preferences;
            preferences::set_servers(store, &change(preferences::servers(store)));
            *focus_on.borrow_mut() = Some(focus);
            desk.appearance.choose.emit(Choice::Kept);
        }
    };
    let close = {
        let (editing, focus_on) = (editing.setter(), focus_on.clone());
        move |focus: String| {
            *focus_on.borrow_mut() = Some(focus);
            editing.set(Editing::Nothing);
        }
    };
    let add_row = desk.id("server-add");

    let view_row = |server: &KnownServer| {
        let url = server.url.to_string();
        let row = row_id(&desk, &url);
        let is_edited = *editing == Editing::Of(url.clone());
        let edited = preferences::servers(&desk.environment.preferences).into_iter().find(|own| own.url == url);
        if let Some(edited) = edited.filter(|_| is_edited) {
            let onsave = {
                let (change, close, row, url) = (change.clone(), close.clone(), row.clone(), url.clone());
                Callback::from(move |(draft, answer): (Draft, Callback<Problem>)| match draft.named(edited.clone()) {
                    Ok(named) => {
                        let replaced = |servers: Vec<UsedServer>| {
                            let of = |server: UsedServer| if server.url == url { named.clone() } else { server };
                            servers.into_iter().map(of).collect()
                        };
                        change(&replaced, row.clone());
                        close(row.clone());
                    }
                    Err(problem) => answer.emit(problem),
                })
            };
            let oncancel = {
                let (close, row) = (close.clone(), row.clone());
                Callback::from(move |()| close(row.clone()))
            };
            let draft =
                preferences::servers(&desk.environment.preferences).iter().find(|own| own.url == url).map(Draft::of);
            return html! {
                <li key={url.clone()}>
                    <ServerForm draft={draft.unwrap_or_default()} is_new={false} {onsave} {oncancel} />
                </li>
            };
        }
        let act = |to: &'static str| {
            let (change, own, url) = (change.clone(), own.clone(), url.clone());
            let (row, desk) = (row.clone(), desk.clone());
            let (editing, forgotten, add_row) = (editing.setter(), forgotten.setter(), add_row.clone());
            Callback::from(move |_: MouseEvent| match to {
                "edit" => editing.set(Editing::Of(url.clone())),
                "up" | "down" => change(&|servers| moved(servers, &url, to == "up", &own), row.clone()),
                _ => {
                    let servers = preferences::servers(&desk.environment.preferences);
                    let at = servers.iter().position(|server| server.url == url);
                    forgotten.set(at.and_then(|at| Some((at, servers.get(at)?.clone()))));
                    keep::forget(&desk.environment.session_store, &url);
                    change(
                        &|servers| servers.into_iter().filter(|server| server.url != url).collect(),
                        add_row.clone(),
                    );
                }
            })
        };
        view_server(&desk, server, &row, &own, act)
    };

    let onadd = {
        let (change, close, desk, known) = (change.clone(), close.clone(), desk.clone(), known.clone());
        Callback::from(move |(draft, answer): (Draft, Callback<Problem>)| {
            let known: Vec<String> = known.iter().map(|known| known.url.to_string()).collect();
            match draft.added(desk.environment.read_server(&draft.url), &known) {
                Ok(added) => {
                    let row = row_id(&desk, &added.url);
                    let appended = |mut servers: Vec<UsedServer>| {
                        servers.push(added.clone());
                        servers
                    };
                    change(&appended, row.clone());
                    close(row);
                }
                Err(problem) => answer.emit(problem),
            }
        })
    };
    let on_no_add = {
        let (close, add_row) = (close.clone(), add_row.clone());
        Callback::from(move |()| close(add_row.clone()))
    };
    let begin_add = {
        let editing = editing.setter();
        Callback::from(move |_: MouseEvent| editing.set(Editing::New))
    };
    let locked = desk.environment.config.lock_server;
    let content = html! {
        <>
            if !known.is_empty() { <ul class="oic-list oic-serverlist">{ for known.iter().map(view_row) }</ul> }
            { view_forgotten(&desk, &forgotten, &change) }
            <div id={add_row.clone()}>
                if locked {
                    <p class="oic-hint">{ words.servers_locked }</p>
                } else if *editing == Editing::New {
                    <div class="oic-card"><div class="oic-card__body">
                        <ServerForm draft={Draft::default()} is_new={true} onsave={onadd} oncancel={on_no_add} />
                    </div></div>
                } else {
                    <button type="button" class="oic-btn" onclick={begin_add}>
                        { view_icon(Icon::PLUS, "oic-icon--sm") }{ words.add_server }
                    </button>
                }
            </div>
        </>
    };
    section(&desk, "servers", words.servers, words.servers_text, content)
}

fn row_id(desk: &Desk, url: &str) -> String {
    desk.id(&format!("server-{url}"))
}

fn view_server(
    desk: &Desk,
    server: &KnownServer,
    row: &str,
    own: &[String],
    act: impl Fn(&'static str) -> Callback<MouseEvent>,
) -> Html {
    let words = words::texts(desk.appearance.language);
    let url = server.url.to_string();
    let name = visible::plain(&server.name);
    let onswitch = {
        let (desk, url) = (desk.clone(), server.url.clone());
        Callback::from(move |_: MouseEvent| servers::switch_to(&desk, &url))
    };
    let item = |icon: Icon, title: &'static str, to: &'static str, first: bool| {
        html! {
            <button type="button" class="oic-popup__action" data-closes="true" data-first={first.then_some("true")} onclick={act(to)}>
                { view_icon(icon, "") }{ title }
            </button>
        }
    };
    let dot = if server.signed_in { "oic-dot oic-dot--on" } else { "oic-dot" };
    html! {
        <li key={url.clone()}>
            <span class={dot} data-colour={server.colour.map(Colour::word)}></span>
            <div class="oic-popup__words">
                <span class="oic-strong oic-break">{ safe_text(&server.name) }</span>
                <span class="oic-faint oic-small oic-mono oic-break">{ url.clone() }</span>
            </div>
            if server.by_deployment { <span class="oic-chip oic-chip--outline">{ view_icon(Icon::LOCK, "") }{ words.by_deployment }</span> }
            if let Some(block) = server.block { <span class="oic-chip oic-mono oic-hide-sm">{ block.label() }</span> }
            if server.in_force {
                <span class="oic-chip oic-chip--accent">{ words.in_force }</span>
            } else {
                <button type="button" class="oic-btn oic-btn--sm" onclick={onswitch}
                    aria-label={fill(words.switch_to, &[("server", &name)])}>
                    { if server.signed_in { words.switch } else { words.sign_in } }
                </button>
            }
            if !server.by_deployment {
                <span id={row.to_owned()}>
                    <Menu label={fill(words.actions_for, &[("server", &name)])} button={view_icon(Icon::MORE, "")}
                        button_class="oic-btn oic-btn--ghost oic-btn--sm oic-btn--icon">
                        { item(Icon::EDIT, words.edit_server, "edit", true) }
                        if own.first() != Some(&url) { { item(Icon::ARROW_UP, words.move_up, "up", false) } }
                        if own.last() != Some(&url) { { item(Icon::ARROW_DOWN, words.move_down, "down", false) } }
                        if server.in_force {
                            <p class="oic-hint oic-popup__note">{ words.forget_not }</p>
                        } else {
                            { item(Icon::X, words.forget, "forget", false) }
                        }
                    </Menu>
                </span>
            }
        </li>
    }
}

fn view_forgotten(
    desk: &Desk,
    forgotten: &UseStateHandle<Forgotten>,
    change: &(impl Fn(&dyn Fn(Vec<UsedServer>) -> Vec<UsedServer>, String) + Clone + 'static),
) -> Html {
    let words = words::texts(desk.appearance.language);
    let Some((at, server)) = (**forgotten).clone() else { return Html::default() };
    let name = visible::plain(if server.name.is_empty() { &server.url } else { &server.name });
    let onclick = {
        let (forgotten, change, row) = (forgotten.setter(), change.clone(), row_id(desk, &server.url));
        Callback::from(move |_: MouseEvent| {
            let restored = |mut servers: Vec<UsedServer>| {
                servers.retain(|known| known.url != server.url);
                servers.insert(at.min(servers.len()), server.clone());
                servers
            };
            forgotten.set(None);
            change(&restored, row.clone());
        })
    };
    let undo = html! { <button type="button" class="oic-btn oic-btn--sm" {onclick}>{ words.undo }</button> };
    banner(BannerKind::Info, &fill(words.forgotten, &[("server", &name)]), Html::default(), undo)
}
