//! Making text that somebody else wrote harmless to read. A nickname may hold characters that draw nothing, reverse what
//! follows, or break lines; those are shown as marks such as `U+202E`, so that two different IDs never look the same.

/// More of a text than this is never put into the page; the rest is counted.
pub const MOST_CHARACTERS: usize = 400;

/// A stretch of a text.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Piece {
    /// As it is.
    Text(String),
    /// A character to show as its code point.
    Mark(char),
    /// So many characters were left out.
    Cut(usize),
}

/// Splits `text` into what can be shown and what must be marked; no more than [`MOST_CHARACTERS`] of it.
pub fn pieces(text: &str) -> Vec<Piece> {
    pieces_of(text, MOST_CHARACTERS)
}

/// The same for the first `most` characters.
pub fn pieces_of(text: &str, most: usize) -> Vec<Piece> {
    let mut pieces = Vec::new();
    let mut plain = String::new();
    let mut before = None;
    let mut characters = text.chars().peekable();
    for _ in 0..most {
        let Some(character) = characters.next() else { break };
        if is_hidden(character) && !joins(before, character, characters.peek().copied()) {
            if !plain.is_empty() {
                pieces.push(Piece::Text(std::mem::take(&mut plain)));
            }
            pieces.push(Piece::Mark(character));
        } else {
            plain.push(character);
        }
        before = Some(character);
    }
    if !plain.is_empty() {
        pieces.push(Piece::Text(plain));
    }
    let left = characters.count();
    if left > 0 {
        pieces.push(Piece::Cut(left));
    }
    pieces
}

/// The text as one line for attributes (`aria-label`, `title`): marks written out.
pub fn plain(text: &str) -> String {
    pieces(text)
        .into_iter()
        .map(|piece| match piece {
            Piece::Text(text) => text,
            Piece::Mark(character) => mark(character),
            Piece::Cut(left) => format!("… (+{left})"),
        })
        .collect()
}

/// A text of several lines, whole, with its marks written out.
pub fn lines(text: &str) -> String {
    let line = |line: &str| {
        let pieces = pieces_of(line, usize::MAX).into_iter();
        pieces
            .map(|piece| match piece {
                Piece::Text(text) => text,
                Piece::Mark(character) => mark(character),
                Piece::Cut(_) => String::new(),
            })
            .collect::<String>()
    };
    text.split('\n').map(line).collect::<Vec<_>>().join("\n")
}

/// `U+202E`.
pub fn mark(character: char) -> String {
    format!("U+{:04X}", u32::from(character))
}

fn is_hidden(character: char) -> bool {
    character.is_control()
        || matches!(u32::from(character),
            0xAD | 0x034F | 0x061C | 0x115F | 0x1160 | 0x17B4 | 0x17B5 | 0x180B..=0x180F | 0x200B..=0x200F
            | 0x2028..=0x202E | 0x2060..=0x206F | 0x2800 | 0x3164 | 0xFE00..=0xFE0F | 0xFEFF | 0xFFA0 | 0xFFF0..=0xFFFB
            | 0x1BCA0..=0x1BCA3 | 0x1D173..=0x1D17A | 0xE0000..=0xE0FFF)
}

/// Joiners and variation selectors belong to emoji and to several scripts: between letters that are no Latin ones they
/// stay. On their own, or in a Latin word, they only hide.
fn joins(before: Option<char>, character: char, after: Option<char>) -> bool {
    let counts = |neighbour: Option<char>| {
        neighbour.is_some_and(|neighbour| u32::from(neighbour) > 0x24F && !is_hidden(neighbour))
    };
    match character {
        '\u{200C}' => counts(before) && counts(after),
        '\u{200D}' => (counts(before) || before == Some('\u{FE0F}')) && counts(after),
        '\u{FE00}'..='\u{FE0F}' => {
            counts(before) || before.is_some_and(|before| matches!(before, '0'..='9' | '#' | '*' | '©' | '®'))
        }
        // Flags of England and the like are spelled in tags behind a black flag.
        '\u{E0020}'..='\u{E007F}' => {
            before.is_some_and(|before| before == '\u{1F3F4}' || matches!(before, '\u{E0020}'..='\u{E007F}'))
        }
        _ => false,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn characters_that_reverse_or_hide_are_marked() {
        assert_eq!(
            pieces("ab\u{202E}cd\u{200B}"),
            [Piece::Text("ab".into()), Piece::Mark('\u{202E}'), Piece::Text("cd".into()), Piece::Mark('\u{200B}')]
        );
        assert_eq!(plain("a\nb\u{0}"), "aU+000AbU+0000");
    }

    #[test]
    fn a_text_of_several_lines_keeps_them() {
        assert_eq!(lines("a\n\u{202E}b\r\n"), "a\nU+202EbU+000D\n");
    }

    #[test]
    fn emoji_and_scripts_that_need_joiners_stay_whole() {
        for text in ["👨‍👩‍👧", "❤️", "می‌خواهم", "क्‍ष", "🏴󠁧󠁢󠁥󠁮󠁧󠁿", "1️⃣"]
        {
            assert_eq!(pieces(text), [Piece::Text(text.to_owned())], "{text}");
        }
    }

    #[test]
    fn a_joiner_in_a_latin_word_is_marked() {
        assert_eq!(plain("ad\u{200D}min"), "adU+200Dmin");
    }

    #[test]
    fn a_long_text_is_cut_and_says_by_how_much() {
        let shown = pieces(&"x".repeat(5_000_000));
        assert_eq!(shown.last(), Some(&Piece::Cut(5_000_000 - MOST_CHARACTERS)));
    }

    proptest! {
        #[test]
        fn nothing_hidden_is_left_in_what_is_shown(text in ".*") {
            let shown = plain(&text);
            let hides = |c: char| c.is_control() || matches!(c, '\u{202A}'..='\u{202E}' | '\u{2066}'..='\u{2069}');
            let found = shown.chars().any(hides);
            prop_assert!(!found);
        }
    }
}
