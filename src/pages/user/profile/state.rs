//! The form as it stands.

use std::rc::Rc;

use openim_api::{ApiError, User};
use yew::Reducible;

use super::model::Draft;

/// The form.
#[derive(Clone, PartialEq)]
pub struct FormState {
    /// The account as it was read: what is typed is compared with it.
    pub base: User,
    /// What is typed.
    pub draft: Draft,
    /// Saving has been tried: then every problem is shown.
    pub tried: bool,
    /// An answer is awaited.
    pub busy: bool,
    /// What the last attempt came to, until something is changed.
    pub trouble: Option<Trouble>,
}

/// Why it could not be saved.
#[derive(Clone, PartialEq)]
pub enum Trouble {
    /// Refused, or never arrived. True: a part of it is saved.
    Failed(ApiError, bool),
    /// Somebody else has changed the same; the account as it is now.
    Conflict(User),
    /// The account is gone.
    Gone,
}

/// What happens to the form.
pub enum Edit {
    /// Typed.
    Nickname(String),
    /// Typed.
    FaceUrl(String),
    /// Typed.
    Ex(String),
    /// Chosen.
    Receive(i32),
    /// The account was read again.
    Read(User),
    /// The changes are given up.
    Discard,
    /// Saving was tried with something wrong.
    Tried,
    /// It is on its way.
    Sent,
    /// It worked; the account as it is now.
    Saved(User),
    /// It did not; the account as far as it was saved.
    Failed(ApiError, User),
    /// Somebody else was faster; the account as it is now.
    Conflict(User),
    /// What somebody else wrote is taken over.
    TakeTheirs(User),
    /// The account is gone.
    Gone,
}

impl FormState {
    /// The account as it is, with what was typed before.
    pub fn restored(user: User, draft: Option<Draft>) -> Self {
        let new = Self::new(user);
        match draft {
            Some(draft) => Self { draft, ..new },
            None => new,
        }
    }

    /// The account as it is.
    pub fn new(user: User) -> Self {
        Self { draft: Draft::of(&user), base: user, tried: false, busy: false, trouble: None }
    }

    /// Is there something to save? What would make no difference to the server is nothing.
    pub fn is_dirty(&self) -> bool {
        !self.draft.change(&self.base).is_empty()
    }
}

impl Reducible for FormState {
    type Action = Edit;

    fn reduce(self: Rc<Self>, edit: Edit) -> Rc<Self> {
        let mut next = (*self).clone();
        if matches!(edit, Edit::Nickname(_) | Edit::FaceUrl(_) | Edit::Ex(_) | Edit::Receive(_) | Edit::Sent) {
            next.trouble = None;
        }
        match edit {
            Edit::Nickname(text) => next.draft.nickname = text,
            Edit::FaceUrl(text) => next.draft.face_url = text,
            Edit::Ex(text) => next.draft.ex = text,
            Edit::Receive(option) => next.draft.receive = option,
            // What somebody is typing stays; whether it clashes is found out when it is saved.
            Edit::Read(_) if self.is_dirty() || self.busy => return self,
            Edit::Read(user) | Edit::Saved(user) | Edit::TakeTheirs(user) => next = Self::new(user),
            Edit::Discard => next = Self::new(self.base.clone()),
            Edit::Tried => next.tried = true,
            Edit::Sent => next.busy = true,
            Edit::Failed(error, user) => {
                next.trouble = Some(Trouble::Failed(error, user != self.base));
                (next.busy, next.base) = (false, user);
            }
            Edit::Conflict(now) => (next.busy, next.trouble) = (false, Some(Trouble::Conflict(now))),
            Edit::Gone => (next.busy, next.trouble) = (false, Some(Trouble::Gone)),
        }
        Rc::new(next)
    }
}

#[cfg(test)]
mod tests {
    use openim_api::ErrorKind;

    use super::*;

    fn user(nickname: &str, option: i32) -> User {
        User { nickname: nickname.to_owned(), global_recv_msg_opt: option, ..User::default() }
    }

    fn form() -> Rc<FormState> {
        Rc::new(FormState::new(user("Ann", 0)))
    }

    #[test]
    fn an_account_that_is_read_again_does_not_overwrite_what_is_typed() {
        let typed = form().reduce(Edit::Nickname("Anna".into())).reduce(Edit::Read(user("Bea", 1)));
        assert_eq!(typed.draft.nickname, "Anna");
        assert_eq!(typed.base.nickname, "Ann");
        assert_eq!(form().reduce(Edit::Read(user("Bea", 1))).draft.nickname, "Bea");
        assert!(!typed.reduce(Edit::Discard).is_dirty());
    }

    #[test]
    fn blanks_around_a_name_are_no_change() {
        assert!(!form().reduce(Edit::Nickname("Ann ".into())).is_dirty());
    }

    #[test]
    fn what_was_saved_before_a_failure_is_not_sent_again() {
        let error = ApiError {
            kind: ErrorKind::Network,
            path: "/",
            operation_id: None,
            carried_token: true,
            retry_after_millis: None,
        };
        let typed = form().reduce(Edit::Nickname("Anna".into())).reduce(Edit::Receive(2)).reduce(Edit::Sent);
        let failed = typed.reduce(Edit::Failed(error, user("Anna", 0)));
        let change = failed.draft.change(&failed.base);
        assert_eq!((change.nickname, change.global_recv_msg_opt), (None, Some(2)));
        assert!(matches!(failed.trouble, Some(Trouble::Failed(_, true))) && !failed.busy);
    }
}
