//! On which line of a JSON text does a value stand? The reader of JSON does not say, and whoever runs a deployment looks for lines.

use std::iter::Peekable;
use std::str::CharIndices;

/// Where each key and each element of a list stands: its path, such as `servers[1].colour`, and the line, from 1.
pub struct Lines {
    places: Vec<(String, usize)>,
    /// Keys that stand twice in one object: the reader takes the last.
    pub doubled: Vec<(String, usize)>,
}

impl Lines {
    /// Of a text that is JSON; of another one nothing sensible, but no harm either.
    pub fn of(text: &str) -> Self {
        let mut walk = Walk { text, signs: text.char_indices().peekable(), line: 1, found: Self::empty() };
        walk.value("", 0);
        walk.found
    }

    fn empty() -> Self {
        Self { places: Vec::new(), doubled: Vec::new() }
    }

    /// The line of a path; of what holds it where it is not there itself.
    pub fn line(&self, path: &str) -> usize {
        let mut path = path;
        loop {
            if let Some((_, line)) = self.places.iter().find(|(known, _)| known == path) {
                return *line;
            }
            match path.rfind(['.', '[']).and_then(|at| path.get(..at)) {
                Some(shorter) => path = shorter,
                None => return 1,
            }
        }
    }
}

/// As deep as the reader of JSON goes.
const DEEPEST: u32 = 128;

struct Walk<'a> {
    text: &'a str,
    signs: Peekable<CharIndices<'a>>,
    line: usize,
    found: Lines,
}

impl Walk<'_> {
    fn next(&mut self) -> Option<char> {
        let (_, sign) = self.signs.next()?;
        self.line += usize::from(sign == '\n');
        Some(sign)
    }

    /// The next sign that is no white space.
    fn peek(&mut self) -> Option<char> {
        while self.signs.peek().is_some_and(|(_, sign)| sign.is_ascii_whitespace()) {
            self.next();
        }
        self.signs.peek().map(|(_, sign)| *sign)
    }

    fn value(&mut self, path: &str, depth: u32) {
        match self.peek() {
            Some('{') if depth < DEEPEST => self.object(path, depth),
            Some('[') if depth < DEEPEST => self.list(path, depth),
            Some('"') => {
                self.string();
            }
            _ => {
                while self.signs.peek().is_some_and(|(_, sign)| !matches!(sign, ',' | '}' | ']')) {
                    self.next();
                }
            }
        }
    }

    fn object(&mut self, path: &str, depth: u32) {
        self.next();
        let mut keys: Vec<String> = Vec::new();
        while self.peek() == Some('"') {
            let line = self.line;
            let key = self.string();
            let inner = if path.is_empty() { key.clone() } else { format!("{path}.{key}") };
            if keys.contains(&key) {
                self.found.doubled.push((inner.clone(), line));
                // The last one counts: what is wrong in it is looked for there.
                let is_in = |known: &str| {
                    known.strip_prefix(&inner).is_some_and(|rest| rest.is_empty() || rest.starts_with(['.', '[']))
                };
                self.found.places.retain(|(known, _)| !is_in(known));
            }
            keys.push(key);
            self.found.places.push((inner.clone(), line));
            if self.peek() == Some(':') {
                self.next();
            }
            self.value(&inner, depth + 1);
            if self.peek() == Some(',') {
                self.next();
            }
        }
        if self.peek() == Some('}') {
            self.next();
        }
    }

    fn list(&mut self, path: &str, depth: u32) {
        self.next();
        let mut index = 0_usize;
        while let Some(sign) = self.peek() {
            if sign == ']' {
                self.next();
                return;
            }
            if sign == '}' {
                return;
            }
            let inner = format!("{path}[{index}]");
            self.found.places.push((inner.clone(), self.line));
            self.value(&inner, depth + 1);
            if self.peek() == Some(',') {
                self.next();
            }
            index += 1;
        }
    }

    /// A string, as it is meant.
    fn string(&mut self) -> String {
        let start = self.signs.peek().map_or(0, |(at, _)| *at);
        self.next();
        let mut escaped = false;
        while let Some(sign) = self.next() {
            match sign {
                '"' if !escaped => break,
                _ => escaped = sign == '\\' && !escaped,
            }
        }
        let end = self.signs.peek().map_or(self.text.len(), |(at, _)| *at);
        let raw = self.text.get(start..end).unwrap_or_default();
        let meant = serde_json::from_str(raw).ok();
        meant.as_ref().and_then(serde_json::Value::as_str).unwrap_or(raw).to_owned()
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn each_key_and_each_element_has_its_line() {
        let text = "{\n  \"a\": 1,\n  \"list\": [\n    \"x, ] }\",\n    {\"url\": \"b\\\"c\",\n     \"c\\u0061\": [[], {}]}\n  ],\n\n  \"end\": null\n}";
        let lines = Lines::of(text);
        for (path, line) in [
            ("a", 2),
            ("list", 3),
            ("list[0]", 4),
            ("list[1]", 5),
            ("list[1].url", 5),
            ("list[1].ca", 6),
            ("list[1].ca[1]", 6),
            ("list[1].missing", 5),
            ("end", 9),
            ("nowhere", 1),
        ] {
            assert_eq!(lines.line(path), line, "{path}");
        }
    }

    #[test]
    fn of_a_key_that_stands_twice_the_last_counts() {
        let lines = Lines::of("{\"a\": {\n\"b\": 1},\n\"a\": {\n\"b\": 2}}");
        assert_eq!(lines.doubled, [("a".to_owned(), 3)]);
        assert_eq!((lines.line("a"), lines.line("a.b")), (3, 4));
    }

    proptest! {
        #[test]
        fn no_text_is_read_for_ever(text in r#"[\[\]{}",:\\a\n 1]{0,60}"#) {
            let _ = Lines::of(&text);
        }
    }
}
