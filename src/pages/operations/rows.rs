//! The rows: newest on top, a hundred at a time.

use std::rc::Rc;

use openim_api::ErrorKind;
use yew::prelude::*;

use super::about::about;
use super::address::{Address, SLOW_MILLIS};
use super::outcome::view_outcome;
use crate::browser::format;
use crate::desk::{Desk, use_desk};
use crate::i18n::{fill, operations as words};
use crate::operations::Operation;
use crate::shell::link_with;
use crate::ui::row_keys;

/// Rows drawn at a time.
pub const ROWS: u32 = 100;

/// Of [`Rows`].
#[derive(Properties, PartialEq)]
pub struct RowsProps {
    /// Those of this page, newest first.
    pub calls: Vec<Rc<Operation>>,
    /// What is shown, for the links.
    pub address: Address,
    /// Told whether the rows have been scrolled away from their start.
    pub onscroll: Callback<bool>,
}

/// Each is a link to its call; the arrow keys go from one to the next.
#[component]
pub fn Rows(props: &RowsProps) -> Html {
    let desk = use_desk();
    let words = words::texts(desk.appearance.language);
    // Reading a hundred requests takes longer than drawing them: only what is new is worth it.
    let abouts = {
        let numbers: Vec<u32> = props.calls.iter().map(|call| call.number).collect();
        let calls = props.calls.clone();
        use_memo((numbers, desk.appearance.language), move |_| {
            calls.iter().map(|call| about(call, words)).collect::<Vec<_>>()
        })
    };
    let table = use_node_ref();
    let onkeydown = row_keys(&table);
    let onscroll = props.onscroll.reform(|event: Event| crate::browser::event_scrolled(&event));
    html! {
        <div ref={table} class="oic-tablebox" role="region" tabindex="0" aria-label={words.title} {onkeydown} {onscroll}>
            <table class="oic-table" data-density="compact" aria-label={words.title}>
                <thead>
                    <tr>
                        <th scope="col" class="oic-hide-sm">{ words.column_time }</th>
                        <th scope="col" class="oic-col-grow">{ words.column_path }</th>
                        <th scope="col" class="oic-hide-sm">{ words.column_about }</th>
                        <th scope="col" class="oic-col-code">{ "errCode" }</th>
                        <th scope="col" class="oic-col-num" aria-label={words.column_millis}>{ "ms" }</th>
                    </tr>
                </thead>
                <tbody>
                    { for props.calls.iter().zip(abouts.iter()).map(|(call, about)| view_row(&desk, call, about, &props.address)) }
                </tbody>
            </table>
        </div>
    }
}

fn view_row(desk: &Desk, call: &Operation, about: &str, address: &Address) -> Html {
    let words = words::texts(desk.appearance.language);
    let record = &call.record;
    let id = record.operation_id.as_str();
    let is_open = address.operation.as_deref() == Some(id);
    let to = Address { operation: Some(id.to_owned()), ..address.clone() }.route();
    let time = format::time_of_day(record.started_at_millis);
    let label = fill(words.open_call, &[("path", record.path), ("time", &time)]);
    let is_slow = record.duration_millis >= SLOW_MILLIS;
    let took_back = record.error.as_ref().is_some_and(|error| error.kind == ErrorKind::Cancelled);
    let millis = if is_slow && !took_back { "oic-col-num oic-strong" } else { "oic-col-num oic-muted" };
    html! {
        <tr key={call.number} class="oic-rowlink" aria-selected={is_open.then_some("true")}>
            <td class="oic-num oic-muted oic-hide-sm">{ time.clone() }</td>
            <td>
                <div class="oic-ident oic-ident--path">
                    <div class="oic-ident__text">
                        { link_with(&desk.navigator, to, "oic-ident__name oic-mono oic-truncate", Some(label.into()), is_open, record.path.into()) }
                        <span class="oic-ident__sub oic-truncate"><bdi>{ time }</bdi>{ " " }{ about }</span>
                    </div>
                </div>
            </td>
            <td class="oic-muted oic-hide-sm oic-aboutcell"><div class="oic-truncate"><bdi>{ about }</bdi></div></td>
            <td>{ view_outcome(call, words) }</td>
            <td class={millis}>{ format::number(i64::from(record.duration_millis)) }</td>
        </tr>
    }
}
