//! The filter as a text. It is applied by Enter, or when the field is left; what is wrong with it is told with its place.

use js_sys::Reflect;
use yew::prelude::*;

use super::language::{Fault, FaultKind, Field, MOST_CHARACTERS};
use crate::browser::{event_value, focus};
use crate::desk::use_desk;
use crate::i18n::user_filter::{self as words, UserFilterTexts};
use crate::i18n::{count, fill};
use crate::ui::{Icon, safe_text, view_icon};

/// Of [`FilterField`].
#[derive(Properties, PartialEq)]
pub struct FilterFieldProps {
    /// The filter in force.
    pub text: String,
    /// What is wrong with it.
    pub faults: Vec<Fault>,
    /// Told the one that is wanted.
    pub onfilter: Callback<String>,
}

/// The field, and its faults.
#[component]
pub fn FilterField(props: &FilterFieldProps) -> Html {
    let desk = use_desk();
    let words = words::texts(desk.appearance.language);
    let typed = use_state_eq(|| props.text.clone());
    let input = use_node_ref();
    {
        // The filter may change without typing: "back", a chip, a choice.
        let typed = typed.setter();
        use_effect_with(props.text.clone(), move |text| typed.set(text.clone()));
    }
    let oninput = {
        let typed = typed.setter();
        Callback::from(move |event: InputEvent| typed.set(event_value(&event)))
    };
    let apply = {
        let (text, onfilter) = (props.text.clone(), props.onfilter.clone());
        Callback::from(move |typed: String| {
            let wanted = typed.trim();
            if wanted != text {
                onfilter.emit(wanted.to_owned());
            }
        })
    };
    let onkeydown = {
        let apply = apply.clone();
        Callback::from(move |event: KeyboardEvent| {
            if event.key() == "Enter" && !event.is_composing() {
                event.prevent_default();
                apply.emit(event_value(&event));
            }
        })
    };
    let onchange = apply.reform(|event: Event| event_value(&event));
    let messages = desk.id("filter-faults");
    let faults = props.faults.iter().map(|fault| {
        let part = props.text.get(fault.at.clone()).unwrap_or_default();
        let before = props.text.get(..fault.at.start).unwrap_or_default().encode_utf16().count();
        let at = |place: usize| u32::try_from(place).unwrap_or_default();
        let (from, to) = (at(before), at(before + part.encode_utf16().count()));
        let input = input.clone();
        let onclick = Callback::from(move |_: MouseEvent| {
            let Some(input) = input.cast::<web_sys::Element>() else { return };
            focus::focus(&input);
            for (name, place) in [("selectionStart", from), ("selectionEnd", to)] {
                let _ = Reflect::set(&input, &name.into(), &place.into());
            }
        });
        html! {
            <li class="oic-msg oic-msg--danger">
                { view_icon(Icon::FAIL, "oic-icon--sm") }
                <span class="oic-break">
                    <button type="button" class="oic-filterfault oic-mono" title={words.show_fault} {onclick}>{ safe_text(part) }</button>
                    { " " }{ fault_words(fault.kind, words) }
                </span>
            </li>
        }
    });
    let is_faulty = !props.faults.is_empty();
    html! {
        <>
            <div class="oic-affix oic-filterfield">
                { view_icon(Icon::FILTER, "oic-icon--sm") }
                <input ref={input.clone()} class="oic-input oic-mono" type="text" autocomplete="off" autocapitalize="none" spellcheck="false"
                    aria-label={words.field} placeholder={words.placeholder} aria-invalid={is_faulty.then_some("true")}
                    aria-describedby={messages.clone()} maxlength={MOST_CHARACTERS.to_string()}
                    value={(*typed).clone()} {oninput} {onkeydown} {onchange} />
            </div>
            // There from the start, so that assistive technology hears what appears in it.
            <div id={messages} class="oic-filterfaults" role="status">
                if is_faulty {
                    <p>{ words.faulty }</p>
                    <ul>{ for faults }</ul>
                }
            </div>
        </>
    }
}

fn fault_words(kind: FaultKind, words: &'static UserFilterTexts) -> String {
    match kind {
        FaultKind::Quote => words.fault_quote.to_owned(),
        FaultKind::Field => {
            let fields = Field::ALL.map(|(_, word)| word).join(", ");
            fill(words.fault_field, &[("fields", &fields)])
        }
        FaultKind::Empty => words.fault_empty.to_owned(),
        FaultKind::Value(field) => fill(words.fault_value, &[("values", &field.values().join(", "))]),
        FaultKind::Date => words.fault_date.to_owned(),
        FaultKind::Backwards => words.fault_backwards.to_owned(),
        FaultKind::NotSort => words.fault_not_sort.to_owned(),
        FaultKind::TooLong => count(words.fault_too_long, MOST_CHARACTERS),
    }
}
