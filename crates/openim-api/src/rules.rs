//! What a server of a given block accepts, known before it is asked. Lengths are counted in characters.

use crate::server::ServerBlock;

/// Seen on v3.4: the width of its columns. Later servers have no limit.
const USER_ID_LIMIT: usize = 64;
const NICKNAME_LIMIT: usize = 255;
const FACE_URL_LIMIT: usize = 255;
const EX_LIMIT: usize = 1024;

/// Why an ID cannot be registered.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum UserIdProblem {
    /// Empty: refused by all versions.
    Empty,
    /// A colon: refused by all versions.
    Colon,
    /// From v3.8.0: something else than letters and digits of any script and `_`.
    Character(char),
    /// Only v3.4 has a limit.
    TooLong {
        /// The most characters.
        limit: usize,
    },
}

/// Why a text cannot be stored.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum TextProblem {
    /// It must not be empty.
    Empty,
    /// Only v3.4 has a limit.
    TooLong {
        /// The most characters.
        limit: usize,
    },
}

/// What makes a server of this block refuse the ID.
#[must_use]
pub fn user_id_problem(id: &str, block: ServerBlock) -> Option<UserIdProblem> {
    if id.is_empty() {
        return Some(UserIdProblem::Empty);
    }
    if id.contains(':') {
        return Some(UserIdProblem::Colon);
    }
    if block >= ServerBlock::V3_8_0
        && let Some(character) = strange_character(id)
    {
        return Some(UserIdProblem::Character(character));
    }
    (block == ServerBlock::V3_4 && is_longer(id, USER_ID_LIMIT))
        .then_some(UserIdProblem::TooLong { limit: USER_ID_LIMIT })
}

/// What this block accepts though others do not: worth avoiding, because a server is updated one day and other systems copy its IDs.
/// None where [`user_id_problem`] has something to say.
#[must_use]
pub fn user_id_hint(id: &str, block: ServerBlock) -> Option<UserIdProblem> {
    if user_id_problem(id, block).is_some() {
        return None;
    }
    strange_character(id)
        .map(UserIdProblem::Character)
        .or_else(|| is_longer(id, USER_ID_LIMIT).then_some(UserIdProblem::TooLong { limit: USER_ID_LIMIT }))
}

/// What makes a server of this block refuse the nickname. Blanks alone pass everywhere.
#[must_use]
pub fn nickname_problem(nickname: &str, block: ServerBlock) -> Option<TextProblem> {
    if block >= ServerBlock::V3_5 && nickname.is_empty() {
        return Some(TextProblem::Empty);
    }
    column_problem(nickname, block, NICKNAME_LIMIT)
}

/// What makes a server of this block refuse the avatar's address. None of them looks at what it is.
#[must_use]
pub fn face_url_problem(face_url: &str, block: ServerBlock) -> Option<TextProblem> {
    column_problem(face_url, block, FACE_URL_LIMIT)
}

/// What makes a server of this block refuse the extra text.
#[must_use]
pub fn ex_problem(ex: &str, block: ServerBlock) -> Option<TextProblem> {
    column_problem(ex, block, EX_LIMIT)
}

/// Makes a pattern that matches exactly this text in the engines of the servers: Go's RE2 and the data base's PCRE.
#[must_use]
pub fn escape_regex(text: &str) -> String {
    let mut pattern = String::with_capacity(text.len());
    for character in text.chars() {
        match character {
            '\\' | '.' | '*' | '+' | '?' | '(' | ')' | '[' | ']' | '{' | '}' | '|' | '^' | '$' => {
                pattern.push('\\');
                pattern.push(character);
            }
            // A pattern travels to the data base as a text that ends at NUL.
            '\0' => pattern.push_str("\\x00"),
            _ => pattern.push(character),
        }
    }
    pattern
}

fn column_problem(text: &str, block: ServerBlock, limit: usize) -> Option<TextProblem> {
    (block == ServerBlock::V3_4 && is_longer(text, limit)).then_some(TextProblem::TooLong { limit })
}

fn is_longer(text: &str, limit: usize) -> bool {
    text.chars().nth(limit).is_some()
}

/// A little wider than the server's own classes (it takes no vowel signs and no fractions): what is doubtful is left to the server.
fn strange_character(id: &str) -> Option<char> {
    id.chars().find(|c| !(c.is_alphanumeric() || *c == '_'))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn ids_follow_the_rules_of_their_block() {
        let long = "é".repeat(65);
        for (id, block, problem) in [
            ("", ServerBlock::V3_4, Some(UserIdProblem::Empty)),
            ("a:b", ServerBlock::V3_5, Some(UserIdProblem::Colon)),
            ("a-b", ServerBlock::V3_7, None),
            ("a-b", ServerBlock::V3_8_0, Some(UserIdProblem::Character('-'))),
            ("用户_1é", ServerBlock::Main, None),
            ("a b", ServerBlock::Main, Some(UserIdProblem::Character(' '))),
            (&long, ServerBlock::V3_4, Some(UserIdProblem::TooLong { limit: 64 })),
            (&"é".repeat(64), ServerBlock::V3_4, None),
            (&long, ServerBlock::V3_5, None),
        ] {
            assert_eq!(user_id_problem(id, block), problem, "{id} {block:?}");
        }
    }

    #[test]
    fn hints_are_what_this_block_does_not_refuse_yet() {
        let long = "a".repeat(65);
        assert_eq!(user_id_hint("a/b", ServerBlock::V3_7), Some(UserIdProblem::Character('/')));
        assert_eq!(user_id_hint("a/b", ServerBlock::V3_8_3), None);
        assert_eq!(user_id_hint(&long, ServerBlock::V3_8_3), Some(UserIdProblem::TooLong { limit: 64 }));
        assert_eq!(user_id_hint(&long, ServerBlock::V3_4), None);
        assert_eq!(user_id_hint("", ServerBlock::V3_4), None);
    }

    #[test]
    fn texts_follow_the_rules_of_their_block() {
        assert_eq!(nickname_problem("", ServerBlock::V3_4), None);
        assert_eq!(nickname_problem("", ServerBlock::V3_5), Some(TextProblem::Empty));
        assert_eq!(nickname_problem(" ", ServerBlock::Main), None);
        assert_eq!(nickname_problem(&"n".repeat(256), ServerBlock::V3_4), Some(TextProblem::TooLong { limit: 255 }));
        assert_eq!(face_url_problem(&"n".repeat(256), ServerBlock::V3_4), Some(TextProblem::TooLong { limit: 255 }));
        assert_eq!(face_url_problem("javascript:x", ServerBlock::Main), None);
        assert_eq!(ex_problem(&"x".repeat(1025), ServerBlock::V3_4), Some(TextProblem::TooLong { limit: 1024 }));
        assert_eq!(ex_problem(&"x".repeat(1025), ServerBlock::V3_5), None);
    }
}
