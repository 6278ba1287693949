//! Whom and what a user is connected with. `paging.rs` is what the lists have in common.

mod blacks;
mod conversations;
mod friends;
mod groups;
mod paging;
mod unfriend;

use yew::prelude::*;

use crate::lazy::Part;
use crate::route::UserTab;
use conversations::ConversationsTab;
use friends::FriendsTab;
use groups::JoinedGroups;

/// For [`Part::UserTab`].
pub fn view(part: &Part) -> Html {
    let Part::UserTab(opened) = part else { return Html::default() };
    let (about, notes, list) = (opened.about.clone(), opened.notes.clone(), opened.list.clone());
    match opened.tab {
        UserTab::Friends => html! { <FriendsTab {about} {notes} {list} /> },
        UserTab::Conversations => html! { <ConversationsTab {about} {list} /> },
        _ => html! { <JoinedGroups {about} /> },
    }
}
