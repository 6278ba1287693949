//! Icons: those of the design's sprite, drawn in place. No ids, so that they are the same in any number of consoles in a page.

use yew::prelude::*;

/// An icon of the sprite, such as [`Icon::USERS`]: its path.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Icon(&'static str);

include!(concat!(env!("OUT_DIR"), "/icons.rs"));

/// The icon, drawn in the colour of the text; hidden from assistive technology, which reads the word beside it. `class` may
/// say more, such as `oic-icon--sm`.
pub fn view_icon(icon: Icon, class: &'static str) -> Html {
    html! {
        <svg class={format!("oic-icon {class}")} viewBox="0 0 16 16" aria-hidden="true"><path d={icon.0} /></svg>
    }
}

#[cfg(test)]
mod tests {
    use super::Icon;

    #[test]
    fn circles_and_rectangles_are_paths_too() {
        // <circle cx="6" cy="5.3" r="2.5"/> and what follows it.
        let users = Icon::USERS.0;
        assert!(users.starts_with("M3.5 5.3a2.5 2.5 0 1 0 5 0a2.5 2.5 0 1 0 -5 0M1.6 13.3c"), "{users}");
        // <circle cx="7" cy="7" r="4.4"/><path d="m10.3 10.3 3.5 3.5"/>: what is relative to the origin stays so.
        let search = Icon::SEARCH.0;
        assert!(search.ends_with("0M10.3 10.3l3.5 3.5"), "{search}");
    }
}
