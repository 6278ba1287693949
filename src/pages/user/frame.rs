//! What the tabs have in common: the part that scrolls, what stands there while something loads, why an action is not offered.

use openim_api::{ApiError, ErrorKind, Refusal, UserId};
use yew::prelude::*;

use crate::desk::Desk;
use crate::failure::explain;
use crate::hooks::Notes;
use crate::route::{ListQuery, UserTab};
use crate::session::Api;

/// What every tab is given.
#[derive(Clone, PartialEq)]
pub struct About {
    /// Whose drawer it is.
    pub id: UserId,
    /// What the user is called, harmless to read.
    pub name: AttrValue,
}

/// A tab that is shown, with all that any of them needs.
#[derive(Clone, PartialEq)]
pub struct Opened {
    /// Which one.
    pub tab: UserTab,
    /// Whose drawer it is.
    pub about: About,
    /// appMangerLevel of the account.
    pub level: i32,
    /// Where notes go.
    pub notes: Notes,
    /// The list behind the drawer, for links.
    pub list: ListQuery,
    /// To be told when somebody may be online no more.
    pub onchange: Callback<()>,
}

/// The id of what a tab shows.
pub fn panel_id(desk: &Desk) -> String {
    desk.id("user-panel")
}

/// The id of a tab.
pub fn tab_id(desk: &Desk, tab: UserTab) -> String {
    desk.id(&format!("user-tab-{}", tab.name()))
}

/// The part of the drawer that scrolls, named by its tab.
pub fn view_panel(desk: &Desk, tab: UserTab, content: Html) -> Html {
    html! {
        <div id={panel_id(desk)} class="oic-drawer__body" role="tabpanel" tabindex="0" aria-labelledby={tab_id(desk, tab)}>
            { content }
        </div>
    }
}

/// Stands in the place of what is on its way.
pub fn view_loading(desk: &Desk) -> Html {
    html! {
        <div class="oic-stack" aria-busy="true" role="status" aria-label={desk.texts().loading}>
            { for (0..5).map(|row| html! { <span key={row} class="oic-skel oic-skel--line"></span> }) }
        </div>
    }
}

/// Why the deployment does not let this user be changed or, with `takes`, anything be taken from them; said before it is tried.
pub fn refusal(api: &Api, takes: bool, user: &UserId, desk: &Desk) -> Option<String> {
    api.would_refuse(takes, user).map(|refusal| refusal_words(refusal, desk))
}

/// What a guard has against it, in a sentence.
pub fn refusal_words(refusal: Refusal, desk: &Desk) -> String {
    let error = ApiError {
        kind: ErrorKind::Guarded(refusal),
        path: "",
        operation_id: None,
        carried_token: false,
        retry_after_millis: None,
    };
    explain::explain(&error, &desk.appearance).why
}

/// An error in one line, for a note: why, what to do, what to look for.
pub fn error_line(error: &ApiError, desk: &Desk) -> String {
    let explained = explain::explain(error, &desk.appearance);
    let trace = explain::trace(error);
    let parts = [explained.why.as_str(), explained.next, trace.as_str()];
    parts.iter().filter(|part| !part.is_empty()).copied().collect::<Vec<_>>().join(" ")
}
