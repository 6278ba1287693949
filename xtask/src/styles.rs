//! The stylesheets in two: what the first list is drawn with, and what only parts that are fetched later use. What nothing uses
//! is left out. Rules are told apart by the classes in their selectors; a class counts as used where the source names it.

/// The two.
pub struct Sheets {
    /// For what is there from the start.
    pub first: String,
    /// Comes with the first part that is fetched.
    pub later: String,
}

/// Divides a stylesheet without comments. `first` is the source of what is there from the start, `later` that of the rest.
pub fn divide(stylesheet: &str, first: &str, later: &str) -> Sheets {
    let place = |prelude: &str| place(prelude, first, later);
    let (first, later) = walk(stylesheet, &place);
    Sheets { first, later }
}

#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum Place {
    First,
    Later,
    Nowhere,
}

/// A declaration or an at-rule without a block; or a block and what stands before it.
enum Item<'a> {
    Statement(&'a str),
    Block(&'a str, &'a str),
}

fn walk(text: &str, place: &dyn Fn(&str) -> Place) -> (String, String) {
    let (mut first, mut later) = (String::new(), String::new());
    for item in items(text) {
        match item {
            Item::Statement(statement) => {
                first.push_str(statement);
                first.push('\n');
            }
            Item::Block(prelude, body) if prelude.starts_with("@keyframes") || prelude.starts_with("@font-face") => {
                first.push_str(&block(prelude, body));
            }
            Item::Block(prelude, body) => match place(prelude) {
                Place::First => {
                    let (here, there) = walk(body, place);
                    if !here.is_empty() {
                        first.push_str(&block(prelude, &here));
                    }
                    if !there.is_empty() {
                        later.push_str(&block(prelude, &there));
                    }
                }
                Place::Later => later.push_str(&block(prelude, body)),
                Place::Nowhere => {}
            },
        }
    }
    (first, later)
}

fn block(prelude: &str, body: &str) -> String {
    format!("{prelude} {{\n{}\n}}\n", body.trim())
}

/// Where a rule belongs: the place of the selector that is needed earliest.
fn place(prelude: &str, first: &str, later: &str) -> Place {
    if prelude.starts_with('@') {
        return Place::First;
    }
    let of = |selector: &str| {
        let classes = classes(selector);
        let at = |class: &&str| match (is_used(class, first), is_used(class, later)) {
            (true, _) => Place::First,
            (false, true) => Place::Later,
            (false, false) => Place::Nowhere,
        };
        classes.iter().map(at).max().unwrap_or(Place::First)
    };
    prelude.split(',').map(of).min().unwrap_or(Place::First)
}

/// The classes that an element must have. What stands in `:not(…)` does not have to be there.
fn classes(selector: &str) -> Vec<&str> {
    let mut rest = selector.split(":not(");
    let wanted = rest.next().into_iter().chain(rest.filter_map(|part| part.split_once(')').map(|(_, behind)| behind)));
    let names = wanted.flat_map(|part| part.split('.').skip(1));
    names
        .map(|name| name.split(|character| !is_of_name(character)).next().unwrap_or_default())
        .filter(|name| name.starts_with("oic-"))
        .collect()
}

fn is_of_name(character: char) -> bool {
    character.is_ascii_alphanumeric() || matches!(character, '-' | '_')
}

fn is_used(class: &str, source: &str) -> bool {
    source
        .match_indices(class)
        .any(|(at, _)| !source.get(at + class.len()..).is_some_and(|rest| rest.starts_with(is_of_name)))
}

/// The items of one level.
fn items(text: &str) -> Vec<Item<'_>> {
    let mut items = Vec::new();
    let (mut depth, mut start, mut open) = (0_u32, 0, 0);
    for (at, character) in text.char_indices() {
        match character {
            '{' => {
                if depth == 0 {
                    open = at;
                }
                depth += 1;
            }
            '}' => {
                depth = depth.saturating_sub(1);
                if depth == 0 {
                    let (prelude, body) = (text.get(start..open), text.get(open + 1..at));
                    items.push(Item::Block(prelude.unwrap_or_default().trim(), body.unwrap_or_default()));
                    start = at + 1;
                }
            }
            ';' if depth == 0 => {
                items.push(Item::Statement(text.get(start..=at).unwrap_or_default().trim()));
                start = at + 1;
            }
            _ => {}
        }
    }
    let rest = text.get(start..).unwrap_or_default().trim();
    if !rest.is_empty() {
        items.push(Item::Statement(rest));
    }
    items
}

#[cfg(test)]
mod tests {
    use super::*;

    fn lines(text: &str) -> Vec<&str> {
        text.lines().collect()
    }

    #[test]
    fn each_rule_goes_where_it_is_needed_and_keeps_what_surrounds_it() {
        let css = ".oic { color: red; .oic-a { b: c } .oic-b { d: e } .oic-c { f: g } }\n\
            @container oic (inline-size < 640px) { .oic-b, .oic-c { h: i } .oic-a { j: k } }";
        let Sheets { first, later } = divide(css, "oic-a", "oic-a oic-b oic-c-not");
        assert_eq!(
            lines(&first),
            [
                ".oic {",
                "color: red;",
                ".oic-a {",
                "b: c",
                "}",
                "}",
                "@container oic (inline-size < 640px) {",
                ".oic-a {",
                "j: k",
                "}",
                "}"
            ]
        );
        assert_eq!(
            lines(&later),
            [
                ".oic {",
                ".oic-b {",
                "d: e",
                "}",
                "}",
                "@container oic (inline-size < 640px) {",
                ".oic-b, .oic-c {",
                "h: i",
                "}",
                "}"
            ]
        );
    }

    #[test]
    fn a_rule_for_something_within_something_else_waits_for_both() {
        let css = ".oic-a .oic-b { c: d } .oic-a:not(.oic-b) { e: f } .oic-a .oic-z { g: h }";
        let Sheets { first, later } = divide(css, "oic-a", "oic-b");
        assert_eq!(lines(&first), [".oic-a:not(.oic-b) {", "e: f", "}"]);
        assert_eq!(lines(&later), [".oic-a .oic-b {", "c: d", "}"]);
    }

    #[test]
    fn movements_stay_with_what_is_there_from_the_start() {
        let Sheets { first, later } = divide("@keyframes x { to { a: b } }", "", "");
        assert!(first.contains("@keyframes x {") && later.is_empty());
    }
}
