//! The keyboard in the list: the focus goes from name to name or from checkbox to checkbox, Enter follows the link as it always
//! does, X and Space select.

use openim_api::UserId;
use wasm_bindgen::JsCast;
use web_sys::{Element, Event, KeyboardEvent};

use crate::browser::{self, focus};
use crate::pages::user_actions::Pick;

/// The way to a user.
const LINK: &str = ".oic-ident__name";
/// The checkbox of a user.
const BOX: &str = "[data-pick]";
/// The one of the page.
const PAGE_BOX: &str = "[data-pick-page]";
/// Where keys have a meaning of their own: an open menu, its button, whatever lies over the list.
const OWN_KEYS: &str = "dialog, .oic-popup, .oic-menubox:has(> [aria-expanded='true'])";

/// What a key asks for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Command {
    /// The row below.
    Next,
    /// The row above.
    Before,
    /// The first row.
    First,
    /// The last row.
    Last,
    /// Selects the row; with Shift all up to it.
    Select {
        /// With Shift.
        extends: bool,
    },
    /// Selects nobody.
    Clear,
}

/// Where the keyboard is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Place {
    /// On the way to a user, in the table.
    Link,
    /// Elsewhere in the table, where arrows are its own.
    Table,
    /// Outside.
    Page,
}

/// What a key asks for. `letters`: single letters are in force.
pub fn command(key: &str, shift: bool, place: Place, letters: bool) -> Option<Command> {
    match key {
        "ArrowDown" if place != Place::Page => Some(Command::Next),
        "ArrowUp" if place != Place::Page => Some(Command::Before),
        "Home" if place != Place::Page => Some(Command::First),
        "End" if place != Place::Page => Some(Command::Last),
        "j" | "J" if letters => Some(Command::Next),
        "k" | "K" if letters => Some(Command::Before),
        "x" | "X" if letters && place != Place::Page => Some(Command::Select { extends: shift }),
        // A checkbox follows it by itself.
        " " if place == Place::Link => Some(Command::Select { extends: shift }),
        "Escape" => Some(Command::Clear),
        _ => None,
    }
}

/// Does what a key asks for, if it asks for something. `page` is what the list stands in; what is selected goes to `pick`.
pub fn follow(page: &Element, event: &KeyboardEvent, letters: bool, pick: &dyn Fn(Pick)) {
    if event.default_prevented() || event.ctrl_key() || event.meta_key() || event.alt_key() {
        return;
    }
    let target = browser::event_element(event);
    let closest = |selector: &str| target.as_ref().and_then(|target| target.closest(selector).ok().flatten());
    let in_box = closest(BOX).is_some();
    let is_field = focus::is_for_field(event) && !in_box && closest(PAGE_BOX).is_none();
    if is_field || closest(OWN_KEYS).is_some() {
        return;
    }
    let row = closest("tbody tr");
    let place = match (closest(LINK).is_some() && row.is_some(), closest(".oic-tablebox").is_some()) {
        (true, _) => Place::Link,
        (false, true) => Place::Table,
        (false, false) => Place::Page,
    };
    let Some(command) = command(&event.key(), event.shift_key(), place, letters) else { return };
    let found = |selector: &str| page.query_selector(selector).ok().flatten();
    let next = match (command, row) {
        (Command::Select { extends }, row) => {
            let id = row.and_then(|row| row.query_selector(BOX).ok().flatten()).and_then(|input| id_of(&input));
            if let Some(id) = id {
                event.prevent_default();
                pick(Pick::Row { id, extends, rows: rows(page) });
            }
            return;
        }
        (Command::Clear, _) => return pick(Pick::Clear),
        (Command::Next, Some(row)) => row.next_element_sibling(),
        (Command::Before, Some(row)) => row.previous_element_sibling(),
        (Command::Last, _) => found("tbody tr:last-child"),
        (Command::First, _) | (Command::Next | Command::Before, None) => found("tbody tr"),
    };
    event.prevent_default();
    if let Some(next) = next {
        focus::focus_first(&next, if in_box { BOX } else { LINK });
    }
}

/// A click on a checkbox, by mouse or by Space.
pub fn click(page: &Element, event: &Event, pick: &dyn Fn(Pick)) {
    let Some(target) = browser::event_element(event) else { return };
    if target.matches(PAGE_BOX).unwrap_or(false) {
        pick(Pick::Page(rows(page)));
    } else if target.matches(BOX).unwrap_or(false)
        && let Some(id) = id_of(&target)
    {
        let extends = event.dyn_ref::<web_sys::MouseEvent>().is_some_and(web_sys::MouseEvent::shift_key);
        pick(Pick::Row { id, extends, rows: rows(page) });
    }
}

/// Shift and the mouse select text, too, unless they are kept from it.
pub fn press(event: &Event) {
    let on_box = browser::event_element(event).is_some_and(|target| target.matches(BOX).unwrap_or(false));
    if on_box && event.dyn_ref::<web_sys::MouseEvent>().is_some_and(web_sys::MouseEvent::shift_key) {
        event.prevent_default();
    }
}

/// The users of the page in the order of its rows.
fn rows(page: &Element) -> Vec<UserId> {
    let Ok(all) = page.query_selector_all("tbody [data-pick]") else { return Vec::new() };
    (0..all.length()).filter_map(|index| id_of(all.item(index)?.dyn_ref()?)).collect()
}

fn id_of(input: &Element) -> Option<UserId> {
    input.get_attribute("data-pick").map(UserId::from)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn arrows_belong_to_the_table_and_letters_to_the_page() {
        assert_eq!(command("ArrowDown", false, Place::Link, false), Some(Command::Next));
        assert_eq!(command("ArrowDown", false, Place::Page, true), None);
        assert_eq!(command("End", false, Place::Table, false), Some(Command::Last));
        assert_eq!(command("j", false, Place::Page, true), Some(Command::Next));
        assert_eq!(command("K", true, Place::Link, true), Some(Command::Before));
        assert_eq!(command("j", false, Place::Link, false), None, "somebody switched single letters off");
        assert_eq!(command("Enter", false, Place::Link, true), None, "the link follows by itself");
    }

    #[test]
    fn x_and_space_select_a_row_and_shift_extends() {
        assert_eq!(command("x", false, Place::Table, true), Some(Command::Select { extends: false }));
        assert_eq!(command("X", true, Place::Link, true), Some(Command::Select { extends: true }));
        assert_eq!(command("x", false, Place::Link, false), None, "somebody switched single letters off");
        assert_eq!(command("x", false, Place::Page, true), None);
        assert_eq!(command(" ", true, Place::Link, false), Some(Command::Select { extends: true }));
        assert_eq!(command(" ", false, Place::Table, true), None, "it scrolls, or ticks the box it is on");
        assert_eq!(command("Escape", false, Place::Page, false), Some(Command::Clear));
    }
}
