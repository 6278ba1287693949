//! The last tries, to be sent again.

use yew::prelude::*;

use super::kept::Try;
use crate::browser::format;
use crate::desk::Desk;
use crate::i18n::{api as texts_of, fill};
use crate::ui::{Icon, icon_button};

/// Nothing where there are none.
pub fn view_recent(desk: &Desk, tries: &[Try], onagain: &Callback<Try>, onforget: Callback<MouseEvent>) -> Html {
    let words = texts_of::texts(desk.appearance.language);
    if tries.is_empty() {
        return Html::default();
    }
    let row = |tried: &Try| {
        let time = format::time_of_day(tried.at_millis);
        let label = fill(words.again, &[("path", tried.route.path), ("time", &time)]);
        let again = {
            let (onagain, tried) = (onagain.clone(), tried.clone());
            Callback::from(move |_: MouseEvent| onagain.emit(tried.clone()))
        };
        let outcome = match tried.went_well {
            Some(true) => words.outcome_ok,
            Some(false) => words.outcome_failed,
            None => words.stopped,
        };
        html! {
            <li>
                <span class="oic-mono oic-break">{ tried.route.path }</span>
                <span class="oic-push"></span>
                <span class="oic-faint oic-num">{ time }</span>
                <span class="oic-faint">{ outcome }</span>
                { icon_button(Icon::REFRESH, "oic-btn--ghost oic-btn--sm", label, again) }
            </li>
        }
    };
    html! {
        <section class="oic-stack oic-stack--tight" aria-label={words.recent}>
            <div class="oic-row">
                <h3 class="oic-strong">{ words.recent }</h3>
                <span class="oic-push"></span>
                <button type="button" class="oic-btn oic-btn--ghost oic-btn--sm" onclick={onforget}>{ words.forget }</button>
            </div>
            <ul class="oic-list oic-list--dense">{ for tries.iter().map(row) }</ul>
            <p class="oic-hint">{ words.recent_hint }</p>
        </section>
    }
}
