//! A text that somebody else wrote.

use yew::prelude::*;

use super::visible::{self, Piece};

/// Of [`SafeText`].
#[derive(Properties, PartialEq)]
pub struct SafeTextProps {
    /// As it came from the server.
    pub text: AttrValue,
}

/// Shows `text` isolated from the direction of its surroundings, with hidden characters as marks.
#[component]
pub fn SafeText(props: &SafeTextProps) -> Html {
    html! {
        <bdi>
            { for visible::pieces(&props.text).into_iter().map(|piece| match piece {
                Piece::Text(text) => html! { { text } },
                Piece::Mark(character) => html! { <span class="oic-hidden-char">{ visible::mark(character) }</span> },
                Piece::Cut(left) => html! { <span class="oic-faint">{ format!("… (+{left})") }</span> },
            }) }
        </bdi>
    }
}
