//! What an `errCode` means. The same number means different things on different servers, and the same thing has several numbers.

use serde_json::Value;

use crate::envelope::Envelope;
use crate::error::ErrorClass;
use crate::server::ServerBlock;

/// Sent by every version instead of a code of the session where the token is missing.
const NO_TOKEN: &str = "header must have token";

/// Sorts a refusal. Texts are looked at only where the code alone says too little.
pub(crate) fn class(path: &str, block: ServerBlock, envelope: &Envelope) -> ErrorClass {
    let says = |words: &str| envelope.err_msg.contains(words) || envelope.err_dlt.contains(words);
    match envelope.err_code {
        1001 if says(NO_TOKEN) => ErrorClass::Session,
        1001 => ErrorClass::BadArgument,
        1002 => ErrorClass::NoPermission,
        1004 | 1101 | 1201 => ErrorClass::NotFound,
        1102 => ErrorClass::AlreadyRegistered,
        1003 | 1202 | 1204 | 1206 | 1304 | 1404 => ErrorClass::AlreadyThere,
        1501..=1507 => ErrorClass::Session,
        429 => ErrorClass::RateLimited,
        4 | 14 => ErrorClass::Unavailable,
        8 => ErrorClass::TooLarge,
        12 => ErrorClass::Unimplemented,
        // Two registrations of one ID at the same moment: the loser hears of the data base's index (seen on main).
        500 if says("E11000") && path == "/user/user_register" => ErrorClass::AlreadyRegistered,
        500 if says("E11000") => ErrorClass::AlreadyThere,
        // A main server in one process converts no errors of its data base (seen).
        500 if says("no documents in result") => ErrorClass::NotFound,
        // v3.4 leaves lengths to the columns of its tables, v3.7 answers 500 to a body that does not bind (both seen).
        500 if says("Data too long for column") || says("json: cannot unmarshal") => ErrorClass::BadArgument,
        // Up to v3.8.2 the number of a service's refusal, from v3.8.3 that of a panic it survived.
        2 if block <= ServerBlock::V3_8_1 => ErrorClass::BadArgument,
        2 | 13 | 500 | 90002 | 90004 | 90007 => ErrorClass::ServerFault,
        _ => ErrorClass::Other,
    }
}

impl ErrorClass {
    /// What a code is about on servers of this version, where no text and no route tells more. [`ErrorClass::Other`] for all that
    /// have no class of their own.
    #[must_use]
    pub fn of_code(code: i64, block: ServerBlock) -> Self {
        let (err_msg, err_dlt) = (String::new(), String::new());
        class("", block, &Envelope { err_code: code, err_msg, err_dlt, data: Value::Null })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn class_of(block: ServerBlock, path: &str, err_code: i64, err_msg: &str, err_dlt: &str) -> ErrorClass {
        let (err_msg, err_dlt) = (err_msg.to_owned(), err_dlt.to_owned());
        class(path, block, &Envelope { err_code, err_msg, err_dlt, data: Value::Null })
    }

    #[test]
    fn a_missing_token_belongs_to_the_session_wherever_the_text_stands() {
        for (msg, dlt) in [("ArgsError", "header must have token"), ("header must have token: 1001 ArgsError", "")] {
            assert_eq!(class_of(ServerBlock::V3_7, "/x", 1001, msg, dlt), ErrorClass::Session);
        }
        assert_eq!(class_of(ServerBlock::V3_7, "/x", 1001, "ArgsError", "no token"), ErrorClass::BadArgument);
    }

    #[test]
    fn code_2_changes_its_meaning_with_3_8_3() {
        assert_eq!(class_of(ServerBlock::V3_8_1, "/x", 2, "", ""), ErrorClass::BadArgument);
        assert_eq!(class_of(ServerBlock::V3_8_3, "/x", 2, "", ""), ErrorClass::ServerFault);
    }

    #[test]
    fn a_lost_race_for_an_id_is_a_taken_id() {
        let text = "E11000 duplicate key error";
        assert_eq!(class_of(ServerBlock::Main, "/user/user_register", 500, text, ""), ErrorClass::AlreadyRegistered);
        assert_eq!(class_of(ServerBlock::Main, "/friend/add", 500, "", text), ErrorClass::AlreadyThere);
        assert_eq!(class_of(ServerBlock::Main, "/x", 500, "", "mongo: no documents in result"), ErrorClass::NotFound);
        assert_eq!(class_of(ServerBlock::Main, "/x", 500, "", ""), ErrorClass::ServerFault);
    }

    #[test]
    fn codes_have_their_class() {
        for (code, expected) in [
            (1002, ErrorClass::NoPermission),
            (1101, ErrorClass::NotFound),
            (1102, ErrorClass::AlreadyRegistered),
            (1304, ErrorClass::AlreadyThere),
            (1501, ErrorClass::Session),
            (1507, ErrorClass::Session),
            (1508, ErrorClass::Other),
            (4, ErrorClass::Unavailable),
            (14, ErrorClass::Unavailable),
            (8, ErrorClass::TooLarge),
            (12, ErrorClass::Unimplemented),
            (13, ErrorClass::ServerFault),
            (80000, ErrorClass::Other),
            (-1, ErrorClass::Other),
            (i64::MIN, ErrorClass::Other),
        ] {
            assert_eq!(class_of(ServerBlock::Main, "/x", code, "", ""), expected, "{code}");
        }
    }
}
