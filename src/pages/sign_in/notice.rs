//! Why nobody is signed in any more.

use yew::prelude::*;

use crate::browser::format;
use crate::desk::Desk;
use crate::failure::explain;
use crate::i18n::fill;
use crate::session::{EndReason, Phase};
use crate::ui::Icon;

/// Nothing where nobody was signed in before.
pub fn view_notice(desk: &Desk) -> Html {
    let texts = desk.texts();
    let Phase::Out { ended: Some(reason), .. } = &desk.session.state.phase else { return Html::default() };
    let (class, icon, title, text) = match reason {
        EndReason::SignedOut { token_valid_until_millis } => {
            let until = token_valid_until_millis.map(format::minute).filter(|until| !until.is_empty());
            let text = match until {
                Some(until) => fill(texts.signed_out_until, &[("until", &until)]),
                None => texts.signed_out_unknown.to_owned(),
            };
            ("oic-banner oic-banner--ok", "ok", texts.signed_out_title, text)
        }
        EndReason::OtherTab => {
            ("oic-banner oic-banner--info", "info", texts.signed_out_title, texts.signed_out_other_tab.to_owned())
        }
        EndReason::Expired => {
            ("oic-banner oic-banner--warn", "clock", texts.ended_title, texts.session_expired.to_owned())
        }
        EndReason::Refused(code) => {
            let why = explain::session_why(*code, texts);
            let text = fill(texts.ended_refused, &[("why", why), ("code", &code.to_string())]);
            ("oic-banner oic-banner--warn", "alert", texts.ended_title, text)
        }
    };
    html! {
        <div {class} role="status">
            <Icon name={icon} />
            <div class="oic-banner__text"><strong>{ title }</strong>{ " " }{ text }</div>
        </div>
    }
}
