//! The search field of the list.

use gloo_timers::callback::Timeout;
use yew::prelude::*;

use crate::browser::event_value;
use crate::desk::use_desk;
use crate::route::{ListQuery, Route};
use crate::ui::view_icon;

/// The person has stopped typing after so long, in milliseconds.
const REST_MILLIS: u32 = 300;

/// Of [`SearchBox`].
#[derive(Properties, PartialEq)]
pub struct SearchBoxProps {
    /// The part of the list that is shown.
    pub list: ListQuery,
    /// Can this server search?
    pub enabled: bool,
}

/// What is typed goes into the address after a rest, in place of what was there: "back" leaves the search at once.
#[component]
pub fn SearchBox(props: &SearchBoxProps) -> Html {
    let desk = use_desk();
    let texts = desk.texts();
    let text = use_state_eq(|| props.list.keyword.clone());
    let resting = use_mut_ref(|| None::<Timeout>);
    {
        // The address may change without typing: "back", a link, "clear".
        let text = text.setter();
        use_effect_with(props.list.keyword.clone(), move |keyword| text.set(keyword.clone()));
    }
    let search = {
        let (navigator, list) = (desk.navigator.clone(), props.list.clone());
        Callback::from(move |keyword: String| {
            navigator.replace(Route::Users(ListQuery { page: 1, keyword, ..list.clone() }));
        })
    };
    let oninput = {
        let (text, resting, search) = (text.setter(), resting.clone(), search.clone());
        Callback::from(move |event: InputEvent| {
            let typed = event_value(&event);
            text.set(typed.clone());
            let search = search.clone();
            *resting.borrow_mut() = Some(Timeout::new(REST_MILLIS, move || search.emit(typed)));
        })
    };
    let onkeydown = {
        let text = text.clone();
        Callback::from(move |event: KeyboardEvent| {
            if event.key() == "Enter" {
                event.prevent_default();
                *resting.borrow_mut() = None;
                search.emit((*text).clone());
            }
        })
    };
    let id = desk.id("search");
    html! {
        <div class="oic-affix oic-search">
            { view_icon("search", "oic-icon--sm") }
            <input {id} class="oic-input" type="search" autocomplete="off" autocapitalize="none" spellcheck="false"
                aria-label={texts.search_label} placeholder={texts.search_placeholder} disabled={!props.enabled}
                title={(!props.enabled).then_some(texts.search_unsupported)} value={(*text).clone()} {oninput} {onkeydown} />
        </div>
    }
}
