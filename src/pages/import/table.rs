//! Rows of the file with what is to be said of them; what is wrong is mended in its place.

use openim_bulk::job::{Field, Finding, Known, Level, NumberChange, Overview, RowChange, RowView, State, TextChange};
use yew::prelude::*;

use super::cell::CellEditor;
use super::columns::column_name;
use super::findings::finding_words;
use super::worker::Worker;
use crate::browser::{focus, format};
use crate::desk::{Desk, use_desk};
use crate::i18n::import::ImportTexts;
use crate::i18n::{fill, import as words, import_findings};
use crate::ui::{Icon, icon_button, safe_text, view_icon};

/// Of [`RowsTable`].
#[derive(Properties, PartialEq)]
pub struct RowsTableProps {
    /// Has the rows.
    pub worker: Worker,
    /// What the columns are.
    pub overview: Overview,
    /// Those that are shown.
    pub rows: Vec<RowView>,
    /// Id of its heading.
    pub labelled_by: AttrValue,
    /// A cell gets this text: row, column, the whole of it.
    pub onmend: Callback<(u32, u32, String)>,
    /// A row is taken out, or put back.
    pub onleave: Callback<(u32, bool)>,
}

/// The column of a field.
pub fn column_of(overview: &Overview, field: Field) -> Option<usize> {
    overview.columns.iter().position(|column| column.field == Some(field))
}

/// The text of a field in a row; a mark where there is none.
pub fn view_field(overview: &Overview, row: &RowView, field: Field) -> Html {
    match column_of(overview, field).and_then(|at| row.cells.get(at)).filter(|cell| !cell.text.is_empty()) {
        Some(cell) => html! { <>{ safe_text(&cell.text) }if cell.cut { { "…" } }</> },
        None => html! { <span class="oic-faint">{ "—" }</span> },
    }
}

/// The table.
#[component]
pub fn RowsTable(props: &RowsTableProps) -> Html {
    let desk = use_desk();
    let words = words::texts(desk.appearance.language);
    let editing = use_state_eq(|| None::<(u32, u32)>);
    let region = use_node_ref();
    {
        // What was used may be gone with its row: then the keyboard stays with the table.
        let (region, is_first) = (region.clone(), use_mut_ref(|| true));
        let numbers: Vec<u32> = props.rows.iter().map(|row| row.row).collect();
        use_effect_with((*editing, numbers), move |(editing, _)| {
            let is_lost = focus::active().is_none_or(|active| active.tag_name() == "BODY");
            if let Some(region) =
                region.cast::<web_sys::Element>().filter(|_| is_lost && editing.is_none() && !is_first.replace(false))
            {
                focus::focus(&region);
            }
            is_first.replace(false);
        });
    }
    let head = html! {
        <thead><tr>
            <th scope="col" class="oic-col-num">{ words.line }</th>
            <th scope="col">{ "userID" }</th>
            <th scope="col" class="oic-hide-sm">{ "nickname" }</th>
            <th scope="col" class="oic-col-grow">{ words.finding }</th>
            <th scope="col" class="oic-col-act"><span class="oic-vh">{ words.actions }</span></th>
        </tr></thead>
    };
    let row = |row: &RowView| {
        let number = row.row;
        let edit = {
            let editing = editing.setter();
            Callback::from(move |column: u32| editing.set(Some((number, column))))
        };
        let said = match *editing {
            Some((of, column)) if of == number => {
                let name = props.overview.columns.get(column as usize).map_or("", |column| column.name.as_str());
                let name = column_name(name, column as usize, words);
                let label = fill(words.mend_cell, &[("column", &name), ("line", &format::count(row.line as usize))]);
                let (close, cancel) = (editing.setter(), editing.setter());
                let onsave = props.onmend.reform(move |text: String| {
                    close.set(None);
                    (number, column, text)
                });
                html! {
                    <CellEditor worker={props.worker.clone()} row={number} {column} {label} {onsave}
                        oncancel={Callback::from(move |()| cancel.set(None))} />
                }
            }
            _ => view_said(&desk, &props.overview, row, &edit),
        };
        let is_out = row.state == State::LeftOut;
        let leave = props.onleave.reform(move |_: MouseEvent| (number, !is_out));
        let (icon, label) = if is_out { (Icon::PLUS, words.put_back_line) } else { (Icon::X, words.leave_out_line) };
        let label = fill(label, &[("line", &format::count(row.line as usize))]);
        html! {
            <tr key={number.to_string()}>
                <td class="oic-col-num oic-muted">{ format::count(row.line as usize) }</td>
                <td class="oic-mono oic-breakcell">{ view_field(&props.overview, row, Field::UserId) }</td>
                <td class="oic-breakcell oic-hide-sm">{ view_field(&props.overview, row, Field::Nickname) }</td>
                <td class="oic-col-wrap">{ said }</td>
                <td class="oic-col-act">
                    { icon_button(icon, "oic-btn--ghost oic-btn--sm", label, leave) }
                </td>
            </tr>
        }
    };
    html! {
        <div ref={region} class="oic-tablebox oic-tablebox--card" role="region" aria-labelledby={props.labelled_by.clone()} tabindex="0">
            <table class="oic-table">{ head }<tbody>{ for props.rows.iter().map(row) }</tbody></table>
        </div>
    }
}

/// What is to be said of a row: findings, what the server knows, what would be changed.
fn view_said(desk: &Desk, overview: &Overview, row: &RowView, edit: &Callback<u32>) -> Html {
    let words = words::texts(desk.appearance.language);
    let icon = |icon, class, text: Html| html! { <span class="oic-row">{ view_icon(icon, class) }<span>{ text }</span></span> };
    let state = match (row.state, row.known) {
        (State::LeftOut, _) => icon(Icon::SKIP, "oic-icon--sm oic-icon--faint", words.state_left_out.into()),
        (State::Ready, Known::Registered) if row.change.is_none() => {
            icon(Icon::SKIP, "oic-icon--sm oic-icon--faint", words.state_registered.into())
        }
        (State::Ready, Known::Unclear) => icon(Icon::ALERT, "oic-icon--sm oic-icon--warn", words.state_unclear.into()),
        (State::Ready, Known::Free) if row.findings.is_empty() => {
            icon(Icon::OK, "oic-icon--sm oic-icon--ok", words.state_free.into())
        }
        (State::Ready, Known::Unasked) if row.findings.is_empty() => {
            icon(Icon::CLOCK, "oic-icon--sm oic-icon--faint", words.state_unasked.into())
        }
        _ => Html::default(),
    };
    html! {
        <div class="oic-stack oic-stack--tight">
            { for row.findings.iter().map(|finding| view_finding(desk, overview, row, finding, edit)) }
            { state }
            if let Some(change) = &row.change { { view_change(change, words) } }
        </div>
    }
}

fn view_finding(desk: &Desk, overview: &Overview, row: &RowView, finding: &Finding, edit: &Callback<u32>) -> Html {
    let words = words::texts(desk.appearance.language);
    let (icon, class) = match finding.level {
        Level::Broken => (Icon::FAIL, "oic-icon--sm oic-icon--danger"),
        Level::Hint => (Icon::ALERT, "oic-icon--sm oic-icon--warn"),
    };
    let column = finding.column.and_then(|at| Some((at, overview.columns.get(at as usize)?)));
    let name = column.map(|(at, column)| column_name(&column.name, at as usize, words));
    let said = finding_words(finding, import_findings::texts(desk.appearance.language));
    // A cell is mended once, whatever is to be said of it.
    let is_first =
        row.findings.iter().find(|of| of.column == finding.column).is_some_and(|of| std::ptr::eq(of, finding));
    let mend = column.filter(|_| is_first).map(|(at, _)| {
        let label = fill(
            words.mend_cell,
            &[("column", name.as_deref().unwrap_or_default()), ("line", &format::count(row.line as usize))],
        );
        html! {
            <button type="button" class="oic-btn oic-btn--ghost oic-btn--sm" aria-label={label} onclick={edit.reform(move |_: MouseEvent| at)}>
                { view_icon(Icon::EDIT, "oic-icon--sm") }{ words.mend }
            </button>
        }
    });
    html! {
        <span class="oic-row">
            { view_icon(icon, class) }
            <span class="oic-break">
                if let Some(name) = &name { <span class="oic-mono">{ safe_text(name) }</span>{ ": " } }
                { safe_text(&said) }
            </span>
            { for mend }
        </span>
    }
}

/// Each field that would be changed: before and after.
fn view_change(change: &RowChange, words: &'static ImportTexts) -> Html {
    let text = |name: &'static str, change: &Option<TextChange>| {
        change.as_ref().map(|change| (name, change.before.clone(), change.after.clone()))
    };
    let option = change
        .global_recv_msg_opt
        .as_ref()
        .map(|NumberChange { before, after }| (Field::GlobalRecvMsgOpt.word(), before.to_string(), after.to_string()));
    let changes = [
        text(Field::Nickname.word(), &change.nickname),
        text(Field::FaceUrl.word(), &change.face_url),
        text(Field::Ex.word(), &change.ex),
        option,
    ];
    let view = |(name, before, after): (&'static str, String, String)| {
        html! {
            <li>
                <span class="oic-mono">{ name }</span>{ ": " }
                <span class="oic-vh">{ words.before }</span>
                if before.is_empty() { <span class="oic-faint">{ words.empty }</span> } else { <del class="oic-break">{ safe_text(&before) }</del> }
                { " → " }
                <span class="oic-vh">{ words.after }</span>
                <ins class="oic-break">{ safe_text(&after) }</ins>
            </li>
        }
    };
    html! { <ul>{ for changes.into_iter().flatten().map(view) }</ul> }
}
