//! News that stays: a bar above what it is about.

use yew::prelude::*;

use super::{Icon, view_icon};

/// How grave it is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum BannerKind {
    /// Something to know, without colour.
    Plain,
    /// Something to know.
    Info,
    /// It worked.
    Ok,
    /// Something to look after.
    Warn,
    /// It did not work. Read out at once.
    Danger,
}

/// `title` in bold, then `text`; `end` stands at the end edge, such as a button.
pub fn banner(kind: BannerKind, title: &str, text: Html, end: Html) -> Html {
    let (class, icon, role) = match kind {
        BannerKind::Plain => ("oic-banner", Icon::INFO, None),
        BannerKind::Info => ("oic-banner oic-banner--info", Icon::INFO, Some("status")),
        BannerKind::Ok => ("oic-banner oic-banner--ok", Icon::OK, Some("status")),
        BannerKind::Warn => ("oic-banner oic-banner--warn", Icon::ALERT, Some("status")),
        BannerKind::Danger => ("oic-banner oic-banner--danger", Icon::FAIL, Some("alert")),
    };
    html! {
        <div {class} {role}>
            { view_icon(icon, "") }
            <div class="oic-banner__text">
                if !title.is_empty() { <strong>{ title }</strong>{ " " } }
                { text }
            </div>
            { end }
        </div>
    }
}
