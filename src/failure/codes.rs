//! What each `errCode` means, for the dictionary and beside an error: OpenIM's own name, a sentence, the likely cause and what to do,
//! in both languages. Codes and names are those of the server's source; what causes them was seen on real servers, where the note
//! names a version. One file for each range of numbers. Fetched with the parts that show it, never with the first list.

mod backend;
mod chat;
mod general;
mod session;
mod subjects;

use openim_api::ErrorClass;

use crate::i18n::Language;

/// A code that OpenIM sends.
#[derive(PartialEq, Eq, Debug)]
pub struct KnownCode {
    /// `errCode`.
    pub code: i64,
    /// What the server calls it, often its `errMsg`.
    pub name: &'static str,
    /// What it is about. Where that depends on version, route or text there are several, the most frequent on a new server first.
    pub classes: &'static [ErrorClass],
    english: Words,
    chinese: Words,
}

/// A code in words.
#[derive(PartialEq, Eq, Debug)]
pub struct Words {
    /// What it says, in one sentence.
    pub what: &'static str,
    /// Where it most likely comes from.
    pub cause: &'static str,
    /// What to do.
    pub next: &'static str,
    /// How versions and routes differ; empty where they do not.
    pub note: &'static str,
}

impl KnownCode {
    /// The words in this language.
    pub fn words(&self, language: Language) -> &Words {
        match language {
            Language::English => &self.english,
            Language::Chinese => &self.chinese,
        }
    }
}

/// The tables, ordered by number: of the services and in general, of users, groups, friends and messages, of tokens and connections, of
/// openim-chat, of what stands behind the server.
pub static ALL: [&[KnownCode]; 5] = [general::CODES, subjects::CODES, session::CODES, chat::CODES, backend::CODES];

/// Every known code, in the order of their numbers.
pub fn all() -> impl Iterator<Item = &'static KnownCode> {
    ALL.iter().copied().flatten()
}

/// What is known of a code; of an old number of openim-chat, what its new one says.
pub fn known(code: i64) -> Option<&'static KnownCode> {
    let renewed = code.saturating_add(chat::OLD_OFFSET);
    let code = if (20_001..=chat::LAST_OLD).contains(&renewed) { renewed } else { code };
    all().find(|known| known.code == code)
}

const fn entry(
    code: i64,
    name: &'static str,
    classes: &'static [ErrorClass],
    english: Words,
    chinese: Words,
) -> KnownCode {
    KnownCode { code, name, classes, english, chinese }
}

/// In the order of [`Words`]: what, cause, next, note.
const fn words(what: &'static str, cause: &'static str, next: &'static str, note: &'static str) -> Words {
    Words { what, cause, next, note }
}

#[cfg(test)]
mod tests {
    use openim_api::ServerBlock;

    use super::*;

    #[test]
    fn every_code_is_there_once_and_in_order() {
        let codes: Vec<i64> = all().map(|known| known.code).collect();
        assert!(codes.windows(2).all(|pair| pair[0] < pair[1]), "{codes:?}");
        assert!(codes.iter().all(|code| known(*code).is_some_and(|known| known.code == *code)));
        assert_eq!(known(0), None);
        assert_eq!(
            [10_000, 10_001, 10_013, 10_014].map(|code| known(code).map(|known| known.code)),
            [None, Some(20_001), Some(20_013), None]
        );
    }

    #[test]
    fn every_code_the_client_sorts_is_known_and_sorted_alike() {
        for code in -1..100_000 {
            for block in ServerBlock::ALL {
                let class = ErrorClass::of_code(code, block);
                match known(code) {
                    Some(known) => assert!(known.classes.contains(&class), "{code} {block:?}: {class:?}"),
                    None => assert_eq!(class, ErrorClass::Other, "{code} is not in the table"),
                }
            }
            if let Some(known) = known(code) {
                assert_eq!(known.classes[0], ErrorClass::of_code(code, ServerBlock::Main), "{code}");
            }
        }
    }

    #[test]
    fn every_code_has_its_words_in_both_languages() {
        for known in all() {
            let (english, chinese) = (known.words(Language::English), known.words(Language::Chinese));
            assert!(!known.name.is_empty());
            for (english, chinese) in
                [(english.what, chinese.what), (english.cause, chinese.cause), (english.next, chinese.next)]
            {
                assert!(english.ends_with('.') && english.is_ascii(), "{}: {english}", known.code);
                assert!(chinese.ends_with('。'), "{}: {chinese}", known.code);
            }
            assert_eq!(english.note.is_empty(), chinese.note.is_empty(), "{}", known.code);
            assert!(english.note.is_empty() || english.note.ends_with('.') && chinese.note.ends_with('。'));
        }
    }

    #[test]
    fn no_two_codes_say_the_same() {
        let mut said: Vec<_> = all().map(|known| (known.words(Language::English).what, known.code)).collect();
        said.sort_unstable();
        assert!(said.windows(2).all(|pair| pair[0].0 != pair[1].0), "{said:?}");
    }
}
