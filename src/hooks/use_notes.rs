//! Notes that a drawer shows itself: those of the console lie under it, where nobody sees them and no click arrives.

use std::cell::Cell;
use std::rc::Rc;

use yew::prelude::*;

use crate::desk::Desk;
use crate::ui::{Toast, ToastKind, Toaster, use_toasts, view_notes, view_toasts};

/// Where the notes of a drawer go: into it while it is open, to the console afterwards.
#[derive(Clone)]
pub struct Notes {
    inner: Toaster,
    outer: Toaster,
    is_open: Rc<Cell<bool>>,
}

impl Notes {
    /// Shows this one.
    pub fn note(&self, toast: Toast) {
        let toaster = if self.is_open.get() { &self.inner } else { &self.outer };
        toaster.note(toast);
    }

    /// Shows one without anything to do about it.
    pub fn show(&self, kind: ToastKind, title: impl Into<AttrValue>, detail: Option<AttrValue>) {
        self.note(Toast { kind, title: title.into(), detail, action: None });
    }
}

impl PartialEq for Notes {
    fn eq(&self, other: &Self) -> bool {
        Rc::ptr_eq(&self.is_open, &other.is_open)
    }
}

/// The notes of this drawer, and what shows them, to stand in it. Those that can still be undone when it closes go on in the
/// console.
#[hook]
pub fn use_notes(desk: &Desk) -> (Notes, Html) {
    let (inner, toasts) = use_toasts(0);
    let notes = use_memo((), |()| Notes { inner, outer: desk.toaster.clone(), is_open: Rc::new(Cell::new(true)) });
    let newest = use_mut_ref(Vec::<Toast>::new);
    *newest.borrow_mut() = toasts.shown().filter(|toast| toast.action.is_some()).cloned().collect();
    {
        let notes = notes.clone();
        use_effect_with((), move |()| {
            move || {
                notes.is_open.set(false);
                for toast in newest.take() {
                    notes.outer.note(toast);
                }
            }
        });
    }
    ((*notes).clone(), view_toasts(view_notes(&toasts, desk.texts())))
}
