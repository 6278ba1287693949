//! Comments and indentation left out of what we or wasm-bindgen wrote: stylesheets and scripts without anything in them
//! that would need a parser.

/// A script: no indentation, no lines that are comments.
pub fn script(text: &str) -> String {
    let mut in_comment = false;
    let lines = text.lines().map(str::trim).filter(|line| {
        let is_comment = in_comment || line.starts_with("//") || line.starts_with("/*");
        in_comment = is_comment && !line.starts_with("//") && !line.ends_with("*/");
        !is_comment && !line.is_empty()
    });
    lines.collect::<Vec<_>>().join("\n")
}

/// A stylesheet: no comments, no indentation.
pub fn stylesheet(text: &str) -> String {
    let mut kept = String::with_capacity(text.len());
    let mut rest = text;
    while let Some((before, comment)) = rest.split_once("/*") {
        kept.push_str(before);
        rest = comment.split_once("*/").map_or("", |(_, behind)| behind);
    }
    kept.push_str(rest);
    kept.lines().map(str::trim).filter(|line| !line.is_empty()).collect::<Vec<_>>().join("\n")
}

/// Leaves out the rules of the design's parts that `source` does not use: blocks whose every selector has a class that no text in
/// it names. What such a block contains goes with it.
pub fn without_unused(stylesheet: &str, source: &str) -> String {
    let mut kept: Vec<&str> = Vec::new();
    let mut lines = stylesheet.lines();
    while let Some(line) = lines.next() {
        let selectors =
            line.split_once('{').map(|(selectors, _)| selectors).filter(|selectors| !selectors.starts_with(['@', ':']));
        let is_unused = selectors
            .is_some_and(|selectors| selectors.split(',').all(|selector| names_unused_class(selector, source)));
        let depth = |line: &str| line.matches('{').count().cast_signed() - line.matches('}').count().cast_signed();
        if !is_unused {
            kept.push(line);
            continue;
        }
        let mut open = depth(line);
        while open > 0 {
            let Some(line) = lines.next() else { break };
            open += depth(line);
        }
    }
    kept.join("\n")
}

/// What stands in `:not(…)` does not have to be there.
fn names_unused_class(selector: &str, source: &str) -> bool {
    let mut rest = selector.split(":not(");
    let wanted = rest.next().into_iter().chain(rest.filter_map(|part| part.split_once(')').map(|(_, behind)| behind)));
    let is_name = |character: char| character.is_ascii_alphanumeric() || matches!(character, '-' | '_');
    let is_used = |name: &str| {
        source
            .match_indices(name)
            .any(|(at, _)| !source.get(at + name.len()..).is_some_and(|rest| rest.starts_with(is_name)))
    };
    wanted.flat_map(|part| part.split('.').skip(1)).any(|part| {
        let name = part.split(|character| !is_name(character)).next().unwrap_or_default();
        name.starts_with("oic-") && !is_used(name)
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn rules_of_parts_that_nothing_uses_are_left_out() {
        let css = ".oic {\n.oic-a:not(.oic-b) { b: c }\n.oic-b {\n& > .oic-a { d: e }\n}\n.oic-a, .oic-b { f: g }\n.oic-a-b { h: i }\n@media print {\n.oic-b { j: k }\n}\n}";
        let kept = without_unused(css, "class=\"oic-a x\"");
        assert_eq!(kept, ".oic {\n.oic-a:not(.oic-b) { b: c }\n.oic-a, .oic-b { f: g }\n@media print {\n}\n}");
    }

    #[test]
    fn comments_and_indentation_go_and_the_rest_stays() {
        assert_eq!(
            script("// a\n  /**\n   * b\n   */\n  let x = 'http://c'; // d\n\n}"),
            "let x = 'http://c'; // d\n}"
        );
        assert_eq!(stylesheet("/* a\n b */\n.c {\n  d: e; /* f */\n}\n"), ".c {\nd: e;\n}");
    }
}
