//! What stands in the menu: columns, density, reading anew, reset.

use yew::prelude::*;

use super::model::{Column, INTERVALS, Options};
use super::table::name;
use crate::browser::focus;
use crate::desk::use_desk;
use crate::i18n::{count, fill, list_options as words};
use crate::ui::{Icon, icon_button_if, select};

/// Of [`OptionsMenu`].
#[derive(Properties, PartialEq)]
pub struct OptionsMenuProps {
    /// As they are.
    pub options: Options,
    /// Told what they are to be.
    pub onchange: Callback<Options>,
}

/// The content of the menu.
#[component]
pub fn OptionsMenu(props: &OptionsMenuProps) -> Html {
    let desk = use_desk();
    let (texts, words) = (desk.texts(), words::texts(desk.appearance.language));
    let root = use_node_ref();
    let moved = use_state_eq(|| None::<(Column, bool, usize)>);
    let options = &props.options;
    {
        // The button has moved with its row, and lost the focus by that; at the end of the way it cannot be used any more.
        let root = root.clone();
        use_effect_with(*moved, move |moved| {
            if let (Some((column, up, _)), Some(root)) = (moved, root.cast::<web_sys::Element>()) {
                let row = format!("[data-column={}]", column.word());
                let (first, second) = if *up { ("up", "down") } else { ("down", "up") };
                focus::focus_first(&root, &format!("{row} [data-move={second}] button:not(:disabled)"));
                focus::focus_first(&root, &format!("{row} [data-move={first}] button:not(:disabled)"));
            }
        });
    }
    let change = |next: Options| props.onchange.reform(move |_: MouseEvent| next.clone());
    let toggle = |next: Options| props.onchange.reform(move |_: Event| next.clone());
    let shift = |column: Column, up: bool, place: usize| {
        let (next, onchange, moved) = (options.moved(column, up), props.onchange.clone(), moved.setter());
        Callback::from(move |_: MouseEvent| {
            onchange.emit(next.clone());
            moved.set(Some((column, up, place)));
        })
    };
    let last = options.columns.len();
    let rows = options.columns.iter().zip(1_usize..).map(|((column, shown), number)| {
        let words_of = name(*column, texts, words);
        let label = |text: &str| fill(text, &[("column", words_of)]);
        html! {
            <li key={column.word()} class="oic-row" data-column={column.word()}>
                <label class="oic-check oic-grow">
                    <input type="checkbox" checked={*shown} disabled={*column == Column::User} onchange={toggle(options.toggled(*column))} />
                    <span>{ words_of }</span>
                </label>
                <span data-move="up">
                    { icon_button_if(number > 1, Icon::ARROW_UP, "oic-btn--ghost oic-btn--sm", label(words.move_up), shift(*column, true, number)) }
                </span>
                <span data-move="down">
                    { icon_button_if(number < last, Icon::ARROW_DOWN, "oic-btn--ghost oic-btn--sm", label(words.move_down), shift(*column, false, number)) }
                </span>
            </li>
        }
    });
    let said = moved.and_then(|(column, ..)| {
        let number = options.columns.iter().position(|(of, _)| *of == column)? + 1;
        let values = [("column", name(column, texts, words)), ("n", &*number.to_string()), ("all", &*last.to_string())];
        Some(fill(words.moved, &values))
    });
    let density = |compact: bool, words: &'static str| {
        let next = Options { compact, ..options.clone() };
        html! {
            <label>
                <input type="radio" name={desk.id("density")} checked={options.compact == compact}
                    data-first={(options.compact == compact).then_some("true")} onchange={toggle(next)} />
                <span>{ words }</span>
            </label>
        }
    };
    let intervals: Vec<(AttrValue, AttrValue)> = INTERVALS
        .into_iter()
        .map(|seconds| {
            let text = if seconds == 0 { words.off.to_owned() } else { count(words.every, seconds as usize) };
            (seconds.to_string().into(), text.into())
        })
        .collect();
    let onrefresh = {
        let options = options.clone();
        props.onchange.reform(move |seconds: String| Options {
            refresh_seconds: seconds.parse().unwrap_or_default(),
            ..options.clone()
        })
    };
    let refresh = desk.id("auto-refresh");
    html! {
        <div ref={root} class="oic-options">
            <fieldset class="oic-row">
                <legend class="oic-vh">{ words.density }</legend>
                <span class="oic-label oic-grow" aria-hidden="true">{ words.density }</span>
                <span class="oic-seg">{ density(false, words.comfortable) }{ density(true, words.compact) }</span>
            </fieldset>
            <div class="oic-row">
                <label class="oic-label oic-grow" for={refresh.clone()}>{ words.auto_refresh }</label>
                { select(Some(refresh), None, &intervals, &options.refresh_seconds.to_string(), &onrefresh) }
            </div>
            <p class="oic-hint">{ words.pauses }</p>
            <hr />
            <fieldset>
                <legend class="oic-label">{ words.columns }</legend>
                <ul>{ for rows }</ul>
                <p class="oic-hint oic-only-sm">{ words.small_screen }</p>
                <span class="oic-vh" role="status">{ said.unwrap_or_default() }</span>
            </fieldset>
            <hr />
            <button type="button" class="oic-btn oic-btn--sm" disabled={*options == Options::default()} onclick={change(Options::default())}>
                { words.reset }
            </button>
        </div>
    }
}
