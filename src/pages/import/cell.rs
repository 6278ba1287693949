//! A cell that is mended in its place.

use openim_bulk::job::{CellAt, Reply, Request};
use yew::prelude::*;

use super::worker::Worker;
use crate::browser::{event_value, focus};
use crate::desk::use_desk;
use crate::hooks::use_task;
use crate::i18n::import as words;

/// Of [`CellEditor`].
#[derive(Properties, PartialEq)]
pub struct CellEditorProps {
    /// Has the whole text.
    pub worker: Worker,
    /// Which row.
    pub row: u32,
    /// Which column.
    pub column: u32,
    /// What it is called.
    pub label: AttrValue,
    /// The whole new text.
    pub onsave: Callback<String>,
    /// It stays as it is.
    pub oncancel: Callback<()>,
}

/// The field. Enter saves, Escape leaves it.
#[component]
pub fn CellEditor(props: &CellEditorProps) -> Html {
    let desk = use_desk();
    let words = words::texts(desk.appearance.language);
    let text = use_state_eq(|| None::<String>);
    let input = use_node_ref();
    let task = use_task();
    {
        let (worker, text) = (props.worker.clone(), text.setter());
        use_effect_with((props.row, props.column), move |(row, column)| {
            let at = CellAt { row: *row, column: *column };
            task.start(async move {
                let whole = match worker.ask(Request::Cell(at)).await {
                    Ok(Reply::Text(whole)) => whole,
                    _ => String::new(),
                };
                text.set(Some(whole));
            });
        });
    }
    {
        let input = input.clone();
        use_effect_with(text.is_some(), move |_| {
            if let Some(input) = input.cast::<web_sys::Element>() {
                focus::focus(&input);
            }
        });
    }
    let Some(whole) = (*text).clone() else { return html! { <span class="oic-skel" /> } };
    let oninput = {
        let text = text.setter();
        Callback::from(move |event: InputEvent| text.set(Some(event_value(&event))))
    };
    let onsubmit = {
        let (save, whole) = (props.onsave.clone(), whole.clone());
        Callback::from(move |event: SubmitEvent| {
            event.prevent_default();
            save.emit(whole.clone());
        })
    };
    let onkeydown = {
        let cancel = props.oncancel.clone();
        Callback::from(move |event: KeyboardEvent| {
            if event.key() == "Escape" {
                event.stop_propagation();
                cancel.emit(());
            }
        })
    };
    html! {
        <form class="oic-row oic-row--wrap" {onsubmit} {onkeydown}>
            <input ref={input} class="oic-input oic-input--mono" type="text" value={whole} aria-label={props.label.clone()} {oninput} />
            <button type="submit" class="oic-btn oic-btn--sm oic-btn--primary">{ words.save }</button>
            <button type="button" class="oic-btn oic-btn--sm" onclick={props.oncancel.reform(|_: MouseEvent| ())}>{ words.cancel }</button>
        </form>
    }
}
