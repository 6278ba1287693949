//! Whom and what a user is connected with. `paging.rs` is what the lists have in common.

mod blacks;
mod conversations;
mod friends;
mod groups;
mod paging;
mod unfriend;

pub use conversations::ConversationsTab;
pub use friends::FriendsTab;
pub use groups::JoinedGroups;
