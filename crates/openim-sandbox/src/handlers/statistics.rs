//! `/statistics`: counting users. What counts groups and messages is not built: the sandbox has neither.

use std::collections::BTreeMap;

use serde::Serialize;

use crate::Server;
use crate::call::{Call, Outcome, json};
use crate::failure::Failure;

const DAY_MILLIS: i64 = 86_400_000;

/// POST /statistics/user/register: how many users there are, how many there were before, and how many came on each day (UTC).
/// Admins and notification accounts count; anybody may ask.
pub(crate) fn user_register(call: &mut Call<'_>) -> Outcome {
    #[derive(Serialize)]
    struct Answer {
        total: usize,
        before: usize,
        /// Days without a registration have no key. Empty: absent, or `null`.
        #[serde(skip_serializing_if = "Option::is_none")]
        count: Option<Option<BTreeMap<String, usize>>>,
    }
    let start = call.bound(call.body.optional_int64("start"))?.unwrap_or_default();
    let end = call.bound(call.body.optional_int64("end"))?.unwrap_or_default();
    for (wrong, text) in [(start <= 0, "start is invalid"), (end <= 0, "end is invalid"), (start > end, "start > end")]
    {
        if wrong {
            return Err(Failure::api(1001, text));
        }
    }
    call.enter_service(16)?;
    let times = || call.world.users.iter().map(|user| user.create_time);
    let mut days = BTreeMap::new();
    for time in times().filter(|time| (start..end).contains(time)) {
        *days.entry(day(time)).or_default() += 1;
    }
    let count = match call.server {
        _ if !days.is_empty() => Some(Some(days)),
        Server::V34 | Server::V383 => Some(None),
        Server::V37 | Server::Main => None,
    };
    json(&Answer { total: call.world.users.len(), before: times().filter(|time| *time < start).count(), count })
}

/// The UTC day of a time, as `YYYY-MM-DD`.
fn day(millis: i64) -> String {
    // Days since 1 March of the year 0: the leap day is then the last of its year. 146 097 days are 400 years.
    let days = millis.div_euclid(DAY_MILLIS) + 719_468;
    let (era, of_era) = (days.div_euclid(146_097), days.rem_euclid(146_097));
    let year_of_era = (of_era - of_era / 1460 + of_era / 36_524 - of_era / 146_096) / 365;
    let of_year = of_era - (365 * year_of_era + year_of_era / 4 - year_of_era / 100);
    let month_from_march = (5 * of_year + 2) / 153;
    let day = of_year - (153 * month_from_march + 2) / 5 + 1;
    let month = if month_from_march < 10 { month_from_march + 3 } else { month_from_march - 9 };
    let year = year_of_era + era * 400 + i64::from(month <= 2);
    format!("{year:04}-{month:02}-{day:02}")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_day_is_named_as_the_calendar_names_it() {
        for (millis, name) in [
            (0, "1970-01-01"),
            (-1, "1969-12-31"),
            (951_782_399_999, "2000-02-28"),
            (951_782_400_000, "2000-02-29"),
            (951_868_800_000, "2000-03-01"),
            (1_795_447_731_000, "2026-11-23"),
            (4_102_444_799_999, "2099-12-31"),
        ] {
            assert_eq!(day(millis), name);
        }
    }
}
