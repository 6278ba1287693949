//! `/statistics`: counting users and groups; messages are counted in `statistics/active.rs`.

pub(crate) mod active;

use std::collections::BTreeMap;

use serde::Serialize;

use crate::Server;
use crate::call::{Call, Outcome, json, map};
use crate::failure::Failure;

const DAY_MILLIS: i64 = 86_400_000;

/// POST /statistics/user/register: how many users there are, how many there were before, and how many came on each day (UTC).
/// Admins and notification accounts count; anybody may ask.
pub(crate) fn user_register(call: &mut Call<'_>) -> Outcome {
    let (start, end) = span(call, true)?;
    call.enter_service(16)?;
    let times: Vec<i64> = call.world.users.iter().map(|user| user.create_time).collect();
    by_day(call.server, &times, start, end)
}

/// POST /statistics/group/create: the same for groups, dismissed ones too; from patch.5 on for admins alone. 3.4 looks at the order
/// of the two times and nothing else.
pub(crate) fn group_create(call: &mut Call<'_>) -> Outcome {
    let (start, end) = span(call, call.server != Server::V34)?;
    call.enter_service(16)?;
    if call.server >= Server::V383 {
        call.admin_only()?;
    }
    let times: Vec<i64> = call.world.groups.iter().map(|group| group.create_time).collect();
    by_day(call.server, &times, start, end)
}

/// `start` and `end` in milliseconds since 1970; `both_positive` is checked where the version does.
fn span(call: &Call<'_>, both_positive: bool) -> Result<(i64, i64), Failure> {
    let start = call.bound(call.body.optional_int64("start"))?.unwrap_or_default();
    let end = call.bound(call.body.optional_int64("end"))?.unwrap_or_default();
    for (wrong, text) in [
        (both_positive && start <= 0, "start is invalid"),
        (both_positive && end <= 0, "end is invalid"),
        (start > end, "start > end"),
    ] {
        if wrong {
            return Err(Failure::api(1001, text));
        }
    }
    Ok((start, end))
}

fn by_day(server: Server, times: &[i64], start: i64, end: i64) -> Outcome {
    #[derive(Serialize)]
    struct Answer {
        total: usize,
        before: usize,
        /// Days without any have no key. Empty: absent, or `null`.
        #[serde(skip_serializing_if = "Option::is_none")]
        count: Option<Option<BTreeMap<String, usize>>>,
    }
    let mut days = BTreeMap::new();
    for time in times.iter().filter(|time| (start..end).contains(time)) {
        *days.entry(day(*time)).or_default() += 1;
    }
    let before = times.iter().filter(|time| **time < start).count();
    json(&Answer { total: times.len(), before, count: map(server, days.is_empty(), days) })
}

/// The UTC day of a time, as `YYYY-MM-DD`.
pub(super) fn day(millis: i64) -> String {
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
