//! The keyboard from row to row: the focus goes from name to name, and Enter follows the link as it always does.

use web_sys::{Element, KeyboardEvent};

use crate::browser::{self, focus};

/// The way to a user.
const LINK: &str = ".oic-ident__name";

/// Where a key leads.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Step {
    /// The row below.
    Next,
    /// The row above.
    Before,
    /// The first row.
    First,
    /// The last row.
    Last,
}

/// What a key asks for. `in_table`: the keyboard is in the table, where arrows are its own; `letters`: single letters are in
/// force.
pub fn step(key: &str, in_table: bool, letters: bool) -> Option<Step> {
    match key {
        "ArrowDown" if in_table => Some(Step::Next),
        "ArrowUp" if in_table => Some(Step::Before),
        "Home" if in_table => Some(Step::First),
        "End" if in_table => Some(Step::Last),
        "j" | "J" if letters => Some(Step::Next),
        "k" | "K" if letters => Some(Step::Before),
        _ => None,
    }
}

/// Goes there, if a key asks for it. `page` is what the list stands in.
pub fn follow(page: &Element, event: &KeyboardEvent, letters: bool) {
    if event.default_prevented() || event.ctrl_key() || event.meta_key() || event.alt_key() {
        return;
    }
    let target = browser::event_element(event);
    let within =
        |selector: &str| target.as_ref().is_some_and(|target| target.closest(selector).ok().flatten().is_some());
    if focus::is_for_field(event) || within(".oic-popup, dialog") {
        return;
    }
    let Some(step) = step(&event.key(), within(".oic-tablebox"), letters) else { return };
    let row = target.as_ref().and_then(|target| target.closest("tbody tr").ok().flatten());
    let found = |selector: &str| page.query_selector(selector).ok().flatten();
    let next = match (step, row) {
        (Step::Next, Some(row)) => row.next_element_sibling(),
        (Step::Before, Some(row)) => row.previous_element_sibling(),
        (Step::Last, _) => found("tbody tr:last-child"),
        (Step::First, _) | (Step::Next | Step::Before, None) => found("tbody tr"),
    };
    event.prevent_default();
    if let Some(next) = next {
        focus::focus_first(&next, LINK);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn arrows_belong_to_the_table_and_letters_to_the_page() {
        assert_eq!(step("ArrowDown", true, false), Some(Step::Next));
        assert_eq!(step("ArrowDown", false, true), None);
        assert_eq!(step("End", true, false), Some(Step::Last));
        assert_eq!(step("j", false, true), Some(Step::Next));
        assert_eq!(step("K", true, true), Some(Step::Before));
        assert_eq!(step("j", true, false), None, "somebody switched single letters off");
        assert_eq!(step("Enter", true, true), None, "the link follows by itself");
    }
}
