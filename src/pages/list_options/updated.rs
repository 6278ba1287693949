//! How long ago the list was read, and reading it anew by itself.

use std::rc::Rc;

use gloo_timers::callback::Interval;
use yew::prelude::*;

use crate::browser::{self, focus};
use crate::desk::use_desk;
use crate::i18n::count;
use crate::i18n::list_options::{self as words, ListOptionsTexts};
use crate::pages::users::options::Lent;

/// How often the words are looked at again, in milliseconds.
const LOOK_MILLIS: u32 = 5_000;

/// Of [`Updated`].
#[derive(Properties, PartialEq)]
pub struct UpdatedProps {
    /// How the list stands.
    pub lent: Lent,
    /// Reads it anew every so many seconds; 0: not.
    pub seconds: u32,
}

/// `Updated 12 s ago`.
#[component]
pub fn Updated(props: &UpdatedProps) -> Html {
    let words = words::texts(use_desk().appearance.language);
    let read_at = use_state_eq(|| None::<i64>);
    let now = use_state_eq(browser::now_millis);
    // The newest, for a timer that began with an older one.
    let newest = use_mut_ref(|| props.lent.clone());
    newest.borrow_mut().clone_from(&props.lent);
    {
        let (read_at, now) = (read_at.setter(), now.setter());
        use_effect_with((props.lent.busy, props.lent.failed), move |(busy, failed)| {
            if !busy && !failed {
                let time = browser::now_millis();
                read_at.set(Some(time));
                now.set(time);
            }
        });
    }
    {
        let now = now.setter();
        use_effect_with((), move |()| {
            let timer = Interval::new(LOOK_MILLIS, move || now.set(browser::now_millis()));
            move || drop(timer)
        });
    }
    {
        let newest = Rc::clone(&newest);
        use_effect_with(props.seconds, move |seconds| {
            let timer = (*seconds > 0).then(|| {
                Interval::new(seconds.saturating_mul(1_000), move || {
                    let lent = newest.borrow().clone();
                    if !lent.busy && !lent.covered && !browser::is_hidden() && !focus::is_typing() {
                        lent.reload.emit(());
                    }
                })
            });
            move || drop(timer)
        });
    }
    match *read_at {
        Some(read_at) => {
            html! { <span class="oic-hide-md oic-faint oic-num">{ ago(now.saturating_sub(read_at), words) }</span> }
        }
        None => Html::default(),
    }
}

fn ago(millis: i64, words: &'static ListOptionsTexts) -> String {
    let seconds = usize::try_from(millis / 1_000).unwrap_or_default();
    match seconds {
        0..=4 => words.updated_now.to_owned(),
        5..=59 => count(words.updated_seconds, seconds),
        60..=3_599 => count(words.updated_minutes, seconds / 60),
        _ => count(words.updated_hours, seconds / 3_600),
    }
}

#[cfg(test)]
mod tests {
    use super::ago;
    use crate::i18n::{Language, list_options};

    #[test]
    fn the_age_is_told_in_the_unit_that_fits() {
        let words = list_options::texts(Language::English);
        assert_eq!(ago(-500, words), "Updated just now");
        assert_eq!(ago(12_900, words), "Updated 12 s ago");
        assert_eq!(ago(61_000, words), "Updated 1 min ago");
        assert_eq!(ago(7_200_000, words), "Updated 2 h ago");
    }
}
