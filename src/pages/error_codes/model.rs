//! What part of the dictionary is shown: as it stands in the address (`/1102?q=token&class=session`), and which codes that is.

use openim_api::ErrorClass;

use crate::failure::codes::{KnownCode, all, known};
use crate::i18n::Language;
use crate::i18n::error_codes::ErrorCodesTexts;
use crate::route::{Place, Route, decode, encode, parameter};

/// Every class with its word in the address.
pub const CLASSES: [(ErrorClass, &str); 12] = [
    (ErrorClass::BadArgument, "bad-argument"),
    (ErrorClass::NoPermission, "no-permission"),
    (ErrorClass::NotFound, "not-found"),
    (ErrorClass::AlreadyRegistered, "id-taken"),
    (ErrorClass::AlreadyThere, "already-there"),
    (ErrorClass::Session, "session"),
    (ErrorClass::RateLimited, "rate-limit"),
    (ErrorClass::Unavailable, "unavailable"),
    (ErrorClass::TooLarge, "too-large"),
    (ErrorClass::Unimplemented, "unimplemented"),
    (ErrorClass::ServerFault, "server-fault"),
    (ErrorClass::Other, "other"),
];

/// A class in words.
pub fn class_words(class: ErrorClass, words: &'static ErrorCodesTexts) -> &'static str {
    match class {
        ErrorClass::BadArgument => words.bad_argument,
        ErrorClass::NoPermission => words.no_permission,
        ErrorClass::NotFound => words.not_found,
        ErrorClass::AlreadyRegistered => words.already_registered,
        ErrorClass::AlreadyThere => words.already_there,
        ErrorClass::Session => words.session,
        ErrorClass::RateLimited => words.rate_limited,
        ErrorClass::Unavailable => words.unavailable,
        ErrorClass::TooLarge => words.too_large,
        ErrorClass::Unimplemented => words.unimplemented,
        ErrorClass::ServerFault => words.server_fault,
        ErrorClass::Other => words.other,
    }
}

/// What the address says.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Address {
    /// What stands where a code is expected.
    pub code: Option<String>,
    /// What is searched for.
    pub keyword: String,
    /// The word of the class that is shown; empty for all.
    pub class: String,
}

impl Address {
    /// Reads what follows the page's name.
    pub fn read(rest: &str) -> Self {
        let (path, query) = rest.split_once('?').unwrap_or((rest, ""));
        let class = parameter(query, "class").filter(|word| CLASSES.iter().any(|(_, known)| known == word));
        Self {
            code: path.strip_prefix('/').map(decode).filter(|code| !code.is_empty()),
            keyword: parameter(query, "q").unwrap_or_default(),
            class: class.unwrap_or_default(),
        }
    }

    /// Of one code.
    pub fn of_code(code: i64) -> Self {
        Self { code: Some(code.to_string()), ..Self::default() }
    }

    /// The place with this address.
    pub fn route(&self) -> Route {
        let path = self.code.as_deref().map(|code| format!("/{}", encode(code))).unwrap_or_default();
        let parts = [("q", &self.keyword), ("class", &self.class)];
        let parts = parts.into_iter().filter(|(_, value)| !value.is_empty());
        let query: Vec<_> = parts.map(|(name, value)| format!("{name}={}", encode(value))).collect();
        let mark = if query.is_empty() { "" } else { "?" };
        Route::Place(Place::ErrorCodes, format!("{path}{mark}{}", query.join("&")))
    }

    /// The codes that it lists.
    pub fn found(&self, language: Language) -> Vec<&'static KnownCode> {
        let class = CLASSES.iter().find(|(_, word)| *word == self.class).map(|(class, _)| *class);
        let of_class = |code: &&KnownCode| class.is_none_or(|class| code.classes.contains(&class));
        all().filter(of_class).filter(|code| matches(code, &self.keyword, language)).collect()
    }
}

/// Does the entry have all words that are searched for? A number may be one that openim-chat used before.
fn matches(entry: &KnownCode, keyword: &str, language: Language) -> bool {
    let said = entry.words(language);
    let text = [entry.name, said.what, said.cause, said.next, said.note].join(" ").to_ascii_lowercase();
    let code = entry.code.to_string();
    keyword.split_whitespace().map(str::to_ascii_lowercase).all(|word| {
        let is_its_number = || word.parse().ok().and_then(known).is_some_and(|found| found.code == entry.code);
        word == "errcode" || code.contains(&word) || text.contains(&word) || is_its_number()
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn codes(rest: &str, language: Language) -> Vec<i64> {
        Address::read(rest).found(language).iter().map(|code| code.code).collect()
    }

    #[test]
    fn a_code_is_found_by_number_name_and_words() {
        for (rest, expected) in [
            ("?q=1506", vec![1506]),
            ("?q=errCode%201506", vec![1506]),
            ("?q=tokenkicked", vec![1506]),
            ("?q=10001", vec![20_001]),
            ("?q=TOKEN%20expired&class=session", vec![1501, 1505]),
        ] {
            assert_eq!(codes(rest, Language::English), expected, "{rest}");
        }
        assert!(codes("?q=%E4%BB%A4%E7%89%8C", Language::Chinese).contains(&1501));
        assert!(codes("?q=nothing-like-it", Language::English).is_empty());
    }

    #[test]
    fn every_class_that_a_code_has_can_be_chosen() {
        for code in all() {
            for class in code.classes {
                let (_, word) = CLASSES.iter().find(|(known, _)| known == class).unwrap();
                assert!(codes(&format!("?class={word}"), Language::English).contains(&code.code));
            }
        }
        assert_eq!(codes("?class=no-such-class", Language::English).len(), all().count());
    }

    proptest! {
        #[test]
        fn every_address_reads_back(code in "[ -~]{0,9}", keyword in ".{0,20}", class in 0..13_usize) {
            let class = CLASSES.get(class).map_or("", |(_, word)| word).to_owned();
            let address = Address { code: Some(code).filter(|code| !code.is_empty()), keyword, class };
            let Route::Place(_, rest) = address.route() else { panic!() };
            prop_assert_eq!(Address::read(&rest), address);
        }

        #[test]
        fn no_address_panics(rest in ".*") {
            let _ = Address::read(&rest).found(Language::Chinese);
        }
    }
}
