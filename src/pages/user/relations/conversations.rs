//! The conversations of a user, as that user has them.

use openim_api::{
    ApiError, CallOptions, Client, Conversation, ConversationId, LatestConversation, Listing, Page, UserId,
};
use yew::prelude::*;

use super::friends::view_user_link;
use super::paging::{SIZE, Words, page, view_list};
use crate::browser::format;
use crate::desk::{Desk, use_desk};
use crate::hooks::{Query, use_query};
use crate::i18n::user_relations::{self, RelationTexts};
use crate::i18n::{count, fill, user};
use crate::pages::user::frame::{About, view_panel};
use crate::route::{ListQuery, UserTab};
use crate::ui::{Icon, copy_mark, safe_text, view_icon, visible};

/// Of [`ConversationsTab`].
#[derive(Properties, PartialEq)]
pub struct ConversationsTabProps {
    /// Whose.
    pub about: About,
    /// The list behind the drawer, for the links.
    pub list: ListQuery,
}

/// The list. What is unread comes after it, where the server tells.
#[component]
pub fn ConversationsTab(props: &ConversationsTabProps) -> Html {
    let desk = use_desk();
    let words = user_relations::texts(desk.appearance.language);
    let shown = use_state_eq(|| 1_u32);
    let query: Query<Listing<Conversation>> = use_query(
        (props.about.id.clone(), *shown),
        |old, new| old.0 == new.0,
        |api, (id, number)| async move {
            api.call(|client| {
                let id = id.clone();
                async move { client.conversations().page(&id, page(number), &CallOptions::default()).await }
            })
            .await
        },
    );
    let asked: Vec<ConversationId> =
        query.data.iter().flat_map(|listing| &listing.items).map(|conversation| conversation.id.clone()).collect();
    // That it cannot be had (v3.4 has no such route, v3.7 stumbles over a user that is gone) takes nothing from the list.
    let latest: Query<Vec<LatestConversation>> = use_query(
        (props.about.id.clone(), asked),
        |_, _| true,
        |api, (id, asked)| async move { api.call(|client| read_latest(client, id.clone(), asked.clone())).await },
    );
    let latest = latest.data.unwrap_or_default();
    let list_words = Words {
        label: user::texts(desk.appearance.language).conversations,
        not_loaded: words.conversations_not_loaded,
        empty: (words.no_conversations_title, words.no_conversations_text),
        icon: Icon::USERS,
    };
    let row = |conversation: &Conversation| {
        let latest = latest.iter().find(|latest| latest.id == conversation.id);
        view_conversation(conversation, latest, &desk, &props.list, words)
    };
    let list = view_list(&desk, &query, &shown, &list_words, row);
    view_panel(&desk, UserTab::Conversations, html! { <section class="oic-section">{ list }</section> })
}

async fn read_latest(
    client: Client,
    user: UserId,
    asked: Vec<ConversationId>,
) -> Result<Vec<LatestConversation>, ApiError> {
    if asked.is_empty() || client.block() < openim_api::ServerBlock::V3_5 {
        return Ok(Vec::new());
    }
    let page = Page { number: 1, size: SIZE };
    client.conversations().overview(&user, &asked, page, &CallOptions::default()).await.map(|overview| overview.items)
}

fn view_conversation(
    conversation: &Conversation,
    latest: Option<&LatestConversation>,
    desk: &Desk,
    list: &ListQuery,
    words: &'static RelationTexts,
) -> Html {
    let id = conversation.id.as_str().to_owned();
    let message = latest.and_then(|latest| latest.message.as_ref());
    let (kind, with) = match conversation.conversation_type {
        1 | 4 if !conversation.user_id.as_str().is_empty() => {
            let name = message.map(|message| message.name.as_str()).filter(|name| !name.trim().is_empty());
            let name = name.unwrap_or(conversation.user_id.as_str());
            let kind = if conversation.conversation_type == 1 { words.kind_single } else { words.kind_notification };
            (kind.to_owned(), view_user_link(&conversation.user_id, name, desk, list))
        }
        3 => {
            let name = message.map(|message| message.group_name.as_str()).filter(|name| !name.trim().is_empty());
            let name = name.unwrap_or(conversation.group_id.as_str());
            (words.kind_group.to_owned(), html! { <span class="oic-strong oic-break">{ safe_text(name) }</span> })
        }
        other => (
            fill(words.kind_other, &[("kind", &other.to_string())]),
            html! { <span class="oic-strong oic-break">{ safe_text(&id) }</span> },
        ),
    };
    let mut facts = vec![kind];
    let sent = message.and_then(|message| message.sent_millis);
    facts.extend(sent.map(|millis| fill(words.last_message, &[("time", &format::minute(millis))])));
    match (conversation.min_seq, conversation.max_seq) {
        (0, 0) => {}
        (from, 0) => facts.push(fill(words.seqs_from, &[("from", &from.to_string())])),
        (from, to) => facts.push(fill(words.seqs, &[("from", &from.to_string()), ("to", &to.to_string())])),
    }
    let unread = latest.map_or(0, |latest| usize::try_from(latest.unread).unwrap_or(0));
    html! {
        <li key={id.clone()}>
            { view_icon(if conversation.conversation_type == 3 { Icon::USERS } else { Icon::USER }, "") }
            <div class="oic-ident__text">
                { with }
                <span class="oic-row oic-faint oic-small">
                    <span class="oic-mono oic-break">{ safe_text(&id) }</span>
                    { copy_mark(id.clone(), fill(words.copy_conversation, &[("id", &visible::plain(&id))])) }
                </span>
                <span class="oic-faint oic-small">{ facts.join(" · ") }</span>
            </div>
            <span class="oic-push"></span>
            <span class="oic-chips">
                if unread > 0 { <span class="oic-chip oic-chip--accent">{ count(words.unread, unread) }</span> }
                if conversation.is_pinned { <span class="oic-chip">{ words.pinned }</span> }
                if conversation.is_private_chat { <span class="oic-chip">{ words.private_chat }</span> }
                { match conversation.recv_msg_opt {
                    1 => html! { <span class="oic-chip oic-chip--warn">{ words.do_not_receive }</span> },
                    2 => html! { <span class="oic-chip">{ words.silent }</span> },
                    _ => Html::default(),
                } }
            </span>
        </li>
    }
}
