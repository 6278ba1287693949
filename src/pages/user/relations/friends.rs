//! The friends of a user, and the black list below them.

use openim_api::{CallOptions, Friend, Listing, Profile, UserId};
use yew::prelude::*;

use super::blacks::Blacks;
use super::paging::{Words, page, view_list};
use super::unfriend::{Unfriend, use_unfriend};
use crate::browser::format;
use crate::desk::{Desk, use_desk};
use crate::hooks::{Notes, Query, use_query};
use crate::i18n::user_relations::{self, RelationTexts};
use crate::i18n::{fill, user};
use crate::pages::user::frame::{About, refusal, view_panel};
use crate::pages::users::model::picture;
use crate::route::{ListQuery, Route, UserTab};
use crate::shell::link;
use crate::ui::{BannerKind, Icon, banner, copy_mark, safe_text, view_avatar, visible};

/// Of [`FriendsTab`].
#[derive(Properties, PartialEq)]
pub struct FriendsTabProps {
    /// Whose.
    pub about: About,
    /// Where notes go.
    pub notes: Notes,
    /// The list behind the drawer, for the links.
    pub list: ListQuery,
}

/// Both lists.
#[component]
pub fn FriendsTab(props: &FriendsTabProps) -> Html {
    let desk = use_desk();
    let words = user_relations::texts(desk.appearance.language);
    let shown = use_state_eq(|| 1_u32);
    let query: Query<Listing<Friend>> = use_query(
        (props.about.id.clone(), *shown),
        |old, new| old.0 == new.0,
        |api, (id, number)| async move {
            api.call(|client| {
                let id = id.clone();
                async move { client.friends().list(&id, page(number), &CallOptions::default()).await }
            })
            .await
        },
    );
    let Unfriend { ask, question, failure } = use_unfriend(&desk, &props.about, &props.notes, &query.reload);
    let refused = desk.api.as_ref().and_then(|api| refusal(api, true, &props.about.id, &desk));
    let may = refused.is_none();
    let list_words = Words {
        label: user::texts(desk.appearance.language).friends,
        not_loaded: words.friends_not_loaded,
        empty: (words.no_friends_title, words.no_friends_text),
        icon: Icon::USERS,
    };
    let row = |friend: &Friend| {
        let mut facts = Vec::new();
        if !friend.remark.is_empty() {
            facts.push(fill(words.remark, &[("remark", &visible::plain(&friend.remark))]));
        }
        facts.extend(friend.since_millis.map(|millis| fill(words.since, &[("time", &format::minute(millis))])));
        let profile = friend.profile.clone();
        let label = fill(words.unfriend_of, &[("name", &visible::plain(name_of(&profile)))]);
        html! {
            <li key={friend.profile.user_id.as_str().to_owned()}>
                { view_person(&friend.profile, &facts.join(" · "), &desk, &props.list, words) }
                <span class="oic-push"></span>
                if friend.is_pinned { <span class="oic-chip">{ words.pinned }</span> }
                if may {
                    <button type="button" class="oic-btn oic-btn--sm oic-btn--danger-quiet" aria-label={label}
                        onclick={ask.reform(move |_: MouseEvent| profile.clone())}>{ words.unfriend }</button>
                }
            </li>
        }
    };
    let content = html! {
        <>
            if let Some(reason) = refused { { banner(BannerKind::Plain, "", reason.into(), Html::default()) } }
            { failure }
            <section class="oic-section">
                <div class="oic-section__head"><h3>{ list_words.label }</h3></div>
                { view_list(&desk, &query, &shown, &list_words, row) }
            </section>
            <Blacks about={props.about.clone()} notes={props.notes.clone()} list={props.list.clone()} />
        </>
    };
    html! {
        <>
            { view_panel(&desk, UserTab::Friends, content) }
            { question }
        </>
    }
}

/// What somebody is called: the nickname, or the ID where there is none.
pub fn name_of(profile: &Profile) -> &str {
    if profile.nickname.trim().is_empty() { profile.user_id.as_str() } else { &profile.nickname }
}

/// Somebody else: picture, a name that leads there, the ID to copy, and what there is to say.
pub fn view_person(
    profile: &Profile,
    facts: &str,
    desk: &Desk,
    list: &ListQuery,
    words: &'static RelationTexts,
) -> Html {
    let id = profile.user_id.as_str().to_owned();
    html! {
        <>
            { view_avatar(picture(&profile.face_url, desk), &profile.nickname, &id, false) }
            <div class="oic-ident__text">
                { view_user_link(&profile.user_id, name_of(profile), desk, list) }
                <span class="oic-row oic-faint oic-small">
                    <span class="oic-mono oic-break">{ safe_text(&id) }</span>
                    { copy_mark(id.clone(), fill(words.copy_id, &[("id", &visible::plain(&id))])) }
                </span>
                if !facts.is_empty() { <span class="oic-faint oic-small oic-break">{ facts }</span> }
            </div>
        </>
    }
}

/// A name that leads to its user.
pub fn view_user_link(id: &UserId, name: &str, desk: &Desk, list: &ListQuery) -> Html {
    let to = Route::User(id.clone(), UserTab::default(), list.clone());
    link(&desk.navigator, to, "oic-link oic-link--quiet oic-strong oic-break", safe_text(name))
}
