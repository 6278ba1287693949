//! The filter in words, a chip for each part of it; each can be removed, by mouse and by keyboard.

use yew::prelude::*;

use super::language::{Condition, Filter, Place, Test};
use crate::browser::focus;
use crate::desk::use_desk;
use crate::i18n::user_filter::{self as words, UserFilterTexts};
use crate::i18n::{Texts, fill, list_options};
use crate::pages::list_options::column_name;
use crate::pages::users::model::{level_words, receive_words};
use crate::ui::{Icon, safe_text, view_icon, visible};

/// Of [`Chips`].
#[derive(Properties, PartialEq)]
pub struct ChipsProps {
    /// The filter in force.
    pub filter: Filter,
    /// Told the one that is wanted.
    pub onfilter: Callback<Filter>,
}

/// The chips; nothing where there is no filter.
#[component]
pub fn Chips(props: &ChipsProps) -> Html {
    let desk = use_desk();
    let words = words::texts(desk.appearance.language);
    let texts = desk.texts();
    let root = use_node_ref();
    // Which one was removed, and how often one was: the focus goes on to the next.
    let removed = use_state_eq(|| (0_usize, 0_u32));
    {
        let root = root.clone();
        use_effect_with(*removed, move |(place, times)| {
            let Some(root) = root.cast::<web_sys::Element>().filter(|_| *times > 0) else { return };
            let bar = root.closest(".oic-filterbar").ok().flatten();
            if let Some(bar) = bar {
                focus::focus_first(&bar, ".oic-filterfield input");
                focus::focus_first(&bar, "[data-chip] button");
                focus::focus_first(&bar, &format!("[data-chip='{place}'] button"));
            }
        });
    }
    let filter = &props.filter;
    let after = |next: Filter, place: usize| {
        let (onfilter, removed) = (props.onfilter.clone(), removed.clone());
        Callback::from(move |()| {
            onfilter.emit(next.clone());
            removed.set((place, removed.1.wrapping_add(1)));
        })
    };
    let chip = |place: usize, said: String, next: Filter| {
        let remove = after(next, place);
        let label = fill(words.remove, &[("filter", &visible::plain(&said))]);
        let onclick = remove.reform(|_: MouseEvent| ());
        let onkeydown = Callback::from(move |event: KeyboardEvent| {
            if matches!(event.key().as_str(), "Delete" | "Backspace") {
                event.prevent_default();
                remove.emit(());
            }
        });
        html! {
            <li key={place} class="oic-chip oic-chip--filter" data-chip={place.to_string()}>
                <span class="oic-truncate">{ safe_text(&said) }</span>
                <button type="button" aria-label={label.clone()} title={label} {onclick} {onkeydown}>{ view_icon(Icon::X, "oic-icon--sm") }</button>
            </li>
        }
    };
    let mut chips: Vec<Html> = (0..)
        .zip(&filter.conditions)
        .map(|(place, condition)| {
            let mut next = filter.clone();
            if place < next.conditions.len() {
                next.conditions.remove(place);
            }
            chip(place, condition_words(condition, words, texts), next)
        })
        .collect();
    if let Some(sort) = filter.sort {
        let column = column_name(sort.column, texts, list_options::texts(desk.appearance.language));
        let text = if sort.descending { words.sorted_down } else { words.sorted_by };
        let next = Filter { sort: None, ..filter.clone() };
        chips.push(chip(chips.len(), fill(text, &[("column", column)]), next));
    }
    let clear = (!chips.is_empty()).then(|| {
        let onclick = after(Filter::default(), 0).reform(|_: MouseEvent| ());
        html! { <button type="button" class="oic-btn oic-btn--ghost oic-btn--sm" {onclick}>{ words.clear_all }</button> }
    });
    html! {
        <div ref={root} class="oic-row oic-row--wrap oic-filterchips">
            if !chips.is_empty() { <ul class="oic-row oic-row--wrap" aria-label={words.filters}>{ for chips }</ul> }
            { for clear }
        </div>
    }
}

/// `Has avatar: not Yes`, in the person's language.
fn condition_words(condition: &Condition, words: &'static UserFilterTexts, texts: &'static Texts) -> String {
    let yes = |is: bool| if is { words.yes } else { words.no }.to_owned();
    let all = |values: &[i32], word: fn(i32, &'static Texts) -> (String, bool)| {
        values.iter().map(|value| word(*value, texts).0).collect::<Vec<_>>().join(", ")
    };
    let (field, value) = match &condition.test {
        Test::Text(place, text) => {
            let field = match place {
                Place::Anywhere => words.anywhere,
                Place::Nick => words.nick,
                Place::Id => words.id,
                Place::Extra => words.extra,
            };
            (field, text.clone())
        }
        Test::Avatar(is) => (words.avatar, yes(*is)),
        Test::Online(is) => (words.online, yes(*is)),
        Test::Level(levels) => (words.level, all(levels, level_words)),
        Test::Receive(options) => (words.receive, all(options, receive_words)),
        Test::Created(from, to) => {
            let day = |day: &Option<super::language::Day>| day.map(|day| day.to_string()).unwrap_or_default();
            let (from_text, to_text) = (day(from), day(to));
            let text = match (from, to) {
                _ if from == to => return said(words, condition.negated, words.registered, &from_text),
                (Some(_), Some(_)) => words.days_between,
                (Some(_), None) => words.days_from,
                _ => words.days_to,
            };
            (words.registered, fill(text, &[("from", &from_text), ("to", &to_text)]))
        }
        Test::Undated => (words.registered, words.undated.to_owned()),
    };
    said(words, condition.negated, field, &value)
}

fn said(words: &'static UserFilterTexts, negated: bool, field: &str, value: &str) -> String {
    if negated { format!("{field}: {} {value}", words.not) } else { format!("{field}: {value}") }
}

#[cfg(test)]
mod tests {
    use super::super::language::read;
    use super::*;
    use crate::i18n::Language;

    #[test]
    fn each_condition_is_said_in_words() {
        let words = words::texts(Language::English);
        let texts = Language::English.texts();
        for (text, said) in [
            ("ann", "Text: ann"),
            ("!avatar:yes", "Has avatar: not Yes"),
            ("created:2026-01-01..2026-02-01", "Registered: 2026-01-01 to 2026-02-01"),
            ("created:2026-01-01", "Registered: 2026-01-01"),
            ("created:..2026-01-01", "Registered: until 2026-01-01"),
            ("created:none", "Registered: unknown"),
        ] {
            let (filter, _) = read(text);
            assert_eq!(condition_words(&filter.conditions[0], words, texts), said);
        }
    }
}
