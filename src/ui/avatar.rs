//! A person's picture, or their initials.

use yew::prelude::*;

use super::visible;

/// Initials, and the picture in front of them where there is an address that has passed [`avatar_source`]. Decorative: the name
/// stands beside it. `seed` chooses the colour, so that a person keeps it. No component: a list has hundreds of them, and
/// [`use_delegates`](super::use_delegates) takes away the pictures that cannot be loaded.
pub fn view_avatar(source: Option<AttrValue>, name: &str, seed: &str, large: bool) -> Html {
    let class = if large { "oic-avatar oic-avatar--lg" } else { "oic-avatar" };
    html! {
        <span {class} data-tone={tone(seed)} aria-hidden="true">
            { initials(name, seed) }
            if let Some(source) = source {
                // A new element for a new address: the old one may have been taken away.
                <img key={source.to_string()} alt="" src={source.clone()} loading="lazy" decoding="async" referrerpolicy="no-referrer" />
            }
        </span>
    }
}

/// The address to load a picture from: http and https only, and no user name in it. `same_host` narrows it to one host.
pub fn avatar_source(url: &str, same_host: Option<&str>) -> Option<AttrValue> {
    let url = url.trim();
    let (scheme, rest) = url.split_once("://")?;
    if !scheme.eq_ignore_ascii_case("http") && !scheme.eq_ignore_ascii_case("https") {
        return None;
    }
    if url.len() > 2_000 || url.chars().any(|character| character.is_control() || character == '\\') {
        return None;
    }
    let authority = rest.split(['/', '?', '#']).next().filter(|authority| !authority.is_empty())?;
    if authority.contains('@') {
        return None;
    }
    if let Some(wanted) = same_host {
        let host = if authority.starts_with('[') {
            authority.split_inclusive(']').next()
        } else {
            authority.split(':').next()
        };
        if !host.is_some_and(|host| host.eq_ignore_ascii_case(wanted)) {
            return None;
        }
    }
    Some(AttrValue::from(url.to_owned()))
}

/// One letter, or two of a Latin name; the stylesheet makes them capitals. Judged by ranges, because the Unicode tables of
/// letters and cases would be a tenth of all data in the page.
fn initials(name: &str, seed: &str) -> String {
    let from = |text: &str| -> String {
        let mut letters = text
            .split(|character: char| !is_letter(character))
            .filter_map(|word| word.chars().next())
            .filter(|character| !visible::plain(&character.to_string()).is_empty());
        let Some(first) = letters.next() else { return String::new() };
        let latin = u32::from(first) < 0x0590;
        let second = letters.next().filter(|_| latin);
        std::iter::once(first).chain(second).collect()
    };
    let short = from(name);
    if short.is_empty() { from(seed) } else { short }
}

/// Letters and digits of ASCII; beyond it all but the blocks of punctuation, symbols and pictures.
fn is_letter(character: char) -> bool {
    character.is_ascii_alphanumeric()
        || !matches!(character, '\0'..='\u{BF}' | '\u{2000}'..='\u{2BFF}' | '\u{3000}'..='\u{3004}'
            | '\u{3007}'..='\u{303F}' | '\u{E000}'..='\u{F8FF}' | '\u{FE00}'..='\u{FE6F}' | '\u{FF00}'..='\u{FF0F}'
            | '\u{1F000}'..='\u{1FAFF}' | '\u{E0000}'..='\u{10FFFF}')
}

/// One of the design's five tones, `""` being the neutral one.
fn tone(seed: &str) -> &'static str {
    let sum = seed.bytes().fold(0_u32, |sum, byte| sum.wrapping_mul(31).wrapping_add(u32::from(byte)));
    ["", "1", "2", "3", "4"].get((sum % 5) as usize).copied().unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_plain_web_addresses_are_loaded() {
        for bad in [
            "javascript:alert(1)",
            "data:image/svg+xml,<svg/>",
            "//host/x.png",
            "/x.png",
            "https://user:pass@host/x.png",
            "https://",
            "java\nscript://x",
            "https://host\\@evil/x",
            "",
        ] {
            assert_eq!(avatar_source(bad, None), None, "{bad}");
        }
        assert!(avatar_source(" HTTPS://cdn.example.com/a.png?x=1 ", None).is_some());
    }

    #[test]
    fn same_server_means_the_same_host_on_any_port() {
        assert!(avatar_source("http://10.0.0.5:9000/a.png", Some("10.0.0.5")).is_some());
        assert!(avatar_source("http://[::1]:9000/a.png", Some("[::1]")).is_some());
        assert_eq!(avatar_source("http://10.0.0.5.evil.com/a.png", Some("10.0.0.5")), None);
    }

    #[test]
    fn initials_are_two_latin_letters_or_one_of_another_script() {
        assert_eq!(initials("Marcus Feld", "x"), "MF");
        assert_eq!(initials("林小雨", "x"), "林");
        assert_eq!(initials("<b>", "x"), "b");
        assert_eq!(initials("🌸", "lin_xiaoyu"), "lx");
        assert_eq!(initials("•—“元宝”", "x"), "元");
        assert_eq!(initials("", ""), "");
    }
}
