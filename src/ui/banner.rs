//! News that stays: a bar above what it is about.

use yew::prelude::*;

use super::view_icon;

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
        BannerKind::Plain => ("oic-banner", "info", None),
        BannerKind::Info => ("oic-banner oic-banner--info", "info", Some("status")),
        BannerKind::Ok => ("oic-banner oic-banner--ok", "ok", Some("status")),
        BannerKind::Warn => ("oic-banner oic-banner--warn", "alert", Some("status")),
        BannerKind::Danger => ("oic-banner oic-banner--danger", "fail", Some("alert")),
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
