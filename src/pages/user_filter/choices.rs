//! The filter by choosing, for those who do not want to write it.

use yew::prelude::*;

use super::language::{Day, Field, Filter, Test};
use crate::browser::{event_checked, event_value};
use crate::desk::Desk;
use crate::i18n::list_options;
use crate::i18n::user_filter::UserFilterTexts;
use crate::pages::list_options::{Column, Sort, column_name};
use crate::pages::users::model::{level_words, receive_words};
use crate::ui::select;

/// The content of the menu.
pub fn view_choices(
    desk: &Desk,
    words: &'static UserFilterTexts,
    filter: &Filter,
    onfilter: &Callback<Filter>,
) -> Html {
    let texts = desk.texts();
    let yes_no = |field: Field, label: &'static str, now: Option<bool>, test: fn(bool) -> Test| {
        let options = [(String::new(), words.any), ("yes".to_owned(), words.yes), ("no".to_owned(), words.no)];
        let now = now.map_or("", |is| if is { "yes" } else { "no" });
        let filter = filter.clone();
        let set =
            onfilter.reform(move |value: String| filter.with(field, (!value.is_empty()).then(|| test(value == "yes"))));
        view_choice(desk, field.word(), label, &options.map(|(value, words)| (value, words.to_owned())), now, &set)
    };
    let numbers = |field: Field, label: &'static str, values: &[i32], now: Option<&[i32]>| {
        let word = |value: i32| match field {
            Field::Level => level_words(value, texts).0,
            _ => receive_words(value, texts).0,
        };
        let mut options = vec![(String::new(), words.any.to_owned())];
        options.extend(values.iter().map(|value| (value.to_string(), word(*value))));
        let text_of = |now: &[i32]| now.iter().map(ToString::to_string).collect::<Vec<_>>().join(",");
        let now = now.map(text_of).unwrap_or_default();
        // Several at once can only be written; here they are one choice more.
        if options.iter().all(|(value, _)| *value != now) {
            options.push((
                now.clone(),
                now.split(',').filter_map(|value| value.parse().ok()).map(word).collect::<Vec<_>>().join(", "),
            ));
        }
        let filter = filter.clone();
        let set = onfilter.reform(move |value: String| {
            let values: Vec<i32> = value.split(',').filter_map(|value| value.parse().ok()).collect();
            let test = if field == Field::Level { Test::Level(values.clone()) } else { Test::Receive(values.clone()) };
            filter.with(field, (!values.is_empty()).then_some(test))
        });
        view_choice(desk, field.word(), label, &options, &now, &set)
    };
    let yes_of = |field| match filter.of(field) {
        Some(Test::Avatar(is) | Test::Online(is)) => Some(*is),
        _ => None,
    };
    let numbers_of = |field| match filter.of(field) {
        Some(Test::Level(values) | Test::Receive(values)) => Some(values.as_slice()),
        _ => None,
    };
    let (from, to) = match filter.of(Field::Created) {
        Some(Test::Created(from, to)) => (*from, *to),
        _ => (None, None),
    };
    let date = |name: &'static str,
                label: &'static str,
                now: Option<Day>,
                span: Callback<Option<Day>, (Option<Day>, Option<Day>)>| {
        let (filter, onfilter) = (filter.clone(), onfilter.clone());
        let onchange = Callback::from(move |event: Event| {
            let (from, to) = match span.emit(Day::read(&event_value(&event))) {
                // The other end gives way.
                (Some(from), Some(to)) if from > to => {
                    if now == Some(from) {
                        (Some(to), Some(to))
                    } else {
                        (Some(from), Some(from))
                    }
                }
                span => span,
            };
            let test = (from.is_some() || to.is_some()).then_some(Test::Created(from, to));
            onfilter.emit(filter.with(Field::Created, test));
        });
        let id = desk.id(&format!("choice-{name}"));
        html! {
            <div class="oic-row">
                <label class="oic-label oic-grow" for={id.clone()}>{ label }</label>
                <input {id} class="oic-input" type="date" min="1970-01-01" max="9999-12-31" value={now.map(|day| day.to_string()).unwrap_or_default()} {onchange} />
            </div>
        }
    };
    html! {
        <div class="oic-options">
            { yes_no(Field::Avatar, words.avatar, yes_of(Field::Avatar), Test::Avatar) }
            { numbers(Field::Level, words.level, &[1, 2, 3, 4], numbers_of(Field::Level)) }
            { numbers(Field::Receive, words.receive, &[0, 1, 2], numbers_of(Field::Receive)) }
            { yes_no(Field::Online, words.online, yes_of(Field::Online), Test::Online) }
            { date("from", words.registered_from, from, Callback::from(move |day| (day, to))) }
            { date("to", words.registered_to, to, Callback::from(move |day| (from, day))) }
            <hr />
            { view_sort(desk, words, filter, onfilter) }
        </div>
    }
}

fn view_choice(
    desk: &Desk,
    name: &str,
    label: &'static str,
    options: &[(String, String)],
    now: &str,
    onchange: &Callback<String>,
) -> Html {
    let id = desk.id(&format!("choice-{name}"));
    let options: Vec<(AttrValue, AttrValue)> =
        options.iter().map(|(value, words)| (value.clone().into(), words.clone().into())).collect();
    html! {
        <div class="oic-row">
            <label class="oic-label oic-grow" for={id.clone()}>{ label }</label>
            { select(Some(id), None, &options, now, onchange) }
        </div>
    }
}

fn view_sort(desk: &Desk, words: &'static UserFilterTexts, filter: &Filter, onfilter: &Callback<Filter>) -> Html {
    let texts = list_options::texts(desk.appearance.language);
    let mut options = vec![(String::new(), words.server_order.to_owned())];
    options.extend(
        Column::ALL.map(|(column, word)| (word.to_owned(), column_name(column, desk.texts(), texts).to_owned())),
    );
    let descending = filter.sort.is_some_and(|sort| sort.descending);
    let by = {
        let filter = filter.clone();
        onfilter.reform(move |value: String| {
            let column = Column::ALL.into_iter().find(|(_, word)| *word == value).map(|(column, _)| column);
            Filter { sort: column.map(|column| Sort { column, descending }), ..filter.clone() }
        })
    };
    let turn = {
        let filter = filter.clone();
        onfilter.reform(move |event: Event| {
            let descending = event_checked(&event);
            Filter { sort: filter.sort.map(|sort| Sort { descending, ..sort }), ..filter.clone() }
        })
    };
    let now = filter.sort.map_or("", |sort| sort.column.word());
    html! {
        <>
            { view_choice(desk, "sort", words.sort_by, &options, now, &by) }
            <label class="oic-check">
                <input type="checkbox" checked={descending} disabled={filter.sort.is_none()} onchange={turn} />
                <span>{ words.descending }</span>
            </label>
        </>
    }
}
