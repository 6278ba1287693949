//! A field that narrows a list down while one types.

use gloo_timers::callback::Timeout;
use yew::prelude::*;

use super::{Icon, view_icon};
use crate::browser::event_value;

/// The person has stopped typing after so long, in milliseconds, where the page itself searches.
const REST_MILLIS: u32 = 200;
/// The same where the server is asked.
pub const REST_BEFORE_ASKING_MILLIS: u32 = 300;

/// Of [`SearchField`].
#[derive(Properties, PartialEq)]
pub struct SearchFieldProps {
    /// Its id.
    pub id: AttrValue,
    /// What it searches, for assistive technology.
    pub label: AttrValue,
    /// Shown while it is empty.
    pub placeholder: AttrValue,
    /// What is searched for.
    pub value: AttrValue,
    /// Told what was typed, after a rest or Enter.
    pub onsearch: Callback<String>,
    /// After which rest, in milliseconds.
    #[prop_or(REST_MILLIS)]
    pub rest_millis: u32,
    /// Can be typed into.
    #[prop_or(true)]
    pub enabled: bool,
    /// More about it, shown when one points at it.
    #[prop_or_default]
    pub hint: Option<AttrValue>,
}

/// Keeps what is being typed until it rests.
#[component]
pub fn SearchField(props: &SearchFieldProps) -> Html {
    let text = use_state_eq(|| props.value.to_string());
    let resting = use_mut_ref(|| None::<Timeout>);
    // What else is chosen may change while the typing rests: the newest is told, not the one of the time of typing.
    let newest = use_mut_ref(|| props.onsearch.clone());
    (*newest.borrow_mut()).clone_from(&props.onsearch);
    {
        // The value may change without typing: "back", a link, "clear".
        let text = text.setter();
        use_effect_with(props.value.clone(), move |value| text.set(value.to_string()));
    }
    let oninput = {
        let (text, resting, rest_millis) = (text.setter(), resting.clone(), props.rest_millis);
        Callback::from(move |event: InputEvent| {
            let typed = event_value(&event);
            text.set(typed.clone());
            let newest = newest.clone();
            *resting.borrow_mut() = Some(Timeout::new(rest_millis, move || {
                let onsearch = newest.borrow().clone();
                onsearch.emit(typed);
            }));
        })
    };
    let onkeydown = {
        let (text, onsearch) = (text.clone(), props.onsearch.clone());
        Callback::from(move |event: KeyboardEvent| {
            if event.key() == "Enter" {
                event.prevent_default();
                *resting.borrow_mut() = None;
                onsearch.emit((*text).clone());
            }
        })
    };
    html! {
        <div class="oic-affix oic-search">
            { view_icon(Icon::SEARCH, "oic-icon--sm") }
            <input id={props.id.clone()} class="oic-input" type="search" autocomplete="off" autocapitalize="none" spellcheck="false"
                aria-label={props.label.clone()} placeholder={props.placeholder.clone()} disabled={!props.enabled}
                title={props.hint.clone()} value={(*text).clone()} {oninput} {onkeydown} />
        </div>
    }
}
