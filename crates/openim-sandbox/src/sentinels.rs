//! Inputs that ask for a fault: whoever types one into a form, or puts it into a file to import, sees what a console makes of a
//! server that fails at just this call. No control route is needed, and calls without one are never touched.
//!
//! A call is a sentinel's when any text in its body (a userID, a nickname, a search word) begins with `sandboxfault_` and goes on with:
//!
//! | text | the call |
//! |---|---|
//! | `code_N` | is answered with errCode N, such as `sandboxfault_code_1507`, and does nothing |
//! | `status_N` | is answered with HTTP status N (200 to 599) and an empty body, with CORS, and does nothing |
//! | `500` | the same as `status_500`: a panic of the API process |
//! | `429` | is refused as by main's limiter, without CORS |
//! | `html` | is answered with the 502 page of a proxy, without CORS |
//! | `cut` | is answered with half an envelope |
//! | `drop` | loses its connection before anything is done |
//! | `lost` | is carried out, and its answer is lost: only reading again tells |
//! | `delay_N` | is answered N milliseconds later (at most 60,000) |
//!
//! More letters may follow after `_`, so that two users of one request can have different ones: `sandboxfault_delay_300_anna`. The
//! first one in a body counts. They are valid userIDs in every version; a plan of `/sandbox/faults` goes before them. `lost` belongs
//! into a text that later calls do not repeat, such as a nickname: whoever asks for the same userID again loses that answer too.
//!
//! No recording holds the word.

use std::time::Duration;

use axum::http::Method;

use crate::faults::Fate;
use crate::http::Arrived;

/// How every sentinel begins, the quotation mark of the JSON text included.
const MARK: &str = "\"sandboxfault_";
const LONGEST_DELAY_MILLIS: u64 = 60_000;

/// What a sentinel asks for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Sentinel {
    /// Another answer than that of the rules.
    Fails(Fate),
    /// The answer of the rules, later.
    Late(Duration),
    /// The answer of the rules, to nobody.
    Lost,
}

/// The sentinel of a call, if it has one.
pub(crate) fn find(request: &Arrived) -> Option<Sentinel> {
    if request.method != Method::POST {
        return None;
    }
    let body = String::from_utf8_lossy(request.bytes());
    body.split(MARK).skip(1).find_map(|rest| read(rest.split('"').next().unwrap_or_default()))
}

fn read(text: &str) -> Option<Sentinel> {
    let mut parts = text.split('_');
    let word = parts.next()?;
    let mut number = || parts.next()?.parse::<u64>().ok();
    Some(match word {
        "code" => Sentinel::Fails(Fate::Code(i32::try_from(number()?).ok()?)),
        "status" => {
            let status = u16::try_from(number()?).ok()?;
            Sentinel::Fails(Fate::Status(Some(status).filter(|status| (200..600).contains(status))?))
        }
        "500" => Sentinel::Fails(Fate::Status(500)),
        "429" => Sentinel::Fails(Fate::TooMany),
        "html" => Sentinel::Fails(Fate::Html),
        "cut" => Sentinel::Fails(Fate::Cut),
        "drop" => Sentinel::Fails(Fate::Dropped),
        "lost" => Sentinel::Lost,
        "delay" => Sentinel::Late(Duration::from_millis(number()?.min(LONGEST_DELAY_MILLIS))),
        _ => return None,
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_sentinel_is_a_word_perhaps_a_number_and_perhaps_more() {
        for (text, expected) in [
            ("code_1507", Some(Sentinel::Fails(Fate::Code(1507)))),
            ("code_14_anna", Some(Sentinel::Fails(Fate::Code(14)))),
            ("status_503", Some(Sentinel::Fails(Fate::Status(503)))),
            ("drop_bob", Some(Sentinel::Fails(Fate::Dropped))),
            ("delay_99999999", Some(Sentinel::Late(Duration::from_secs(60)))),
            ("lost", Some(Sentinel::Lost)),
            ("code", None),
            ("code_", None),
            ("code_many", None),
            ("code_99999999999", None),
            ("status_0", None),
            ("status_70000", None),
            ("dropped", None),
            ("", None),
        ] {
            assert_eq!(read(text), expected, "{text}");
        }
    }
}
