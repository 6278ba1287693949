//! The groups that a user has joined, and what the user is in each.

use openim_api::{ApiError, CallOptions, Client, Group, GroupId, GroupMember, GroupRole, GroupStatus, Listing, UserId};
use yew::prelude::*;

use super::paging::{Words, page, view_list};
use crate::browser::{self, format};
use crate::desk::{Desk, use_desk};
use crate::hooks::{Query, use_query};
use crate::i18n::user_relations::{self, RelationTexts};
use crate::i18n::{count, fill, user};
use crate::pages::user::frame::{About, view_panel};
use crate::pages::users::model::picture;
use crate::route::UserTab;
use crate::ui::{Icon, copy_mark, safe_text, view_avatar, visible};

/// Of [`JoinedGroups`].
#[derive(Properties, PartialEq)]
pub struct JoinedGroupsProps {
    /// Whose.
    pub about: About,
}

/// What is known of the user in some groups.
type Roles = Vec<(GroupId, Option<GroupMember>)>;

/// The list. The roles come after it: they are one call for each group.
#[component]
pub fn JoinedGroups(props: &JoinedGroupsProps) -> Html {
    let desk = use_desk();
    let words = user_relations::texts(desk.appearance.language);
    let shown = use_state_eq(|| 1_u32);
    let query: Query<Listing<Group>> = use_query(
        (props.about.id.clone(), *shown),
        |old, new| old.0 == new.0,
        |api, (id, number)| async move {
            api.call(|client| {
                let id = id.clone();
                async move { client.groups().joined(&id, page(number), &CallOptions::default()).await }
            })
            .await
        },
    );
    // Who owns a group is told with it.
    let asked: Vec<GroupId> =
        query.data.iter().flat_map(|listing| &listing.items).map(|group| group.group_id.clone()).collect();
    let roles: Query<Roles> = use_query(
        (props.about.id.clone(), asked),
        |_, _| true,
        |api, (user, groups)| async move { api.call(|client| read_roles(client, user.clone(), groups.clone())).await },
    );
    let known = roles.data.unwrap_or_default();
    let list_words = Words {
        label: user::texts(desk.appearance.language).groups,
        not_loaded: words.groups_not_loaded,
        empty: (words.no_groups_title, words.no_groups_text),
        icon: Icon::USERS,
    };
    let row = |group: &Group| {
        let member = known.iter().find(|(id, _)| *id == group.group_id).and_then(|(_, member)| member.as_ref());
        view_group(group, member, &props.about.id, &desk, words)
    };
    let content = html! {
        <section class="oic-section">
            { view_list(&desk, &query, &shown, &list_words, row) }
            if roles.error.is_some() { <p class="oic-hint">{ words.roles_partly }</p> }
        </section>
    };
    view_panel(&desk, UserTab::Groups, content)
}

/// One after the other: a server that counts calls is not to be flooded for a few words.
async fn read_roles(client: Client, user: UserId, groups: Vec<GroupId>) -> Result<Roles, ApiError> {
    let mut roles = Vec::new();
    for group in groups {
        let found = client.groups().member_infos(&group, std::slice::from_ref(&user), &CallOptions::default()).await?;
        roles.push((group, found.into_iter().next()));
    }
    Ok(roles)
}

fn view_group(
    group: &Group,
    member: Option<&GroupMember>,
    user: &UserId,
    desk: &Desk,
    words: &'static RelationTexts,
) -> Html {
    let id = group.group_id.as_str().to_owned();
    let owns = group.owner.as_ref() == Some(user) || member.is_some_and(|member| member.role == GroupRole::Owner);
    let now = browser::now_millis();
    let muted = member.and_then(|member| member.mute_end_millis).filter(|end| *end > now);
    let name = if group.name.trim().is_empty() { words.no_name } else { &group.name };
    html! {
        <li key={id.clone()}>
            { view_avatar(picture(&group.face_url, desk), &group.name, &id, false) }
            <div class="oic-ident__text">
                <span class="oic-strong oic-break">{ safe_text(name) }</span>
                <span class="oic-row oic-faint oic-small">
                    <span class="oic-mono oic-break">{ safe_text(&id) }</span>
                    { copy_mark(id.clone(), fill(words.copy_group_id, &[("id", &visible::plain(&id))])) }
                </span>
                <span class="oic-faint oic-small">{ count(words.members, usize::try_from(group.member_count).unwrap_or(0)) }</span>
            </div>
            <span class="oic-push"></span>
            <span class="oic-chips">
                if owns {
                    <span class="oic-chip oic-chip--accent">{ words.owner }</span>
                } else if let Some(GroupRole::Admin) = member.map(|member| member.role) {
                    <span class="oic-chip oic-chip--outline">{ words.role_admin }</span>
                } else if let Some(GroupRole::Member) = member.map(|member| member.role) {
                    <span class="oic-muted oic-small">{ words.role_member }</span>
                }
                if let Some(end) = muted {
                    <span class="oic-chip oic-chip--warn">{ fill(words.role_muted, &[("time", &format::minute(end))]) }</span>
                }
                { match group.status {
                    GroupStatus::Normal => Html::default(),
                    GroupStatus::Muted => html! { <span class="oic-chip oic-chip--warn">{ words.group_muted }</span> },
                    GroupStatus::Dismissed => html! { <span class="oic-chip oic-chip--danger">{ words.group_dismissed }</span> },
                    GroupStatus::Banned => html! { <span class="oic-chip oic-chip--danger">{ words.group_banned }</span> },
                    GroupStatus::Unknown(status) => html! { <span class="oic-chip oic-mono">{ format!("status {status}") }</span> },
                } }
            </span>
        </li>
    }
}
