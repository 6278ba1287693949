//! The page: the field, and what stands in it. The text lives in this component alone: it is gone when the page is left.

use openim_api::{CallOptions, Token};
use yew::prelude::*;

use super::model::Reading;
use super::verdict::{Verdict, view_verdict};
use super::view::view_facts;
use crate::browser::{event_value, focus};
use crate::desk::{Desk, use_desk};
use crate::hooks::use_task;
use crate::i18n::{fill, token as texts_of};
use crate::shell::{Page, server_name, use_page};
use crate::ui::{Field, Icon, Message, empty_state, view_icon};

/// The page.
#[component]
pub fn TokenPage() -> Html {
    let desk = use_desk();
    let words = texts_of::texts(desk.appearance.language);
    let main = use_page(&desk, words.title);
    let task = use_task();
    let text = use_state_eq(String::new);
    let verdict = use_state(|| None::<Verdict>);
    let reading = use_memo((*text).clone(), |text| Reading::of(text));
    let field = use_node_ref();

    let set = {
        let (text, verdict, task) = (text.setter(), verdict.setter(), task.clone());
        Callback::from(move |typed: String| {
            // What was said is about another token.
            task.stop();
            verdict.set(None);
            text.set(typed);
        })
    };
    let ask = {
        let (api, verdict, reading) = (desk.api.clone(), verdict.setter(), reading.clone());
        Callback::from(move |()| {
            let (Some(api), Reading::Token(token, _)) = (api.clone(), &*reading) else { return };
            let (verdict, token) = (verdict.clone(), Token::new(token.clone()));
            verdict.set(Some(Verdict::Asking));
            task.start(async move {
                let answer = api
                    .call(|client| {
                        let token = token.clone();
                        async move { client.auth().parse_token(&token, &CallOptions::default()).await }
                    })
                    .await;
                verdict.set(Some(Verdict::Said(answer, api.block())));
            });
        })
    };
    let onclear = {
        let (set, field) = (set.clone(), field.clone());
        Callback::from(move |_: MouseEvent| {
            set.emit(String::new());
            if let Some(field) = field.cast::<web_sys::Element>() {
                focus::focus(&field);
            }
        })
    };
    let onsubmit = ask.reform(|event: SubmitEvent| event.prevent_default());
    let onkeydown = {
        let ask = ask.clone();
        Callback::from(move |event: KeyboardEvent| {
            if event.key() == "Enter" && (event.ctrl_key() || event.meta_key()) {
                event.prevent_default();
                ask.emit(());
            }
        })
    };

    let id = desk.id("token");
    let is_token = matches!(*reading, Reading::Token(..));
    let message = match *reading {
        Reading::NoToken => Message::danger(words.no_token),
        _ => Message::hint(words.hint),
    };
    let control = html! {
        <textarea ref={field} id={id.clone()} class="oic-textarea oic-textarea--mono" rows="8" spellcheck="false" autocomplete="off"
            autocapitalize="none" value={(*text).clone()} aria-describedby={format!("{id}-message")}
            aria-invalid={(*reading == Reading::NoToken).then_some("true")} placeholder="eyJ…"
            oninput={set.reform(|event: InputEvent| event_value(&event))} {onkeydown} />
    };
    let asking = matches!(*verdict, Some(Verdict::Asking));
    let content = html! {
        <div class="oic-page__body">
            <div class="oic-grid">
                <form class="oic-span-5 oic-stack" {onsubmit} aria-label={words.form}>
                    { Field { id: &id, label: words.label, note: "", message: Some(message), wide: false }.view(control) }
                    <div class="oic-row oic-row--wrap">
                        <button type="submit" class="oic-btn oic-btn--primary" disabled={!is_token || asking} aria-busy={asking.then_some("true")}>
                            { if asking { words.asking.to_owned() } else { fill(words.ask, &[("server", &server_name(&desk))]) } }
                        </button>
                        <button type="button" class="oic-btn oic-btn--ghost" disabled={text.is_empty()} onclick={onclear}>{ words.clear }</button>
                    </div>
                    <p class="oic-msg">{ view_icon(Icon::LOCK, "oic-icon--sm") }<span>{ words.safe }</span></p>
                </form>
                <div class="oic-span-7 oic-stack">
                    { view_verdict(&desk, &verdict, &ask) }
                    { view_reading(&desk, &reading) }
                </div>
            </div>
        </div>
    };
    Page { title: words.title.into(), subtitle: words.subtitle, ..Page::default() }.view(&desk, main, content)
}

fn view_reading(desk: &Desk, reading: &Reading) -> Html {
    let words = texts_of::texts(desk.appearance.language);
    match reading {
        Reading::Empty => empty_state(Icon::KEY, words.empty_title, words.empty_text.into(), Html::default()),
        Reading::NoToken => empty_state(Icon::SEARCH, words.nothing_title, words.no_token.into(), Html::default()),
        Reading::Token(token, facts) => view_facts(desk, token, facts),
    }
}
