//! Counts by day. Servers name the days on which there was something, as `2026-11-23`, in UTC (v3.4 in the zone of its data base).

use serde_json::Value;

use super::Span;
use crate::json::{self, Mismatch, Read};
use crate::order::sort_by;

const DAY_MILLIS: i64 = 86_400_000;

/// Ten years: more columns than a chart can have.
const MOST_DAYS: usize = 3660;

/// A day and how many.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct DayCount {
    /// Its first moment in UTC, in milliseconds since 1970.
    pub day_millis: i64,
    /// How many.
    pub count: i64,
}

/// Each day that the span touches, also those without any; none where there would be more than ten years of them. Days outside of
/// the span, as v3.4 may name them by its own zone, are left out.
#[must_use]
pub fn every_day(days: &[DayCount], span: Span) -> Vec<DayCount> {
    let (first, last) = (span.start_millis().div_euclid(DAY_MILLIS), span.end_millis().div_euclid(DAY_MILLIS));
    if usize::try_from(last.saturating_sub(first)).map_or(true, |more| more >= MOST_DAYS) {
        return Vec::new();
    }
    let of = |day_millis| {
        let count = days.iter().filter(|day| day.day_millis == day_millis).map(|day| day.count);
        DayCount { day_millis, count: count.fold(0, i64::saturating_add) }
    };
    (first..=last).map(|day| of(day.saturating_mul(DAY_MILLIS))).collect()
}

/// Reads `{day: n} | null`, earliest day first.
pub(super) fn read(data: &Value, key: &str) -> Read<Vec<DayCount>> {
    let mut days = json::entries(data, key, |day, count| {
        let day_millis = day_millis(day).ok_or_else(|| Mismatch::new("", &day.into()))?;
        Ok(DayCount { day_millis, count: json::as_integer(count).unwrap_or(0) })
    })?;
    sort_by(&mut days, |one, other| one.day_millis.cmp(&other.day_millis));
    Ok(days)
}

/// The first moment of a day in UTC. None for what is no day.
fn day_millis(text: &str) -> Option<i64> {
    let number = |text: &str| text.bytes().all(|byte| byte.is_ascii_digit()).then(|| text.parse::<i64>().ok())?;
    let mut parts = text.splitn(3, '-');
    let (year, month, day) = (number(parts.next()?)?, number(parts.next()?)?, number(parts.next()?)?);
    if !(1..=9999).contains(&year) || !(1..=12).contains(&month) || !(1..=31).contains(&day) {
        return None;
    }
    // Years that begin in March end with the day that a leap year adds.
    let (year, month) = if month > 2 { (year, month - 3) } else { (year - 1, month + 9) };
    let of_year = (153 * month + 2) / 5 + day - 1;
    let days = 365 * year + year / 4 - year / 100 + year / 400 + of_year;
    Some((days - 719_468) * DAY_MILLIS)
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::json;

    #[test]
    fn a_day_is_found_in_the_calendar() {
        for (text, days) in [
            ("1970-01-01", Some(0)),
            ("1970-03-01", Some(59)),
            ("2000-02-29", Some(11_016)),
            ("2000-03-01", Some(11_017)),
            ("2026-11-23", Some(20_780)),
            ("2100-03-01", Some(47_541)),
            ("0001-01-01", Some(-719_162)),
            ("2026-13-01", None),
            ("2026-00-01", None),
            ("2026-11", None),
            ("2026-11-23-1", None),
            ("-1-1-1", None),
            ("", None),
            ("99999999999999999999-01-01", None),
            ("2026-+1-01", None),
        ] {
            assert_eq!(day_millis(text), days.map(|days: i64| days * DAY_MILLIS), "{text}");
        }
    }

    #[test]
    fn days_without_any_are_filled_in() {
        let days = read(&json!({"count": {"2026-11-23": 7, "2026-11-20": "2"}}), "count").unwrap();
        assert_eq!(days.iter().map(|day| day.count).collect::<Vec<_>>(), [2, 7]);
        let first = days[0].day_millis;
        let span = Span::between(first + 5 * DAY_MILLIS - 1, first + 1);
        let counts: Vec<_> = every_day(&days, span).iter().map(|day| day.count).collect();
        assert_eq!(counts, [2, 0, 0, 7, 0]);
        assert_eq!(every_day(&days, Span::between(first, first)), [days[0]]);
        assert_eq!(every_day(&days, Span::between(0, i64::MAX)), []);
    }

    #[test]
    fn what_is_no_day_is_misread() {
        assert_eq!(read(&json!({"count": {"soon": 1}}), "count").unwrap_err().json_path, "count");
        assert_eq!(read(&json!({"count": null}), "count"), Ok(vec![]));
        assert_eq!(read(&json!({}), "count"), Ok(vec![]));
    }
}
