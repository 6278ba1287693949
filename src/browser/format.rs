//! Numbers and times as people read them: digits grouped, `YYYY-MM-DD HH:mm` in the zone of the browser.

/// How many: see [`number`].
pub fn count(value: usize) -> String {
    number(i64::try_from(value).unwrap_or(i64::MAX))
}

/// `12480` → `12,480`. Grouped in threes in both languages of the console.
pub fn number(value: i64) -> String {
    let digits = value.unsigned_abs().to_string();
    let mut text = String::with_capacity(digits.len() + digits.len() / 3 + 1);
    if value < 0 {
        text.push('-');
    }
    for (index, digit) in digits.chars().enumerate() {
        if index > 0 && (digits.len() - index).is_multiple_of(3) {
            text.push(',');
        }
        text.push(digit);
    }
    text
}

/// `2026-07-21 18:42` of a time in milliseconds since 1970, in the browser's zone; empty where no such date exists.
pub fn minute(millis: i64) -> String {
    let Some(date) = date(millis) else { return String::new() };
    format!(
        "{:04}-{:02}-{:02} {:02}:{:02}",
        date.get_full_year(),
        date.get_month() + 1,
        date.get_date(),
        date.get_hours(),
        date.get_minutes()
    )
}

/// `2026-07-21 18:42:07`, as [`minute`].
pub fn second(millis: i64) -> String {
    let Some(date) = date(millis) else { return String::new() };
    format!("{}:{:02}", minute(millis), date.get_seconds())
}

/// `18:42:07`, as [`minute`].
pub fn time_of_day(millis: i64) -> String {
    second(millis).split_once(' ').map(|(_, time)| time.to_owned()).unwrap_or_default()
}

/// `in 3 days`, `5 分钟前`: a distance from now in milliseconds, in the words that the browser has for a language.
pub fn relative(millis: i64, language: &str) -> String {
    let (number, unit) = distance(millis);
    let locales = js_sys::Array::of1(&language.into());
    let format = js_sys::Intl::RelativeTimeFormat::new(&locales, &js_sys::Object::new());
    format.format(f64::from(number), unit).into()
}

/// In the largest unit of which there are enough, towards now.
fn distance(millis: i64) -> (i32, &'static str) {
    // From how many seconds on a unit is told, and its own seconds: "89 days" says more than "2 months".
    const UNITS: [(u64, i64, &str); 6] = [
        (2 * 365 * 86_400, 365 * 86_400, "year"),
        (100 * 86_400, 30 * 86_400, "month"),
        (2 * 86_400, 86_400, "day"),
        (2 * 3_600, 3_600, "hour"),
        (2 * 60, 60, "minute"),
        (0, 1, "second"),
    ];
    let seconds = millis / 1_000;
    let fits = |(from, ..): &(u64, i64, &str)| seconds.unsigned_abs() >= *from;
    let (_, size, unit) = UNITS.into_iter().find(fits).unwrap_or((0, 1, "second"));
    (i32::try_from(seconds / size).unwrap_or(if seconds < 0 { i32::MIN } else { i32::MAX }), unit)
}

/// `2026-07-21T10:42:07.000Z` of the same time, for `<time datetime>`.
pub fn machine(millis: i64) -> String {
    date(millis).map(|date| date.to_iso_string().into()).unwrap_or_default()
}

/// When a day of the browser's zone begins, in milliseconds since 1970; `day` is written as `2026-07-21`.
pub fn day_start(day: &str) -> i64 {
    // Without a zone, such a time is one of the browser's own.
    let date = js_sys::Date::new(&wasm_bindgen::JsValue::from_str(&format!("{day}T00:00")));
    #[expect(clippy::cast_possible_truncation, reason = "a date of four digits is far below 2^53")]
    let millis = date.get_time() as i64;
    millis
}

fn date(millis: i64) -> Option<js_sys::Date> {
    // The limits of a JavaScript date; a server may send anything.
    if millis.unsigned_abs() > 8_640_000_000_000_000 {
        return None;
    }
    #[expect(clippy::cast_precision_loss, reason = "the check above keeps it below 2^53")]
    let date = js_sys::Date::new(&wasm_bindgen::JsValue::from_f64(millis as f64));
    Some(date)
}

#[cfg(test)]
mod tests {
    use super::{distance, number};

    #[test]
    fn digits_are_grouped_in_threes() {
        assert_eq!(number(0), "0");
        assert_eq!(number(999), "999");
        assert_eq!(number(12_480), "12,480");
        assert_eq!(number(-1_234_567), "-1,234,567");
    }

    #[test]
    fn a_distance_is_told_in_the_largest_unit_of_which_there_are_enough() {
        assert_eq!(distance(999), (0, "second"));
        assert_eq!(distance(-119_000), (-119, "second"));
        assert_eq!(distance(120_000), (2, "minute"));
        assert_eq!(distance(90 * 86_400_000), (90, "day"));
        assert_eq!(distance(100 * 86_400_000), (3, "month"));
        assert_eq!(distance(-400 * 86_400_000), (-13, "month"));
        assert_eq!(distance(i64::MAX), (292_471_208, "year"));
        assert_eq!(distance(i64::MIN), (-292_471_208, "year"));
    }
}
