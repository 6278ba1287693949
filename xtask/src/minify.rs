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

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn comments_and_indentation_go_and_the_rest_stays() {
        assert_eq!(
            script("// a\n  /**\n   * b\n   */\n  let x = 'http://c'; // d\n\n}"),
            "let x = 'http://c'; // d\n}"
        );
        assert_eq!(stylesheet("/* a\n b */\n.c {\n  d: e; /* f */\n}\n"), ".c {\nd: e;\n}");
    }
}
