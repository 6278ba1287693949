//! Which known word was meant.

/// The known word nearest to `word`, if one is near enough to be a slip of the pen.
pub fn nearest<'a>(word: &str, known: &[&'a str]) -> Option<&'a str> {
    let lower = word.to_ascii_lowercase();
    let distances = known.iter().map(|known| (distance(&lower, &known.to_ascii_lowercase()), *known));
    let (distance, nearest) = distances.min_by_key(|(distance, _)| *distance)?;
    // Of a short word little is left after two slips.
    let most = if word.chars().count() < 5 { 1 } else { 2 };
    let is_start = lower.len() >= 4 && nearest.to_ascii_lowercase().starts_with(&lower);
    (distance <= most || is_start).then_some(nearest)
}

/// How many letters must be put in, left out, replaced, or changed with their neighbour.
fn distance(one: &str, other: &str) -> usize {
    let other: Vec<char> = other.chars().collect();
    let mut before: Vec<usize> = Vec::new();
    let mut row: Vec<usize> = (0..=other.len()).collect();
    let mut last = None;
    for (line, letter) in one.chars().enumerate() {
        let mut next = vec![line + 1];
        for (at, theirs) in other.iter().enumerate() {
            let of = |row: &[usize], at: usize| row.get(at).copied().unwrap_or(usize::MAX - 1);
            let replaced = of(&row, at) + usize::from(letter != *theirs);
            let mut least = replaced.min(of(&row, at + 1) + 1).min(of(&next, at) + 1);
            let crossed = at > 0 && last == Some(*theirs) && other.get(at - 1) == Some(&letter);
            if crossed {
                least = least.min(of(&before, at - 1) + 1);
            }
            next.push(least);
        }
        before = std::mem::replace(&mut row, next);
        last = Some(letter);
    }
    row.last().copied().unwrap_or(0)
}

#[cfg(test)]
mod tests {
    use super::nearest;

    #[test]
    fn a_slip_of_the_pen_leads_to_the_word_and_another_word_leads_nowhere() {
        let known = ["servers", "lockServer", "readOnly", "pageSize", "pageSizes", "colour", "protectedUsers", "url"];
        for (word, meant) in [
            ("server", Some("servers")),
            ("lockserver", Some("lockServer")),
            ("color", Some("colour")),
            ("raedOnly", Some("readOnly")),
            ("readonly", Some("readOnly")),
            ("pagesize", Some("pageSize")),
            ("protected", Some("protectedUsers")),
            ("ulr", Some("url")),
            ("uri", Some("url")),
            ("secret", None),
            ("x", None),
            ("", None),
            ("页面", None),
        ] {
            assert_eq!(nearest(word, &known), meant, "{word}");
        }
    }
}
