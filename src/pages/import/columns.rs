//! What each column is taken for, and how cells are read.

use openim_bulk::job::{Choices, ColumnView, Field, Format, Use};
use yew::prelude::*;

use super::Opened;
use super::model::size_words;
use super::reading::{Reread, view_ways};
use crate::browser::event_checked;
use crate::desk::Desk;
use crate::i18n::import::ImportTexts;
use crate::i18n::{count, fill, import as words};
use crate::ui::{BannerKind, Icon, banner, safe_text, select, view_icon, visible};

/// The choices with this column for this field. Whatever else was taken for it is no longer.
pub fn with_column(choices: &Choices, column: usize, field: Option<Field>) -> Choices {
    let mut next = choices.clone();
    for (at, known) in next.fields.iter_mut().enumerate() {
        if at == column {
            *known = field;
        } else if field.is_some() && *known == field {
            *known = None;
        }
    }
    next
}

/// The name of a column that may have none.
pub fn column_name(name: &str, column: usize, words: &'static ImportTexts) -> String {
    if name.is_empty() { fill(words.column_number, &[("n", &(column + 1).to_string())]) } else { name.to_owned() }
}

/// The file, and its columns.
pub fn view_columns(
    desk: &Desk,
    opened: &Opened,
    choose: &Callback<Choices>,
    reread: &Callback<Reread>,
    onchange_file: &Callback<MouseEvent>,
) -> Html {
    let words = words::texts(desk.appearance.language);
    let Opened { name, overview } = opened;
    let choices = &overview.choices;
    let title_id = desk.id("import-columns");
    let check = |checked: bool, label: &'static str, hint: &'static str, set: fn(&mut Choices, bool)| {
        let (choose, choices) = (choose.clone(), choices.clone());
        let onchange = Callback::from(move |event: Event| {
            let mut next = choices.clone();
            set(&mut next, event_checked(&event));
            choose.emit(next);
        });
        html! {
            <label class="oic-check">
                <input type="checkbox" {checked} {onchange} />
                <span>{ label }if !hint.is_empty() { <br /><span class="oic-hint">{ hint }</span> }</span>
            </label>
        }
    };
    html! {
        <>
            <div class="oic-card"><div class="oic-card__body oic-stack">
                <div class="oic-row oic-row--wrap">
                    { view_icon(Icon::FILE, "") }
                    <span class="oic-strong oic-break">{ safe_text(name) }</span>
                    <span class="oic-faint oic-num">
                        { count(words.rows, overview.summary.rows as usize) }{ " · " }{ size_words(overview.bytes) }
                    </span>
                    <span class="oic-push"></span>
                    <button type="button" class="oic-btn oic-btn--ghost oic-btn--sm" onclick={onchange_file.clone()}>{ words.change_file }</button>
                </div>
                { view_ways(desk, overview, reread) }
                if overview.format == Format::Csv {
                    { check(choices.header, words.header_row, "", |choices, is| choices.header = is) }
                }
            </div></div>
            if overview.lossy { { banner(BannerKind::Warn, words.lossy, words.lossy_text.into(), Html::default()) } }
            <section class="oic-section">
                <div class="oic-section__head"><h3 class="oic-h3" id={title_id.clone()}>{ words.columns }</h3></div>
                <div class="oic-tablebox oic-tablebox--card" role="region" aria-labelledby={title_id} tabindex="0">
                    <table class="oic-table">
                        <thead><tr>
                            <th scope="col">{ words.column }</th>
                            <th scope="col">{ words.taken_for }</th>
                            <th scope="col" class="oic-col-grow oic-hide-sm">{ words.samples }</th>
                        </tr></thead>
                        <tbody>{ for overview.columns.iter().enumerate().map(|(at, column)| view_column(words, choices, at, column, choose)) }</tbody>
                    </table>
                </div>
            </section>
            <div class="oic-stack oic-stack--tight">
                { check(choices.gather, words.gather, words.gather_hint, |choices, is| choices.gather = is) }
                { check(choices.id_as_nickname, words.id_as_nickname, "", |choices, is| choices.id_as_nickname = is) }
                { check(choices.trim, words.trim, "", |choices, is| choices.trim = is) }
            </div>
        </>
    }
}

fn view_column(
    words: &'static ImportTexts,
    choices: &Choices,
    at: usize,
    column: &ColumnView,
    choose: &Callback<Choices>,
) -> Html {
    let nothing = match column.used {
        Use::Gathered => words.use_gathered,
        Use::Known => words.use_known,
        Use::Field | Use::Ignored if choices.gather => words.use_gathered,
        Use::Field | Use::Ignored => words.use_ignored,
    };
    let mut options = vec![(AttrValue::from(""), AttrValue::from(nothing))];
    options.extend(Field::ALL.iter().map(|field| (AttrValue::from(field.word()), AttrValue::from(field.word()))));
    let onchange = {
        let (choose, choices) = (choose.clone(), choices.clone());
        Callback::from(move |word: String| {
            let field = Field::ALL.iter().copied().find(|field| field.word() == word);
            choose.emit(with_column(&choices, at, field));
        })
    };
    let name = column_name(&column.name, at, words);
    let value = column.field.map_or("", Field::word);
    let samples = column.samples.iter().enumerate().map(|(at, sample)| {
        html! { <>if at > 0 { <span class="oic-faint">{ " · " }</span> }{ safe_text(sample) }</> }
    });
    html! {
        <tr key={at.to_string()}>
            <td class="oic-mono oic-breakcell">{ safe_text(&name) }</td>
            <td><label><span class="oic-vh">{ fill(words.taken_for_of, &[("column", &visible::plain(&name))]) }</span>{ select(None, None, &options, value, &onchange) }</label></td>
            <td class="oic-muted oic-breakcell oic-hide-sm">{ for samples }</td>
        </tr>
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use openim_bulk::job::Existing;

    #[test]
    fn a_field_is_of_one_column_alone() {
        let choices = Choices {
            header: true,
            fields: vec![Some(Field::UserId), Some(Field::Nickname), None],
            gather: false,
            id_as_nickname: false,
            trim: false,
            existing: Existing::Leave,
        };
        let next = with_column(&choices, 2, Some(Field::UserId));
        assert_eq!(next.fields, [None, Some(Field::Nickname), Some(Field::UserId)]);
        let next = with_column(&next, 2, None);
        assert_eq!(next.fields, [None, Some(Field::Nickname), None]);
    }
}
