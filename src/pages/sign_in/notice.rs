//! Why nobody is signed in any more.

use yew::prelude::*;

use crate::browser::format;
use crate::desk::Desk;
use crate::failure::explain;
use crate::i18n::fill;
use crate::session::{EndReason, Phase};
use crate::ui::{BannerKind, banner};

/// Nothing where nobody was signed in before.
pub fn view_notice(desk: &Desk) -> Html {
    let texts = desk.texts();
    let Phase::Out { ended: Some(reason), .. } = &desk.session.state.phase else { return Html::default() };
    let (kind, title, text) = match reason {
        EndReason::SignedOut { token_valid_until_millis } => {
            let until = token_valid_until_millis.map(format::minute).filter(|until| !until.is_empty());
            let text = match until {
                Some(until) => fill(texts.signed_out_until, &[("until", &until)]),
                None => texts.signed_out_unknown.to_owned(),
            };
            (BannerKind::Ok, texts.signed_out_title, text)
        }
        EndReason::OtherTab => (BannerKind::Info, texts.signed_out_title, texts.signed_out_other_tab.to_owned()),
        EndReason::Expired => (BannerKind::Warn, texts.ended_title, texts.session_expired.to_owned()),
        EndReason::Refused(code) => {
            let why = explain::session_why(*code, texts);
            let text = fill(texts.ended_refused, &[("why", why), ("code", &code.to_string())]);
            (BannerKind::Warn, texts.ended_title, text)
        }
    };
    banner(kind, title, text.into(), Html::default())
}
