//! Numbers and times as people read them: digits grouped, `YYYY-MM-DD HH:mm` in the zone of the browser.

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

/// `2026-07-21T10:42:07.000Z` of the same time, for `<time datetime>`.
pub fn machine(millis: i64) -> String {
    date(millis).map(|date| date.to_iso_string().into()).unwrap_or_default()
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
    use super::number;

    #[test]
    fn digits_are_grouped_in_threes() {
        assert_eq!(number(0), "0");
        assert_eq!(number(999), "999");
        assert_eq!(number(12_480), "12,480");
        assert_eq!(number(-1_234_567), "-1,234,567");
    }
}
