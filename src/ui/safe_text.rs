//! A text that somebody else wrote.

use yew::prelude::*;

use super::visible::{self, Piece};

/// Shows `text`, as it came from the server, isolated from the direction of its surroundings and with hidden characters as
/// marks.
pub fn safe_text(text: &str) -> Html {
    html! {
        <bdi>
            { for visible::pieces(text).into_iter().map(|piece| match piece {
                Piece::Text(text) => html! { { text } },
                Piece::Mark(character) => html! { <span class="oic-hidden-char">{ visible::mark(character) }</span> },
                Piece::Cut(left) => html! { <span class="oic-faint">{ format!("… (+{left})") }</span> },
            }) }
        </bdi>
    }
}
