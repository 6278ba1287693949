//! The notice: from which account, what it says, and how that will look.

use std::rc::Rc;

use openim_api::{
    Absence, CallOptions, Content, Feature, NotificationAccount, OutgoingMessage, Page, ServerBlock, SystemNotice,
};
use yew::prelude::*;

use super::job::Act;
use crate::browser::event_value;
use crate::desk::Desk;
use crate::failure::failure_banner;
use crate::hooks::{Query, use_query};
use crate::i18n::{fill, user_acts as words};
use crate::ui::{BannerKind, Field, Message, banner, safe_text, select};

/// Accounts of one request.
const AT_ONCE: u32 = 200;
/// Requests for them: more accounts could not be chosen from in a list.
const MOST_REQUESTS: u32 = 10;
/// Of the operator's own meaning; servers want one.
const KIND: i32 = 1;

/// What was chosen so far.
pub struct NoticeForm {
    accounts: Query<Vec<NotificationAccount>>,
    account: UseStateHandle<String>,
    text: UseStateHandle<String>,
    is_refused: bool,
}

/// Reads the accounts where they are wanted.
#[hook]
pub fn use_notice(desk: &Desk, wanted: bool, block: ServerBlock) -> NoticeForm {
    let wanted = wanted && Feature::NOTICES_BY_ACCOUNTS.on(block).is_ok();
    let accounts = use_query(wanted, PartialEq::eq, |api, wanted| async move {
        let mut all = Vec::new();
        for number in 1..=if wanted { MOST_REQUESTS } else { 0 } {
            let page = Page { number, size: AT_ONCE };
            let found = api.call(|client| async move {
                client.notification_accounts().search(page, "", &CallOptions::default()).await
            });
            let found = found.await?;
            let is_last = found.items.is_empty();
            all.extend(found.items);
            if is_last || i64::try_from(all.len()).is_ok_and(|count| count >= found.total) {
                break;
            }
        }
        Ok(all)
    });
    let (account, text) = (use_state_eq(String::new), use_state_eq(String::new));
    let form = NoticeForm { accounts, account, text, is_refused: false };
    let refusal =
        form.chosen().zip(desk.api.as_ref()).and_then(|(account, api)| api.would_refuse(false, account.user_id()));
    NoticeForm { is_refused: refusal.is_some(), ..form }
}

impl NoticeForm {
    fn listed(&self) -> &[NotificationAccount] {
        self.accounts.data.as_deref().unwrap_or_default()
    }

    fn chosen(&self) -> Option<&NotificationAccount> {
        self.listed().iter().find(|account| account.user_id().as_str() == *self.account)
    }

    /// Is there a text?
    pub fn is_typed(&self) -> bool {
        !self.text.trim().is_empty()
    }

    /// The message; none: something is missing.
    pub fn act(&self) -> Option<Act> {
        let account = self.chosen().filter(|_| !self.is_refused && !self.text.trim().is_empty())?;
        Some(Act::Notice(Rc::new(message(account, &self.text))))
    }

    /// The controls.
    pub fn view(&self, desk: &Desk) -> Html {
        let words = words::texts(desk.appearance.language);
        if let Some(error) = &self.accounts.error {
            return failure_banner(words.accounts_not_read, error, Some(&self.accounts.reload), desk.texts());
        }
        if self.accounts.loading {
            return html! { <p role="status">{ desk.texts().loading }</p> };
        }
        if self.listed().is_empty() {
            return banner(BannerKind::Info, "", words.no_accounts.into(), Html::default());
        }
        let mut options: Vec<(AttrValue, AttrValue)> = vec![("".into(), words.choose.into())];
        options.extend(self.listed().iter().map(|account| {
            let id = account.user_id().as_str();
            (AttrValue::from(id.to_owned()), AttrValue::from(format!("{} ({id})", account.nickname)))
        }));
        let (account, text) = (self.account.setter(), self.text.setter());
        let onchange = Callback::from(move |id: String| account.set(id));
        let oninput = Callback::from(move |event: InputEvent| text.set(event_value(&event)));
        let (account_id, text_id) = (desk.id("act-account"), desk.id("act-text"));
        let message = self.is_refused.then(|| Message::danger(words.account_protected));
        let account = Field { id: &account_id, label: words.account, note: "", message, wide: true };
        let message = Some(Message::hint(words.text_hint));
        let text = Field { id: &text_id, label: words.text, note: "", message, wide: true };
        html! {
            <>
                { account.view(select(Some(account_id.clone()), None, &options, &self.account, &onchange)) }
                { text.view(html! {
                    <textarea id={text_id.clone()} class="oic-textarea" rows="4" maxlength="4000" value={(*self.text).clone()} {oninput}
                        aria-describedby={format!("{text_id}-message")} />
                }) }
                if let Some(account) = self.chosen() { { view_preview(desk, &account.nickname, &self.text) } }
            </>
        }
    }
}

/// How it will look, as far as the operator's apps do the usual.
pub fn view_preview(desk: &Desk, name: &str, text: &str) -> Html {
    let words = words::texts(desk.appearance.language);
    html! {
        <section class="oic-card" aria-label={words.preview}>
            <div class="oic-card__head"><span class="oic-strong oic-break">{ safe_text(name) }</span><span class="oic-push"></span><span class="oic-faint oic-small">{ words.preview }</span></div>
            <div class="oic-card__body">
                { for text.lines().map(|line| html! { <p class="oic-break">{ safe_text(line) }</p> }) }
            </div>
        </section>
    }
}

fn message(account: &NotificationAccount, text: &str) -> OutgoingMessage {
    let notice = SystemNotice {
        // Servers want a title, and an account may have no name.
        name: if account.nickname.is_empty() { account.user_id().as_str() } else { &account.nickname }.to_owned(),
        face_url: account.face_url.clone(),
        kind: KIND,
        text: text.trim().to_owned(),
        ..SystemNotice::default()
    };
    OutgoingMessage {
        sender_nickname: account.nickname.clone(),
        sender_face_url: account.face_url.clone(),
        ..OutgoingMessage::new(account.user_id().clone(), Content::Notice(notice))
    }
}

/// Why nothing can be sent on this server.
pub fn too_old(desk: &Desk, block: ServerBlock) -> Option<String> {
    let absence = Feature::NOTICES_BY_ACCOUNTS.on(block).err()?;
    let since = match absence {
        Absence::TooOld { since } => since.label(),
        _ => "",
    };
    let words = words::texts(desk.appearance.language);
    Some(fill(words.too_old, &[("since", since), ("version", block.label())]))
}
