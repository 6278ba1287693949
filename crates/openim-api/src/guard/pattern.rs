//! Patterns for userIDs.

/// A userID, or several: `*` stands for any text, also for none.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Pattern(Vec<Sign>);

#[derive(Clone, Copy, PartialEq, Eq, Debug)]
enum Sign {
    Letter(char),
    Anything,
}

impl Pattern {
    /// Reads a pattern as a person writes it. Letter case counts, and so do blanks.
    #[must_use]
    pub fn new(text: &str) -> Self {
        Self(text.chars().map(|letter| if letter == '*' { Sign::Anything } else { Sign::Letter(letter) }).collect())
    }

    /// The pattern of one ID, in which `*` is a letter like others.
    #[must_use]
    pub fn exactly(id: &str) -> Self {
        Self(id.chars().map(Sign::Letter).collect())
    }

    /// Whether the server may take `id` for one that this pattern means.
    ///
    /// `folds`: the server compares without case, accents and trailing blanks ([`crate::ServerBlock::folds_user_ids`]). Which other
    /// signs it takes for equal, or for nothing, its collation alone knows. Here any of them may be any other: better one too many.
    #[must_use]
    pub fn is_met_by(&self, id: &str, folds: bool) -> bool {
        let id = Self::exactly(id).0;
        if folds { may_meet(&folded(&self.0), &folded(&id)) } else { may_meet(&self.0, &id) }
    }
}

fn folded(signs: &[Sign]) -> Vec<Sign> {
    let blank = Sign::Letter(' ');
    let len = signs.iter().rposition(|sign| *sign != blank).map_or(0, |last| last.saturating_add(1));
    let fold = |sign: &Sign| match *sign {
        Sign::Letter(letter) if letter == ' ' || letter.is_ascii_graphic() => Sign::Letter(letter.to_ascii_lowercase()),
        _ => Sign::Anything,
    };
    signs.iter().take(len).map(fold).collect()
}

/// Whether there is a text that both mean. Either may hold `Anything`; row by row over `one`, each place of `other` that can be
/// reached.
fn may_meet(one: &[Sign], other: &[Sign]) -> bool {
    let past = |reached: &mut [bool]| {
        // `Anything` of the other side may be nothing.
        let mut before = false;
        for (place, sign) in reached.iter_mut().zip(std::iter::once(None).chain(other.iter().map(Some))) {
            *place |= before && sign == Some(&Sign::Anything);
            before = *place;
        }
    };
    let mut reached = vec![false; other.len().saturating_add(1)];
    if let Some(start) = reached.first_mut() {
        *start = true;
    }
    past(&mut reached);
    for sign in one {
        let mut next = vec![false; reached.len()];
        let (mut before, mut before_next) = (false, false);
        for ((place, next), theirs) in
            reached.iter().zip(&mut next).zip(std::iter::once(None).chain(other.iter().map(Some)))
        {
            *next = match (sign, theirs) {
                // It ends here, or takes one more of theirs.
                (Sign::Anything, _) => *place || before_next,
                (_, None) => false,
                // Theirs goes on, or ends with this letter.
                (Sign::Letter(_), Some(Sign::Anything)) => *place || before,
                (Sign::Letter(_), Some(theirs)) => before && sign == theirs,
            };
            before = *place;
            before_next = *next;
        }
        past(&mut next);
        reached = next;
    }
    reached.last() == Some(&true)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_star_stands_for_any_text_and_nothing_else_does() {
        for (pattern, id, meets) in [
            ("imAdmin", "imAdmin", true),
            ("imAdmin", "imadmin", false),
            ("imAdmin", "imAdmin2", false),
            ("bot_*", "bot_", true),
            ("bot_*", "bot_7", true),
            ("bot_*", "robot_7", false),
            ("*_bot", "my_bot", true),
            ("*_bot", "my_bot_", false),
            ("a*b*c", "abc", true),
            ("a*b*c", "axxbxbxc", true),
            ("a*b*c", "acb", false),
            ("*", "", true),
            ("", "", true),
            ("", "a", false),
            ("a?c", "abc", false),
            ("a.c", "abc", false),
            ("用户*", "用户二", true),
        ] {
            assert_eq!(Pattern::new(pattern).is_met_by(id, false), meets, "{pattern} {id}");
        }
        assert!(!Pattern::exactly("a*c").is_met_by("abc", false));
        assert!(Pattern::exactly("a*c").is_met_by("a*c", false));
    }

    #[test]
    fn where_the_server_folds_no_spelling_gets_past_the_pattern() {
        for (pattern, id, meets) in [
            ("alice", "ALICE", true),
            ("alice", "álice", true),
            ("alice", "alice  ", true),
            ("alice ", "alice", true),
            ("alice", "a\u{301}lice", true),
            ("alice", "al\u{0}ice", true),
            ("ålice", "alice", true),
            ("straße", "strasse", true),
            ("alice", " alice", false),
            ("alice", "alicia", false),
            ("bot_*", "BOT_1", true),
            ("bot_*", "alice", false),
        ] {
            assert_eq!(Pattern::new(pattern).is_met_by(id, true), meets, "{pattern} {id}");
        }
    }
}
