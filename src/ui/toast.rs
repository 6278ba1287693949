//! Short notes on what an action came to.

use std::rc::Rc;

use gloo_timers::callback::Timeout;
use yew::prelude::*;

use super::{Icon, icon_button, view_icon};
use crate::i18n::Texts;

/// How long the newest note stays, in milliseconds; one that says something failed stays until it is dismissed.
const SHOWN_MILLIS: u32 = 6_000;
/// More would cover the page.
const MOST: usize = 4;

/// What kind of news it is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ToastKind {
    /// It worked.
    Ok,
    /// Something to know.
    Info,
    /// It did not work.
    Danger,
}

/// A note.
#[derive(Clone, Debug, PartialEq)]
pub struct Toast {
    /// What kind of news.
    pub kind: ToastKind,
    /// What happened.
    pub title: AttrValue,
    /// More of it.
    pub detail: Option<AttrValue>,
    /// What may be done about it: a button, such as one that undoes it. Using it takes the note away. Such a note stays
    /// until then, or until the next of its kind.
    pub action: Option<Html>,
}

/// The notes that are shown.
#[derive(Clone, PartialEq, Default)]
pub struct Toasts {
    next: u32,
    shown: Vec<(u32, Toast)>,
}

/// What happens to them.
pub enum Action {
    /// One more.
    Show(Toast),
    /// The person has read this one.
    Dismiss(u32),
    /// They are about a session that is over.
    Clear,
    /// This one and all before it have been there long enough.
    Expire(u32),
}

impl Reducible for Toasts {
    type Action = Action;

    fn reduce(self: Rc<Self>, action: Action) -> Rc<Self> {
        let mut toasts = (*self).clone();
        match action {
            Action::Show(toast) => {
                if toast.action.is_some() {
                    toasts.shown.retain(|(_, shown)| shown.action.is_none() || shown.kind != toast.kind);
                }
                toasts.shown.push((toasts.next, toast));
                toasts.next = toasts.next.wrapping_add(1);
                if toasts.shown.len() > MOST {
                    // One with a button is not lost to mere news: nobody else will offer what it offers.
                    let oldest = toasts.shown.iter().position(|(_, shown)| shown.action.is_none());
                    toasts.shown.remove(oldest.unwrap_or_default());
                }
            }
            Action::Clear => toasts.shown.clear(),
            Action::Dismiss(id) => toasts.shown.retain(|(shown, _)| *shown != id),
            Action::Expire(id) => toasts.shown.retain(|(shown, toast)| toast.stays() || *shown > id),
        }
        Rc::new(toasts)
    }
}

impl Toast {
    fn stays(&self) -> bool {
        self.kind == ToastKind::Danger || self.action.is_some()
    }
}

impl Toasts {
    /// Is there none?
    pub fn is_empty(&self) -> bool {
        self.shown.is_empty()
    }

    /// The notes that are on screen.
    pub fn shown(&self) -> impl Iterator<Item = &Toast> {
        self.shown.iter().map(|(_, toast)| toast)
    }
}

/// Shows notes.
#[derive(Clone, Default, PartialEq)]
pub struct Toaster(Callback<Toast>);

impl Toaster {
    /// Shows this one.
    pub fn show(&self, kind: ToastKind, title: impl Into<AttrValue>, detail: Option<AttrValue>) {
        self.note(Toast { kind, title: title.into(), detail, action: None });
    }

    /// Shows this one.
    pub fn note(&self, toast: Toast) {
        self.0.emit(toast);
    }
}

/// The notes of this console: who shows them, and what [`view_notes`] draws. Those of one session are not shown in the next.
#[hook]
pub fn use_toasts(session: u32) -> (Toaster, UseReducerHandle<Toasts>) {
    let toasts = use_reducer(Toasts::default);
    let show = {
        let dispatcher = toasts.dispatcher();
        use_callback((), move |toast, ()| dispatcher.dispatch(Action::Show(toast)))
    };
    {
        let dispatcher = toasts.dispatcher();
        use_effect_with(session, move |_| dispatcher.dispatch(Action::Clear));
    }
    {
        // The newest note that goes by itself takes the older ones along, so that one timer is enough.
        let dispatcher = toasts.dispatcher();
        use_effect_with(toasts.next, move |next| {
            let newest = next.wrapping_sub(1);
            let timer = Timeout::new(SHOWN_MILLIS, move || dispatcher.dispatch(Action::Expire(newest)));
            move || drop(timer)
        });
    }
    (Toaster(show), toasts)
}

/// The place of the notes, over the page. Always there, so that assistive technology hears what appears in it.
pub fn view_toasts(content: Html) -> Html {
    html! { <div class="oic-toasts" role="status" aria-live="polite">{ content }</div> }
}

/// The notes themselves.
pub fn view_notes(toasts: &UseReducerHandle<Toasts>, texts: &'static Texts) -> Html {
    let views = toasts.shown.iter().map(|(id, toast)| {
        let (id, dispatcher) = (*id, toasts.dispatcher());
        view_toast(id, toast, Callback::from(move |_: MouseEvent| dispatcher.dispatch(Action::Dismiss(id))), texts)
    });
    html! { <>{ for views }</> }
}

fn view_toast(id: u32, toast: &Toast, ondismiss: Callback<MouseEvent>, texts: &'static Texts) -> Html {
    let (icon, class) = match toast.kind {
        ToastKind::Ok => (Icon::OK, "oic-icon--ok"),
        ToastKind::Info => (Icon::INFO, "oic-icon--faint"),
        ToastKind::Danger => (Icon::FAIL, "oic-icon--danger"),
    };
    html! {
        <div key={id} class="oic-toast">
            { view_icon(icon, class) }
            <div class="oic-toast__text">
                <strong>{ &toast.title }</strong>
                if let Some(detail) = &toast.detail { <span class="oic-muted">{ detail }</span> }
            </div>
            if let Some(action) = &toast.action { <span onclick={ondismiss.clone()}>{ action.clone() }</span> }
            { icon_button(Icon::X, "oic-btn--ghost oic-btn--sm", texts.dismiss, ondismiss) }
        </div>
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn shown(toasts: &Toasts) -> Vec<&str> {
        toasts.shown.iter().map(|(_, toast)| toast.title.as_str()).collect()
    }

    fn note(kind: ToastKind, title: &'static str) -> Action {
        Action::Show(Toast { kind, title: title.into(), detail: None, action: None })
    }

    #[test]
    fn a_failure_stays_until_it_is_dismissed() {
        let toasts =
            Rc::new(Toasts::default()).reduce(note(ToastKind::Danger, "no")).reduce(note(ToastKind::Ok, "yes"));
        assert_eq!(shown(&toasts), ["no", "yes"]);
        let toasts = toasts.reduce(Action::Expire(1));
        assert_eq!(shown(&toasts), ["no"]);
        assert_eq!(shown(&toasts.reduce(Action::Dismiss(0))), [""; 0]);
    }

    #[test]
    fn a_note_with_a_button_stays_until_the_next_of_its_kind() {
        let button = |kind: ToastKind, title: &'static str| {
            Action::Show(Toast { kind, title: title.into(), detail: None, action: Some(Html::default()) })
        };
        let toasts =
            Rc::new(Toasts::default()).reduce(button(ToastKind::Ok, "one")).reduce(note(ToastKind::Ok, "news"));
        let toasts = toasts.reduce(Action::Expire(1));
        assert_eq!(shown(&toasts), ["one"]);
        let toasts = toasts.reduce(button(ToastKind::Info, "update"));
        assert_eq!(shown(&toasts.reduce(button(ToastKind::Ok, "two"))), ["update", "two"]);
    }

    #[test]
    fn news_does_not_push_away_a_note_with_a_button() {
        let update =
            Toast { kind: ToastKind::Info, title: "update".into(), detail: None, action: Some(Html::default()) };
        let toasts = Rc::new(Toasts::default()).reduce(Action::Show(update));
        let news = ["a", "b", "c", "d", "e"].into_iter().map(|title| note(ToastKind::Danger, title));
        let toasts = news.fold(toasts, Toasts::reduce);
        assert_eq!(shown(&toasts), ["update", "c", "d", "e"]);
    }

    #[test]
    fn no_note_outlives_its_session() {
        let toasts = Rc::new(Toasts::default()).reduce(note(ToastKind::Danger, "no"));
        assert_eq!(shown(&toasts.reduce(Action::Clear)), [""; 0]);
    }

    #[test]
    fn the_oldest_note_makes_room() {
        let all = ["a", "b", "c", "d", "e"].into_iter().map(|title| note(ToastKind::Info, title));
        let toasts = all.fold(Rc::<Toasts>::default(), Toasts::reduce);
        assert_eq!(shown(&toasts), ["b", "c", "d", "e"]);
    }
}
