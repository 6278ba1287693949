//! The address, with the servers one may know and what is known of the one typed.

use openim_api::BaseUrl;
use yew::prelude::*;

use super::model::Check;
use super::server_check::{Act, ServerCheck};
use crate::address::address_words;
use crate::browser::event_value;
use crate::desk::Desk;
use crate::i18n::{Texts, fill};
use crate::lazy::{Lazy, Part};
use crate::preferences;
use crate::ui::{BannerKind, Field, Icon, Message, banner, select, view_icon};

/// A field to type in; a choice where the deployment allows certain servers only. `doctor` finds out more where the server
/// cannot be used.
pub fn view_server_field(desk: &Desk, server: &ServerCheck, disabled: bool, doctor: Html) -> Html {
    let (environment, texts) = (&desk.environment, desk.texts());
    let id = environment.id("server");
    let invalid =
        matches!(server.check, Check::Invalid(_) | Check::NotAllowed | Check::MixedContent(_) | Check::Failed(..));

    let control = if environment.config.lock_server {
        let options = environment.config.servers.iter();
        let options: Vec<(AttrValue, AttrValue)> =
            options.map(|entry| (entry.url.to_string().into(), entry.name.clone().into())).collect();
        select(Some(id.clone()), None, &options, &server.text, &server.tell.reform(Act::Chosen))
    } else {
        html! {
            <span class="oic-affix">
                { view_icon(Icon::SERVER, "oic-icon--sm") }
                <input id={id.clone()} class="oic-input oic-input--mono" type="text" inputmode="url" name="server"
                    autocomplete="off" autocapitalize="none" spellcheck="false" placeholder="http://10.0.0.5:10002"
                    value={server.text.clone()} {disabled}
                    aria-invalid={invalid.then_some("true")} aria-describedby={format!("{id}-message")}
                    oninput={server.tell.reform(|event: InputEvent| Act::Typed(event_value(&event)))}
                    onblur={server.tell.reform(|_: FocusEvent| Act::Left)} />
                <span class="oic-affix__end">
                    if !environment.config.servers.is_empty() || !preferences::servers(&environment.preferences).is_empty() {
                        <Lazy part={Part::KnownServers(Some(server.tell.reform(Act::Chosen)))} meanwhile={Html::default()} />
                    }
                </span>
            </span>
        }
    };
    let message = message(&server.check, texts);
    let field = Field { id: &id, label: texts.server_address, note: "", message, wide: false };
    html! {
        <div class="oic-stack oic-stack--tight">
            { field.view(control) }
            if let Check::Unconfirmed(url) = &server.check { { view_unconfirmed(url, server, texts) } }
            if let Check::Failed(..) = &server.check {
                <div class="oic-row">
                    <button type="button" class="oic-btn oic-btn--sm" onclick={server.tell.reform(|_: MouseEvent| Act::Again)}>
                        { view_icon(Icon::REFRESH, "oic-icon--sm") }{ texts.check_again }
                    </button>
                    { doctor }
                </div>
            }
        </div>
    }
}

fn view_unconfirmed(url: &BaseUrl, server: &ServerCheck, texts: &'static Texts) -> Html {
    let address = url.to_string();
    let contact = server.tell.reform(move |_: MouseEvent| Act::Chosen(address.clone()));
    let contact = html! { <button type="button" class="oic-btn oic-btn--sm" onclick={contact}>{ texts.unconfirmed_contact }</button> };
    let text = fill(texts.unconfirmed_text, &[("server", url.as_str())]);
    banner(BannerKind::Warn, texts.unconfirmed_title, text.into(), contact)
}

fn message(check: &Check, texts: &'static Texts) -> Option<Message> {
    match check {
        Check::Empty => Some(Message::hint(texts.server_hint)),
        Check::Unconfirmed(_) => None,
        Check::Invalid(error) => Some(Message::danger(address_words(*error, texts))),
        Check::NotAllowed => Some(Message::danger(texts.server_not_allowed)),
        Check::MixedContent(url) => Some(Message::danger(fill(texts.server_mixed_content, &[("server", url.host())]))),
        Check::Probing(url) => Some(Message::hint(fill(texts.server_probing, &[("server", url.host())]))),
        Check::Ready(_, probe) => {
            let dialect = match probe.block.dialect() {
                openim_api::Dialect::SecretInBody => texts.dialect_secret,
                openim_api::Dialect::AdminToken => texts.dialect_admin_token,
            };
            let millis = probe.latency_millis.to_string();
            Some(Message::ok(fill(
                texts.server_ready,
                &[("version", probe.block.label()), ("dialect", dialect), ("millis", &millis)],
            )))
        }
        Check::Failed(url, problem) => {
            let part = Part::ServerProblem(url.clone(), problem.clone());
            Some(Message::danger(
                html! { <Lazy key="server-problem" {part} meanwhile={Html::from(texts.loading)} at_once=true /> },
            ))
        }
    }
}
