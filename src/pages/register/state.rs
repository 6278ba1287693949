//! The form as it stands: what is typed, what the server said, where its sending is.

use std::rc::Rc;

use openim_api::{ApiError, UserId};
use yew::Reducible;

use super::model::{Availability, Draft};

/// The form. No `Debug`: it may hold a secret.
#[derive(Clone, PartialEq)]
pub struct FormState {
    /// What is typed.
    pub draft: Draft,
    /// The secret that old servers want, as typed.
    pub secret: String,
    /// May this tab keep the secret?
    pub keep: bool,
    /// Stay for the next user?
    pub another: bool,
    /// Is the ID free?
    pub availability: Availability,
    /// Sending has been tried: then every problem is shown.
    pub tried: bool,
    /// An answer is awaited.
    pub busy: bool,
    /// What the server refused, until something is changed.
    pub refusal: Option<ApiError>,
}

/// What happens to the form.
pub enum Edit {
    /// Typed.
    UserId(String),
    /// Typed.
    Nickname(String),
    /// Typed.
    FaceUrl(String),
    /// Typed.
    Ex(String),
    /// Chosen.
    Level(i32),
    /// Chosen.
    Receive(i32),
    /// Typed.
    Secret(String),
    /// The box was ticked.
    Keep(bool),
    /// The box was ticked.
    Another(bool),
    /// The server was asked, or has said.
    Availability(Availability),
    /// Sending was tried.
    Tried,
    /// What was typed is given up.
    Discard,
    /// It is on its way.
    Sent,
    /// It worked.
    Registered,
    /// It did not.
    Refused(ApiError),
}

impl FormState {
    /// What was typed before, unless somebody comes for an ID.
    pub fn restored(draft: Option<Draft>, id: Option<&UserId>) -> Self {
        match (draft, id) {
            (Some(draft), None) => Self { draft, ..Self::new(None) },
            (_, id) => Self::new(id),
        }
    }

    /// An empty form, or one that begins with an ID.
    pub fn new(id: Option<&UserId>) -> Self {
        let user_id = id.map(|id| id.as_str().to_owned()).unwrap_or_default();
        Self {
            draft: Draft { user_id, level: 1, ..Draft::default() },
            secret: String::new(),
            keep: false,
            another: false,
            availability: Availability::Unknown,
            tried: false,
            busy: false,
            refusal: None,
        }
    }
}

impl Reducible for FormState {
    type Action = Edit;

    fn reduce(self: Rc<Self>, edit: Edit) -> Rc<Self> {
        let mut next = (*self).clone();
        if !matches!(edit, Edit::Availability(_) | Edit::Another(_) | Edit::Keep(_) | Edit::Tried) {
            next.refusal = None;
        }
        match edit {
            Edit::UserId(text) => (next.draft.user_id, next.availability) = (text, Availability::Unknown),
            Edit::Nickname(text) => next.draft.nickname = text,
            Edit::FaceUrl(text) => next.draft.face_url = text,
            Edit::Ex(text) => next.draft.ex = text,
            Edit::Level(level) => next.draft.level = level,
            Edit::Receive(option) => next.draft.receive = option,
            Edit::Secret(text) => next.secret = text,
            Edit::Keep(keep) => next.keep = keep,
            Edit::Another(another) => next.another = another,
            Edit::Availability(availability) => next.availability = availability,
            Edit::Discard => next = Self::new(None),
            Edit::Tried => next.tried = true,
            Edit::Sent => next.busy = true,
            Edit::Registered => {
                // Level and receipt often stay the same for the next one, and so does a secret that may be kept.
                let (level, receive) = (next.draft.level, next.draft.receive);
                let secret = if next.keep { next.secret } else { String::new() };
                next = Self { secret, keep: next.keep, another: next.another, ..Self::new(None) };
                (next.draft.level, next.draft.receive) = (level, receive);
            }
            Edit::Refused(error) => (next.busy, next.refusal) = (false, Some(error)),
        }
        Rc::new(next)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_next_user_starts_empty_with_the_same_level_and_receipt() {
        let edits = [Edit::UserId("a".into()), Edit::Nickname("Ann".into()), Edit::Level(0), Edit::Receive(2)];
        let form = edits.into_iter().fold(Rc::new(FormState::new(None)), FormState::reduce);
        let form = form.reduce(Edit::Another(true)).reduce(Edit::Secret("s".into())).reduce(Edit::Tried);
        let next = form.reduce(Edit::Sent).reduce(Edit::Registered);
        assert_eq!(next.draft, Draft { level: 0, receive: 2, ..Draft::default() });
        assert!(next.another && !next.busy && !next.tried);
        assert!(next.secret.is_empty(), "a secret that may not be kept is gone");
    }

    #[test]
    fn a_changed_id_is_unknown_again() {
        let form = Rc::new(FormState::new(Some(&UserId::from("a"))));
        let form = form.reduce(Edit::Availability(Availability::Asking)).reduce(Edit::UserId("b".into()));
        assert_eq!(form.availability, Availability::Unknown);
    }
}
