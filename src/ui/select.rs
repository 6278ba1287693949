//! A choice of a few.

use yew::prelude::*;

use super::Icon;
use crate::browser::event_value;

/// Of [`Select`].
#[derive(Properties, PartialEq)]
pub struct SelectProps {
    /// For its label.
    #[prop_or_default]
    pub id: Option<AttrValue>,
    /// Its name where no label points to it.
    #[prop_or_default]
    pub label: Option<AttrValue>,
    /// Value and words of each option.
    pub options: Vec<(AttrValue, AttrValue)>,
    /// The value in force.
    pub value: AttrValue,
    /// Told the chosen value.
    pub onchange: Callback<String>,
}

/// The browser's own select in the design's clothes.
#[component]
pub fn Select(props: &SelectProps) -> Html {
    let onchange = props.onchange.reform(|event: Event| event_value(&event));
    html! {
        <span class="oic-selectbox">
            <select class="oic-select" id={props.id.clone()} aria-label={props.label.clone()} {onchange}>
                { for props.options.iter().map(|(value, words)| html! {
                    <option key={value.to_string()} value={value.clone()} selected={*value == props.value}>{ words }</option>
                }) }
            </select>
            <Icon name="chev-down" class="oic-icon--sm" />
        </span>
    }
}
