//! The way back to a session that was left for another server.

use yew::prelude::*;

use crate::desk::use_desk;
use crate::i18n::{fill, known_servers as words};
use crate::servers;
use crate::ui::{BannerKind, banner, visible};

/// One line for each such session.
#[component]
pub fn Left() -> Html {
    let desk = use_desk();
    let words = words::texts(desk.appearance.language);
    let known = servers::known(&desk);
    let left = desk.session.state.away.iter().rev().map(|session| &session.server);
    // One that has expired is not gone back to.
    let left = left.filter(|url| known.iter().any(|server| server.url == **url && server.signed_in));
    let view = |url: &openim_api::BaseUrl| {
        let name = visible::plain(&servers::label(&desk.environment, url.as_str()).0);
        let onclick = {
            let (desk, url) = (desk.clone(), url.clone());
            Callback::from(move |_: MouseEvent| servers::switch_to(&desk, &url))
        };
        let back = html! {
            <button type="button" class="oic-btn oic-btn--sm" {onclick}>{ fill(words.go_back, &[("server", &name)]) }</button>
        };
        let title = fill(words.still_signed_in, &[("server", &name)]);
        banner(BannerKind::Plain, &title, words.still_signed_in_text.into(), back)
    };
    html! { <div class="oic-stack oic-stack--tight">{ for left.map(view) }</div> }
}
