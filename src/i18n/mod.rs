//! The console's words: `texts.rs` lists them, one file for each language gives them; the parts that are fetched later have
//! files of their own, with both languages. A missing text does not compile;
//! a test holds the placeholders of the languages together.

pub mod account_check;
pub mod api;
pub mod connection;
pub mod demo;
pub mod drafts;
pub(crate) mod en;
pub mod error_codes;
pub mod failure;
pub mod framed;
pub mod hosted;
pub mod import;
pub mod import_findings;
pub mod known_servers;
pub mod list_options;
pub mod not_found;
pub mod notification_accounts;
pub mod operations;
pub mod register;
pub mod server_menu;
pub mod settings;
mod texts;
pub mod token;
pub mod token_field;
pub mod tools;
pub mod unsaved;
pub mod user;
pub mod user_actions;
pub mod user_acts;
pub mod user_devices;
pub mod user_filter;
pub mod user_relations;
pub mod user_token;
pub(crate) mod zh;

pub use texts::Texts;

use serde::{Deserialize, Serialize};

/// A language of the console.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum Language {
    /// English.
    #[serde(rename = "en")]
    English,
    /// Simplified Chinese.
    #[serde(rename = "zh-CN")]
    Chinese,
}

impl Language {
    /// The languages in the order they are offered.
    pub const ALL: [Self; 2] = [Self::English, Self::Chinese];

    /// The value of a `lang` attribute.
    pub fn tag(self) -> &'static str {
        match self {
            Self::English => "en",
            Self::Chinese => "zh-CN",
        }
    }

    /// The language's name in itself.
    pub fn name(self) -> &'static str {
        match self {
            Self::English => "English",
            Self::Chinese => "简体中文",
        }
    }

    /// The name as short as a button needs it.
    pub fn short(self) -> &'static str {
        match self {
            Self::English => "EN",
            Self::Chinese => "中文",
        }
    }

    /// The language of exactly this tag.
    pub fn from_tag(tag: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|language| language.tag() == tag)
    }

    /// The language for a tag such as `zh-Hans-CN`; English for all that is not Chinese.
    pub fn for_tag(tag: &str) -> Self {
        if tag.to_ascii_lowercase().starts_with("zh") { Self::Chinese } else { Self::English }
    }

    /// The other one, for a button that toggles.
    pub fn next(self) -> Self {
        match self {
            Self::English => Self::Chinese,
            Self::Chinese => Self::English,
        }
    }

    /// Its texts. In the page they are fetched: [`crate::lazy::texts`].
    #[cfg(test)]
    pub fn texts(self) -> &'static Texts {
        match self {
            Self::English => &en::TEXTS,
            Self::Chinese => &zh::TEXTS,
        }
    }
}

/// Puts values into a text: `fill("{n} users", &[("n", "3")])` → `3 users`. What has no value stays as it is; a value
/// is never searched for placeholders, so a nickname `{n}` is just a nickname.
pub fn fill(text: &str, values: &[(&str, &str)]) -> String {
    let mut filled = String::with_capacity(text.len() + 16);
    let mut rest = text;
    while let Some((before, after)) = rest.split_once('{') {
        filled.push_str(before);
        match after.split_once('}') {
            Some((name, behind)) if values.iter().any(|(key, _)| *key == name) => {
                filled.extend(values.iter().find(|(key, _)| *key == name).map(|(_, value)| *value));
                rest = behind;
            }
            _ => {
                filled.push('{');
                rest = after;
            }
        }
    }
    filled.push_str(rest);
    filled
}

/// A text with a count: `{n}` is the number, digits grouped. A text of two forms, `{n} user|{n} users`, gives the first
/// for one and the second for the rest, which is all that the console's languages need.
pub fn count(text: &str, number: usize) -> String {
    let form = match text.split_once('|') {
        Some((one, _)) if number == 1 => one,
        Some((_, many)) => many,
        None => text,
    };
    fill(form, &[("n", &crate::browser::format::count(number))])
}

#[cfg(test)]
mod tests {
    use super::*;

    fn placeholders(text: &str) -> Vec<&str> {
        let form = text.rsplit('|').next().unwrap_or(text);
        let mut found: Vec<_> =
            form.split('{').skip(1).filter_map(|piece| piece.split_once('}').map(|(name, _)| name)).collect();
        found.sort_unstable();
        found
    }

    /// Name, English and Chinese of every text.
    fn every_text() -> Vec<(&'static str, &'static str, &'static str)> {
        let [english, chinese] = Language::ALL.map(|language| {
            let mut all = language.texts().all();
            all.extend(register::texts(language).all());
            all.extend(api::texts(language).all());
            all.extend(account_check::texts(language).all());
            all.extend(unsaved::texts(language).all());
            all.extend(user::texts(language).all());
            all.extend(drafts::texts(language).all());
            all.extend(user_actions::texts(language).all());
            all.extend(user_acts::texts(language).all());
            all.extend(user_devices::texts(language).all());
            all.extend(user_filter::texts(language).all());
            all.extend(user_relations::texts(language).all());
            all.extend(user_token::texts(language).all());
            all.extend(notification_accounts::texts(language).all());
            all.extend(known_servers::texts(language).all());
            all.extend(list_options::texts(language).all());
            all.extend(not_found::texts(language).all());
            all.extend(token::texts(language).all());
            all.extend(token_field::texts(language).all());
            all.extend(operations::texts(language).all());
            all.extend(error_codes::texts(language).all());
            all.extend(demo::texts(language).all());
            all.extend(failure::texts(language).all());
            all.extend(framed::texts(language).all());
            all.extend(hosted::texts(language).all());
            all.extend(import::all(language));
            all.extend(import_findings::texts(language).all());
            all.extend(connection::texts(language).all());
            all.extend(server_menu::texts(language).all());
            all.extend(settings::texts(language).all());
            all.extend(tools::texts(language).all());
            all
        });
        english.into_iter().zip(chinese).map(|((name, english), (_, chinese))| (name, english, chinese)).collect()
    }

    #[test]
    fn both_languages_have_the_same_placeholders() {
        for (name, english, chinese) in every_text() {
            assert_eq!(placeholders(english), placeholders(chinese), "{name}");
        }
    }

    #[test]
    fn no_text_is_empty_and_no_chinese_text_is_left_in_english() {
        assert!(every_text().len() > 200);
        for (name, english, chinese) in every_text() {
            assert!(!english.is_empty() && !chinese.is_empty(), "{name}");
            let is_name = ["OpenIM Console", "CSV"].contains(&english);
            assert!(is_name || english != chinese, "{name} is not translated: {english}");
        }
    }

    #[test]
    fn a_value_is_never_searched_for_placeholders() {
        assert_eq!(fill("{a} and {b}", &[("a", "{b}"), ("b", "2")]), "{b} and 2");
        assert_eq!(fill("{unknown} {", &[("a", "1")]), "{unknown} {");
    }

    #[test]
    fn counts_have_two_forms_in_english() {
        assert_eq!(count("{n} repeat|{n} repeats", 1), "1 repeat");
        assert_eq!(count("{n} repeat|{n} repeats", 1200), "1,200 repeats");
        assert_eq!(count("{n} 个", 1), "1 个");
    }
}
