//! How a text is written, by its beginning.

use serde::de::IgnoredAny;

use crate::job::{Format, Separator};

/// So many rows are compared.
const ROWS: usize = 20;

/// JSON begins as nothing else does; all other text is cells.
pub fn format(first: &str, is_all: bool) -> Format {
    let text = first.trim_start();
    let next = text.chars().skip(1).find(|letter| !letter.is_whitespace());
    match text.chars().next() {
        Some('[') if matches!(next, Some('{' | ']') | None) => Format::Json,
        Some('{') if matches!(next, Some('"' | '}') | None) => {
            let (line, rest) = text.split_once('\n').unwrap_or((text, ""));
            let is_whole = serde_json::from_str::<IgnoredAny>(line).is_ok();
            // One object alone may hold all the others. More of them, and it is the first.
            let has_more = !rest.trim().is_empty() || (!is_all && text.contains('\n'));
            if is_whole && has_more { Format::JsonLines } else { Format::Json }
        }
        _ => Format::Csv,
    }
}

/// The one that divides most rows into as many cells as the first; of equal ones the one that makes more cells.
pub fn separator(first: &str, is_all: bool) -> Separator {
    let mut best = (Separator::Comma, (0, 0));
    for separator in Separator::ALL {
        let counts = counts(first, separator.letter(), is_all);
        let of_first = counts.first().copied().unwrap_or(0);
        if of_first == 0 {
            continue;
        }
        let alike = counts.iter().filter(|count| **count == of_first).count();
        if (alike, of_first) > best.1 {
            best = (*separator, (alike, of_first));
        }
    }
    best.0
}

/// How often it stands in each of the first rows, outside of quotes.
fn counts(first: &str, separator: char, is_all: bool) -> Vec<usize> {
    let mut counts = Vec::new();
    let (mut count, mut is_quoted, mut is_empty) = (0_usize, false, true);
    let mut before = separator;
    for letter in first.chars() {
        match letter {
            // A quote opens at the beginning of a cell only, whatever ends the one before.
            '"' if is_quoted || matches!(before, ',' | ';' | '\t' | '|' | '\n' | '\r') => is_quoted = !is_quoted,
            // Two are one within, which is how they were counted: closed and opened again.
            '"' if before == '"' => is_quoted = !is_quoted,
            _ if is_quoted => {}
            '\n' | '\r' => {
                if !is_empty {
                    counts.push(count);
                }
                (count, is_empty) = (0, true);
            }
            _ => {
                is_empty = false;
                count = count.saturating_add(usize::from(letter == separator));
            }
        }
        is_empty &= letter != '"';
        before = letter;
        if counts.len() >= ROWS {
            return counts;
        }
    }
    // The last one may be cut.
    if !is_empty && (is_all || counts.is_empty()) {
        counts.push(count);
    }
    counts
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_format_is_seen_by_what_the_text_is() {
        for (text, expected) in [
            ("userID,nickname\na,A\n", Format::Csv),
            ("", Format::Csv),
            ("[x],y\n", Format::Csv),
            ("{x},y\n", Format::Csv),
            (" [\n {\"userID\": \"a\"}]", Format::Json),
            ("[]", Format::Json),
            ("{\"users\": [\n{\"userID\":\"a\"}\n]}", Format::Json),
            ("{\"users\":[{\"userID\":\"a\"}]}\n", Format::Json),
            ("{\"userID\":\"a\"}\n{\"userID\":\"b\"}\n", Format::JsonLines),
            ("{\"userID\":\"a\"}\n{broken", Format::JsonLines),
            ("{\n\"userID\":\"a\"\n}\n", Format::Json),
        ] {
            assert_eq!(format(text, true), expected, "{text}");
        }
    }

    #[test]
    fn the_separator_is_the_one_between_cells_and_not_one_within() {
        for (text, expected) in [
            ("a,b;c\nd,e;f;g\nh,i\n", Separator::Comma),
            ("a;b\n\"x,y\";z\n1,5;2\n", Separator::Semicolon),
            ("\"a,b,c\"\tx\n\"d,\ne\"\ty\n", Separator::Tab),
            ("a|b|c\n1|2|3", Separator::Bar),
            ("a\nb\nc", Separator::Comma),
            ("say \"a;b\";c\nx;y\n", Separator::Semicolon),
            ("a,\"x;y;z\"\nb,\"x;y;z\"\n", Separator::Comma),
            ("\"a\"\"b;c\",x\n\"d;e\",y\n", Separator::Comma),
        ] {
            assert_eq!(separator(text, true), expected, "{text}");
        }
    }
}
