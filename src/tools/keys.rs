//! The keys that work on every page: what a key press means, told from where the person is.

use crate::route::{Place, Route};

/// What a key press asks for.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Wish {
    /// The palette.
    Palette,
    /// The search field of the page.
    Search,
    /// The list of keys.
    Help,
    /// The side bar narrow, or wide again.
    Narrow,
    /// Another page.
    Go(Route),
}

/// A key press, and where it happened.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Press<'a> {
    /// What the browser calls the key.
    pub key: &'a str,
    /// Control, or Command.
    pub command: bool,
    /// Alt, which types other characters on some keyboards.
    pub alt: bool,
    /// In a field, or while an input method composes.
    pub typing: bool,
    /// A dialog or drawer is open: its keys are its own.
    pub in_dialog: bool,
}

/// A letter, and the page it stands for.
type Shortcut = (&'static str, fn() -> Route);

/// Where `G` and then a letter lead.
pub const PAGES: [Shortcut; 10] = [
    ("u", Route::home),
    ("r", || Route::Register(None)),
    ("a", || Route::AccountCheck),
    ("i", || Place::Import.start()),
    ("l", || Place::Operations.start()),
    ("c", || Place::Connection.start()),
    ("t", || Place::Token.start()),
    ("p", || Place::Api.start()),
    ("e", || Place::ErrorCodes.start()),
    ("s", || Place::Settings.start()),
];

/// What `press` asks for, and whether the next key is the second of a pair; `second` says that of this one.
pub fn wish(press: Press<'_>, second: bool) -> (Option<Wish>, bool) {
    let key = press.key.to_ascii_lowercase();
    if press.command && !press.alt && key == "k" {
        return (Some(Wish::Palette), false);
    }
    if press.command || press.alt || press.typing || press.in_dialog {
        return (None, false);
    }
    if second {
        let page = PAGES.iter().find(|(letter, _)| *letter == key);
        return (page.map(|(_, page)| Wish::Go(page())), false);
    }
    match key.as_str() {
        "/" => (Some(Wish::Search), false),
        "?" => (Some(Wish::Help), false),
        "[" => (Some(Wish::Narrow), false),
        "g" => (None, true),
        _ => (None, false),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn pressed(key: &str) -> Press<'_> {
        Press { key, ..Press::default() }
    }

    #[test]
    fn g_and_a_letter_go_to_a_page_and_another_letter_ends_the_pair() {
        assert_eq!(wish(pressed("g"), false), (None, true));
        assert_eq!(wish(pressed("l"), true), (Some(Wish::Go(Place::Operations.start())), false));
        assert_eq!(wish(pressed("x"), true), (None, false));
        assert_eq!(wish(pressed("l"), false), (None, false));
    }

    #[test]
    fn while_one_types_letters_are_letters_and_the_palette_still_opens() {
        for key in ["/", "?", "[", "g"] {
            assert_eq!(wish(Press { typing: true, ..pressed(key) }, false), (None, false), "{key}");
        }
        let palette = Press { typing: true, command: true, ..pressed("K") };
        assert_eq!(wish(palette, false), (Some(Wish::Palette), false));
    }

    #[test]
    fn a_dialog_keeps_its_keys_and_so_does_the_browser() {
        assert_eq!(wish(Press { in_dialog: true, ..pressed("?") }, false), (None, false));
        assert_eq!(wish(Press { command: true, ..pressed("/") }, false), (None, false));
        assert_eq!(wish(Press { alt: true, ..pressed("[") }, false), (None, false));
    }

    #[test]
    fn no_two_pages_have_one_letter() {
        let mut letters: Vec<_> = PAGES.iter().map(|(letter, _)| letter).collect();
        letters.sort();
        letters.dedup();
        assert_eq!(letters.len(), PAGES.len());
    }
}
