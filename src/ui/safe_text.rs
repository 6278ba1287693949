//! A text that somebody else wrote.

use yew::prelude::*;

use super::visible::{self, Piece};

/// Shows `text`, as it came from the server, isolated from the direction of its surroundings and with hidden characters as
/// marks.
pub fn safe_text(text: &str) -> Html {
    html! { <bdi>{ safe_content(text) }</bdi> }
}

/// The same for an element that isolates its content by itself and has `dir="auto"`: a cell, a block. Nearly always one text, so
/// that a list of hundreds is no more nodes than it has words.
pub fn safe_content(text: &str) -> Html {
    let mut pieces = visible::pieces(text);
    if let [Piece::Text(text)] = pieces.as_mut_slice() {
        return std::mem::take(text).into();
    }
    let pieces = pieces.into_iter().map(|piece| match piece {
        Piece::Text(text) => text.into(),
        Piece::Mark(character) => html! { <span class="oic-hidden-char">{ visible::mark(character) }</span> },
        Piece::Cut(left) => html! { <span class="oic-faint">{ format!("… (+{left})") }</span> },
    });
    pieces.collect()
}
