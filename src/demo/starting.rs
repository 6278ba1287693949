//! Shown in the place of the sign-in form until the demo is there: it takes the place of the whole.

use yew::prelude::*;

use super::banner::why;
use super::start::{Origin, Problem};
use crate::browser::focus;
use crate::desk::use_desk;
use crate::hooks::use_task;
use crate::i18n::demo as words;
use crate::ui::{BannerKind, banner};

/// Starts the demo; says why, if it cannot be started.
#[component]
pub fn Starting() -> Html {
    let desk = use_desk();
    let words = words::texts(desk.appearance.language);
    let task = use_task();
    let problem = use_state(|| None::<Problem>);
    let card = use_node_ref();
    let start = {
        let (problem, environment) = (problem.setter(), desk.environment.clone());
        Callback::from(move |()| {
            let (problem, origin) = (problem.clone(), Origin::of(&environment));
            problem.set(None);
            task.start(async move {
                let outcome = match origin {
                    Some(origin) => origin.show_demo(words.name, None).await,
                    None => Err(Problem::Fault),
                };
                problem.set(outcome.err());
            });
        })
    };
    {
        let (start, card) = (start.clone(), card.clone());
        use_effect_with((), move |()| {
            // The link that was pressed is gone.
            if let Some(card) = card.cast::<web_sys::Element>() {
                focus::focus(&card);
            }
            start.emit(());
        });
    }
    let back = {
        let environment = desk.environment.clone();
        Callback::from(move |_: MouseEvent| {
            if let Some(origin) = Origin::of(&environment) {
                origin.come_back();
            }
        })
    };
    html! {
        <div ref={card} class="oic-card" tabindex="-1" role="group" aria-label={words.name}>
            <div class="oic-card__body oic-stack">
                if let Some(problem) = &*problem {
                    { banner(BannerKind::Danger, words.not_started, why(problem, &desk).into(), Html::default()) }
                    <button type="button" class="oic-btn oic-btn--primary oic-btn--block" onclick={start.reform(|_| ())}>
                        { desk.texts().retry }
                    </button>
                } else {
                    <div role="status">
                        <p class="oic-strong">{ words.starting }</p>
                        <p class="oic-muted">{ words.starting_text }</p>
                    </div>
                }
                <button type="button" class="oic-btn oic-btn--ghost oic-btn--sm" onclick={back}>
                    { words.back }
                </button>
            </div>
        </div>
    }
}
