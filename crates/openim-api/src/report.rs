//! A call in plain text, for a ticket or a mail: English, as logs are.

use std::fmt::Write as _;

use crate::observer::CallRecord;

impl CallRecord {
    /// What is known of the call: time, route, duration, status, errCode, operationID, what became of it, both bodies as they are
    /// kept, which is masked and maybe cut.
    #[must_use]
    pub fn as_report(&self) -> String {
        let or_none = |number: Option<String>| number.unwrap_or_else(|| "none".to_owned());
        let mut report = format!(
            "{} {}\nsent: {}\nduration: {} ms\nHTTP status: {}\nerrCode: {}\noperationID: {}\n",
            if self.request_body.is_empty() { "GET" } else { "POST" },
            self.path,
            utc(self.started_at_millis),
            self.duration_millis,
            or_none(self.status.map(|status| status.to_string())),
            or_none(self.err_code.map(|code| code.to_string())),
            self.operation_id,
        );
        // Writing to a text cannot fail.
        let _ = match &self.error {
            Some(error) => writeln!(report, "outcome: {}", error.kind),
            None => writeln!(report, "outcome: success"),
        };
        for (name, body) in [("request", &self.request_body), ("response", &self.response_body)] {
            if !body.is_empty() {
                let _ = writeln!(report, "{name}: {body}");
            }
        }
        report
    }
}

/// A time as ISO 8601 writes it, in UTC: `2026-07-02T09:30:00.123Z`.
fn utc(millis: i64) -> String {
    let (day, of_day) = (millis.div_euclid(86_400_000), millis.rem_euclid(86_400_000));
    let (year, month, date) = civil(day);
    let (hour, minute, second) = (of_day / 3_600_000, of_day / 60_000 % 60, of_day / 1_000 % 60);
    format!("{year:04}-{month:02}-{date:02}T{hour:02}:{minute:02}:{second:02}.{:03}Z", of_day % 1_000)
}

/// Year, month and date of a day counted from 1970-01-01. Years begin in March here, so that a leap day is the last day of one; 400
/// years are 146 097 days.
fn civil(day: i64) -> (i64, i64, i64) {
    let from_march_0000 = day + 719_468;
    let (era, of_era) = (from_march_0000.div_euclid(146_097), from_march_0000.rem_euclid(146_097));
    let year_of_era = (of_era - of_era / 1_460 + of_era / 36_524 - of_era / 146_096) / 365;
    let of_year = of_era - (365 * year_of_era + year_of_era / 4 - year_of_era / 100);
    let month_from_march = (5 * of_year + 2) / 153;
    let date = of_year - (153 * month_from_march + 2) / 5 + 1;
    let month = if month_from_march < 10 { month_from_march + 3 } else { month_from_march - 9 };
    (era * 400 + year_of_era + i64::from(month <= 2), month, date)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn times_are_written_as_everybody_writes_them() {
        for (millis, text) in [
            (0, "1970-01-01T00:00:00.000Z"),
            (-1, "1969-12-31T23:59:59.999Z"),
            (951_782_400_000, "2000-02-29T00:00:00.000Z"),
            (1_767_225_599_999, "2025-12-31T23:59:59.999Z"),
            (1_772_323_200_000, "2026-03-01T00:00:00.000Z"),
            (4_107_542_400_000, "2100-03-01T00:00:00.000Z"),
            (-62_135_596_800_000, "0001-01-01T00:00:00.000Z"),
        ] {
            assert_eq!(utc(millis), text);
        }
        // No clock is so wrong that it panics.
        assert!(utc(i64::MAX).ends_with('Z') && utc(i64::MIN).ends_with('Z'));
    }
}
