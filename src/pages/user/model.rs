//! What several tabs say alike.

use openim_api::Platform;

use crate::i18n::Language;
use crate::i18n::user_devices;
use crate::ui::{Icon, visible};

/// JSON or whatever else it is, as lines for a page: hidden characters are marked, and no more is shown than a page can bear. False:
/// that is not all.
pub fn shown_lines(text: &str, most: usize) -> (String, bool) {
    let short: String = text.chars().take(most).collect();
    let is_whole = short.len() == text.len();
    let marked = visible::lines(&short);
    if is_whole { (marked, true) } else { (format!("{marked} …"), false) }
}

/// Does it hold characters that nobody would see?
pub fn hides_characters(text: &str) -> bool {
    visible::pieces(text).iter().any(|piece| matches!(piece, visible::Piece::Mark(_)))
}

/// What people call a platform.
pub fn platform_words(platform: Platform, language: Language) -> String {
    let words = user_devices::texts(language);
    let name = match platform.id() {
        1 => words.iphone,
        2 => words.android,
        3 => words.windows,
        4 => words.mac,
        5 => words.web,
        6 => words.mini_web,
        7 => words.linux,
        8 => words.android_tablet,
        9 => words.ipad,
        10 => words.admin,
        11 => words.harmony,
        12 => words.bot,
        0 => words.no_platform,
        other => return format!("{} {other}", words.platform),
    };
    name.to_owned()
}

/// The icon of a platform.
pub fn platform_icon(platform: Platform) -> Icon {
    match platform.id() {
        1 | 2 | 11 => Icon::PHONE,
        8 | 9 => Icon::TABLET,
        5 | 6 => Icon::WEB,
        _ => Icon::DESKTOP,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn hidden_characters_are_marked_line_by_line() {
        assert_eq!(shown_lines("{\n \"a\": \"x\u{202E}y\"\n}", 100), ("{\n \"a\": \"xU+202Ey\"\n}".to_owned(), true));
        assert!(hides_characters("a\u{200B}") && !hides_characters("林小雨 🌸"));
    }

    #[test]
    fn five_megabytes_are_cut() {
        let (shown, is_whole) = shown_lines(&"x".repeat(5_000_000), 20_000);
        assert!(shown.len() < 30_000 && !is_whole);
    }

    #[test]
    fn every_platform_has_a_name_in_both_languages_also_one_that_no_server_knows() {
        for language in Language::ALL {
            let mut names: Vec<_> = (0..=13).map(|id| platform_words(Platform::from_id(id), language)).collect();
            names.sort_unstable();
            names.dedup();
            assert_eq!(names.len(), 14, "{names:?}");
        }
    }
}
