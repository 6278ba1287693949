//! One user, over the list.

use openim_api::{CallOptions, User, UserId};
use yew::prelude::*;

use crate::desk::{Desk, use_desk};
use crate::failure::failure_state;
use crate::hooks::{Query, use_query};
use crate::i18n::{fill, user as user_words};
use crate::pages::users::model::{display_name, level_words, picture, receive_words};
use crate::pages::users::{view_time, view_value};
use crate::route::{ListQuery, Route, UserTab};
use crate::shell::link;
use crate::ui::{CopyButton, Drawer, empty_state, icon_button, safe_text, view_avatar, visible};

/// More of `ex` than this is not put into the page, in characters; copying takes all.
const MOST_OF_EX: usize = 20_000;

/// Of [`UserDrawer`].
#[derive(Properties, PartialEq)]
pub struct UserDrawerProps {
    /// Whose.
    pub id: UserId,
    /// What of the user is shown.
    pub tab: UserTab,
    /// The list to go back to.
    pub list: ListQuery,
}

/// Reads the user anew: the address may have come from elsewhere than the list.
#[component]
pub fn UserDrawer(props: &UserDrawerProps) -> Html {
    let desk = use_desk();
    let (texts, words) = (desk.texts(), user_words::texts(desk.appearance.language));
    let query: Query<Option<User>> = use_query(props.id.clone(), PartialEq::eq, |api, id: UserId| async move {
        api.call(|client| {
            let id = id.clone();
            async move {
                let found = client.users().infos(std::slice::from_ref(&id), &CallOptions::default()).await?;
                Ok(found.into_iter().find(|user| user.user_id == id))
            }
        })
        .await
    });

    let onclose = {
        let (navigator, list) = (desk.navigator.clone(), props.list.clone());
        Callback::from(move |()| navigator.go(Route::Users(list.clone())))
    };
    let id = props.id.as_str().to_owned();
    let found = query.data.clone().flatten();
    let title_id = desk.id("drawer-title");
    let name = found.as_ref().map_or_else(|| id.clone(), |user| display_name(user).to_owned());
    let source = found.as_ref().and_then(|user| picture(&user.face_url, &desk));
    let body = match (&query.data, &query.error) {
        (Some(Some(user)), _) => view_facts(user, &desk),
        (Some(None), _) => {
            let text = fill(words.user_unknown_text, &[("id", &visible::plain(&id))]);
            let register = Route::Register(Some(props.id.clone()));
            let register = link(&desk.navigator, register, "oic-btn", texts.register_this_id);
            empty_state("user", words.user_unknown_title, text.into(), register)
        }
        (None, Some(error)) => failure_state(words.user_not_loaded, error, Some(&query.reload), texts),
        (None, None) => html! {
            <div class="oic-stack" aria-busy="true" role="status" aria-label={texts.loading}>
                { for (0..5).map(|row| html! { <span key={row} class="oic-skel oic-skel--line"></span> }) }
            </div>
        },
    };
    html! {
        <Drawer labelled_by={title_id.clone()} onclose={onclose.clone()}>
            <div class="oic-drawer__head">
                { view_avatar(source, &name, &id, true) }
                <div class="oic-ident__text">
                    <h2 id={title_id} class="oic-page__title oic-break">{ safe_text(&name) }</h2>
                    <span class="oic-row oic-muted">
                        <span class="oic-mono oic-break">{ safe_text(&id) }</span>
                        <CopyButton text={id} label={words.copy_user_id} />
                    </span>
                </div>
                <span class="oic-push"></span>
                { icon_button("x", "oic-btn--ghost oic-btn--sm", words.close, onclose.reform(|_| ())) }
            </div>
            <div class="oic-drawer__body" tabindex="0" role="region" aria-label={words.profile}>{ body }</div>
        </Drawer>
    }
}

fn view_facts(user: &User, desk: &Desk) -> Html {
    let (texts, words) = (desk.texts(), user_words::texts(desk.appearance.language));
    let (level, level_is_normal) = level_words(user.app_manger_level, texts);
    let (receive, receive_is_normal) = receive_words(user.global_recv_msg_opt, texts);
    let dash = || html! { <span class="oic-faint">{ "—" }</span> };
    html! {
        <>
            <section class="oic-section">
                <dl class="oic-dl">
                    <dt>{ texts.nickname }</dt>
                    <dd>{ if user.nickname.is_empty() { dash() } else { safe_text(&user.nickname) } }</dd>
                    <dt>{ texts.avatar_address }</dt>
                    <dd>
                        { if user.face_url.is_empty() { dash() } else { html! {
                            <>
                                <span class="oic-mono oic-break">{ safe_text(&user.face_url) }</span>
                                <CopyButton text={user.face_url.clone()} label={words.copy_avatar} />
                            </>
                        } } }
                    </dd>
                    <dt>{ texts.column_level }</dt>
                    <dd>
                        { view_value(&level, level_is_normal, None) }
                        <span class="oic-faint oic-mono">{ format!("appMangerLevel {}", user.app_manger_level) }</span>
                    </dd>
                    <dt>{ texts.column_receive }</dt>
                    <dd>
                        { view_value(&receive, receive_is_normal, (user.global_recv_msg_opt == 1).then_some("bell-off")) }
                        <span class="oic-faint oic-mono">{ format!("globalRecvMsgOpt {}", user.global_recv_msg_opt) }</span>
                    </dd>
                    <dt>{ texts.column_registered }</dt>
                    <dd class="oic-num">{ view_time(user.create_time_millis) }</dd>
                </dl>
            </section>
            if !user.ex.is_empty() {
                <section class="oic-section">
                    <div class="oic-section__head">
                        <h3>{ texts.extra_data }</h3><span class="oic-faint oic-mono">{ "ex" }</span>
                        <span class="oic-push"></span>
                        <CopyButton text={user.ex.clone()} label={words.copy_extra_data} />
                    </div>
                    <div class="oic-code"><pre tabindex="0" aria-label={texts.extra_data}>{ shown_ex(&user.ex) }</pre></div>
                </section>
            }
        </>
    }
}

/// JSON spread over lines where it is some, hidden characters marked, and not more than a page can bear.
fn shown_ex(ex: &str) -> String {
    let short: String = ex.chars().take(MOST_OF_EX).collect();
    let is_whole = short.len() == ex.len();
    let pretty = if is_whole { serde_json::from_str::<serde_json::Value>(ex).ok() } else { None };
    let text = pretty.and_then(|value| serde_json::to_string_pretty(&value).ok()).unwrap_or(short);
    let marked = text.split('\n').map(mark_line).collect::<Vec<_>>().join("\n");
    if is_whole { marked } else { format!("{marked} …") }
}

fn mark_line(line: &str) -> String {
    visible::pieces_of(line, usize::MAX)
        .into_iter()
        .map(|piece| match piece {
            visible::Piece::Text(text) => text,
            visible::Piece::Mark(character) => visible::mark(character),
            visible::Piece::Cut(_) => String::new(),
        })
        .collect()
}

#[cfg(test)]
mod tests {
    use super::shown_ex;

    #[test]
    fn json_is_spread_over_lines_and_other_text_is_left() {
        assert_eq!(shown_ex(r#"{"dept":"华东"}"#), "{\n  \"dept\": \"华东\"\n}");
        assert_eq!(shown_ex("plain\u{202E} text"), "plainU+202E text");
    }

    #[test]
    fn five_megabytes_are_cut() {
        assert!(shown_ex(&"x".repeat(5_000_000)).len() < 30_000);
    }
}
