//! Short notes on what an action came to.

use std::rc::Rc;

use gloo_timers::callback::Timeout;
use yew::prelude::*;

use super::Icon;
use crate::i18n::use_texts;

/// How long a note stays, in milliseconds; one that says something failed stays until it is dismissed.
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
}

#[derive(Clone, PartialEq, Default)]
struct Toasts {
    next: u32,
    shown: Vec<(u32, Toast)>,
}

enum Action {
    Show(Toast),
    Dismiss(u32),
}

impl Reducible for Toasts {
    type Action = Action;

    fn reduce(self: Rc<Self>, action: Action) -> Rc<Self> {
        let mut toasts = (*self).clone();
        match action {
            Action::Show(toast) => {
                toasts.shown.push((toasts.next, toast));
                toasts.next = toasts.next.wrapping_add(1);
                let surplus = toasts.shown.len().saturating_sub(MOST);
                toasts.shown.drain(..surplus);
            }
            Action::Dismiss(id) => toasts.shown.retain(|(shown, _)| *shown != id),
        }
        Rc::new(toasts)
    }
}

/// Shows notes.
#[derive(Clone, PartialEq)]
pub struct Toaster(Callback<Toast>);

impl Toaster {
    /// Shows this one.
    pub fn show(&self, kind: ToastKind, title: impl Into<AttrValue>, detail: Option<AttrValue>) {
        self.0.emit(Toast { kind, title: title.into(), detail });
    }
}

/// Of [`ToastProvider`].
#[derive(Properties, PartialEq)]
pub struct ToastProviderProps {
    /// All that may show notes.
    pub children: Html,
}

/// Gives [`Toaster`] to what is inside and shows the notes over it.
#[component]
pub fn ToastProvider(props: &ToastProviderProps) -> Html {
    let toasts = use_reducer(Toasts::default);
    let toaster = {
        let dispatcher = toasts.dispatcher();
        use_memo((), move |()| Toaster(Callback::from(move |toast| dispatcher.dispatch(Action::Show(toast)))))
    };
    html! {
        <ContextProvider<Toaster> context={(*toaster).clone()}>
            { props.children.clone() }
            <div class="oic-toasts" role="status" aria-live="polite">
                { for toasts.shown.iter().map(|(id, toast)| {
                    let id = *id;
                    let dispatcher = toasts.dispatcher();
                    let ondismiss = Callback::from(move |()| dispatcher.dispatch(Action::Dismiss(id)));
                    html! { <ToastView key={id} toast={toast.clone()} {ondismiss} /> }
                }) }
            </div>
        </ContextProvider<Toaster>>
    }
}

/// Shows notes of this console; does nothing where there is no provider.
#[hook]
pub fn use_toaster() -> Toaster {
    use_context::<Toaster>().unwrap_or_else(|| Toaster(Callback::noop()))
}

#[derive(Properties, PartialEq)]
struct ToastViewProps {
    toast: Toast,
    ondismiss: Callback<()>,
}

#[component]
fn ToastView(props: &ToastViewProps) -> Html {
    let texts = use_texts();
    {
        let ondismiss = props.ondismiss.clone();
        use_effect_with(props.toast.kind, move |kind| {
            let timer = (*kind != ToastKind::Danger).then(|| Timeout::new(SHOWN_MILLIS, move || ondismiss.emit(())));
            move || drop(timer)
        });
    }
    let (icon, class) = match props.toast.kind {
        ToastKind::Ok => ("ok", "oic-icon--ok"),
        ToastKind::Info => ("info", "oic-icon--faint"),
        ToastKind::Danger => ("fail", "oic-icon--danger"),
    };
    html! {
        <div class="oic-toast">
            <Icon name={icon} {class} />
            <div class="oic-toast__text">
                <strong>{ &props.toast.title }</strong>
                if let Some(detail) = &props.toast.detail { <span class="oic-muted">{ detail }</span> }
            </div>
            <button type="button" class="oic-btn oic-btn--ghost oic-btn--sm oic-btn--icon" aria-label={texts.dismiss}
                onclick={props.ondismiss.reform(|_| ())}>
                <Icon name="x" class="oic-icon--sm" />
            </button>
        </div>
    }
}
