//! What is to be said of a row, in words.

use openim_bulk::job::{Finding, Kind};

use crate::browser::format;
use crate::i18n::fill;
use crate::i18n::import_findings::FindingTexts;
use crate::ui::visible;

/// What kind it is.
pub fn kind_words(kind: Kind, words: &'static FindingTexts) -> &'static str {
    match kind {
        Kind::LoneQuote => words.lone_quote,
        Kind::TextBehindQuote => words.text_behind_quote,
        Kind::UnclosedQuote => words.unclosed_quote,
        Kind::TooManyCells => words.too_many_cells,
        Kind::TooFewCells => words.too_few_cells,
        Kind::CellTooLarge => words.cell_too_large,
        Kind::Nul => words.nul,
        Kind::Undecoded => words.undecoded,
        Kind::BadJson => words.bad_json,
        Kind::NotAnObject => words.not_an_object,
        Kind::Nested => words.nested,
        Kind::RepeatedKey => words.repeated_key,
        Kind::TooManyColumns => words.too_many_columns,
        Kind::IdEmpty => words.id_empty,
        Kind::IdColon => words.id_colon,
        Kind::IdCharacter => words.id_character,
        Kind::IdNewer => words.id_newer,
        Kind::Rounded => words.rounded,
        Kind::NicknameEmpty => words.nickname_empty,
        Kind::TooLong => words.too_long,
        Kind::Blanks => words.blanks,
        Kind::ReceiveOption => words.receive_option,
        Kind::NoWebAddress => words.no_web_address,
        Kind::ExNoJson => words.ex_no_json,
        Kind::ExNoObject => words.ex_no_object,
        Kind::Duplicate => words.duplicate,
        Kind::Differs => words.differs,
    }
}

/// What it is, and what is particular to this one: a character, a line, how many instead of how many.
pub fn finding_words(finding: &Finding, words: &'static FindingTexts) -> String {
    let number = |number: u32| format::count(number as usize);
    let details = [
        finding.character.map(|character| fill(words.of_character, &[("character", &shown(character))])),
        match (finding.found, finding.limit) {
            (Some(found), Some(limit)) => {
                Some(fill(words.of_count, &[("found", &number(found)), ("limit", &number(limit))]))
            }
            (None, Some(limit)) => Some(fill(words.of_limit, &[("limit", &number(limit))])),
            (_, None) => None,
        },
        finding.line.map(|line| fill(words.of_line, &[("line", &number(line))])),
        finding.why.as_deref().map(visible::plain),
    ];
    let details: Vec<String> = details.into_iter().flatten().collect();
    let kind = kind_words(finding.kind, words);
    if details.is_empty() { kind.to_owned() } else { format!("{kind} ({})", details.join(", ")) }
}

/// A character that nobody would see is told by its number.
fn shown(character: char) -> String {
    if character.is_whitespace() || character.is_control() {
        format!("U+{:04X}", u32::from(character))
    } else {
        visible::plain(&character.to_string())
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::i18n::Language;
    use crate::i18n::import_findings::texts;
    use openim_bulk::job::Level;

    fn finding(kind: Kind) -> Finding {
        Finding {
            level: Level::Broken,
            column: Some(0),
            field: None,
            kind,
            limit: None,
            found: None,
            character: None,
            row: None,
            line: None,
            why: None,
        }
    }

    #[test]
    fn each_kind_has_words_of_its_own_in_both_languages() {
        for language in Language::ALL {
            let words = texts(language);
            let mut said: Vec<_> = Kind::ALL.iter().map(|kind| finding_words(&finding(*kind), words)).collect();
            said.sort_unstable();
            said.dedup();
            assert_eq!(said.len(), Kind::ALL.len());
        }
    }

    #[test]
    fn what_is_particular_is_said() {
        let words = texts(Language::English);
        let of = |finding: Finding| finding_words(&finding, words);
        let id = of(Finding { character: Some('@'), ..finding(Kind::IdCharacter) });
        assert!(id.contains("“@”"), "{id}");
        let blank = of(Finding { character: Some(' '), ..finding(Kind::IdCharacter) });
        assert!(blank.contains("U+0020"), "{blank}");
        let twice = of(Finding { line: Some(1_103), row: Some(1), ..finding(Kind::Duplicate) });
        assert!(twice.contains("line 1,103"), "{twice}");
        let cells = of(Finding { limit: Some(3), found: Some(5), ..finding(Kind::TooManyCells) });
        assert!(cells.contains("5 instead of 3"), "{cells}");
    }
}
