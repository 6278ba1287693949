//! Parts of the console that are loaded when they are first shown, so that the first list does not wait for them. One line
//! for each in [`Part`], and one function that fetches it. A debug build has all of them at hand.

use openim_api::UserId;
use yew::prelude::*;

use crate::desk::use_desk;
use crate::failure::view_retry;
use crate::hooks::use_task;
use crate::i18n::{self, Language, Texts};
use crate::route::ListQuery;
use crate::ui::empty_state;

/// What a part shows, given what it is about.
pub type View = fn(&Part) -> Html;

/// A part, and what it is about.
#[derive(Clone, Debug, PartialEq)]
pub enum Part {
    /// The form that registers a user; the ID it starts with.
    Register(Option<UserId>),
    /// Which of these IDs are registered?
    AccountCheck,
    /// One user in a drawer, over this part of the list.
    User(UserId, ListQuery),
    /// No page has this address.
    NotFound(String),
}

/// The part could not be fetched; the browser's console has the reason.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct NotFetched;

impl From<wasm_split_helpers::SplitLoaderError> for NotFetched {
    fn from(_: wasm_split_helpers::SplitLoaderError) -> Self {
        Self
    }
}

impl Part {
    /// The key of its [`Lazy`]: one that has fetched a part shows no other.
    pub fn key(&self) -> &'static str {
        match self {
            Self::Register(_) => "register",
            Self::AccountCheck => "account-check",
            Self::User(..) => "user",
            Self::NotFound(_) => "not-found",
        }
    }

    async fn fetch(&self) -> Result<View, NotFetched> {
        match self {
            Self::Register(_) => fetch::register().await,
            Self::AccountCheck => fetch::account_check().await,
            Self::User(..) => fetch::user().await,
            Self::NotFound(_) => fetch::not_found().await,
        }
    }
}

/// The texts of a language. English is always at hand, for what must be said when nothing can be fetched.
pub async fn texts(language: Language) -> Result<&'static Texts, NotFetched> {
    match language {
        Language::English => Ok(&i18n::en::TEXTS),
        Language::Chinese => fetch::chinese().await,
    }
}

/// The border between what is loaded at once and what later: in a release, whatever only these lead to goes into files of
/// its own; a debug build has it at hand.
macro_rules! fetched {
    ($($name:ident: $what:ty = $value:expr;)*) => {
        mod fetch {
            use super::{NotFetched, View};
            use crate::i18n::{self, Texts};
            use crate::pages;
            $(
                #[cfg(all(target_arch = "wasm32", not(debug_assertions)))]
                #[wasm_split_helpers::wasm_split($name, fallible)]
                pub(super) fn $name() -> Result<$what, NotFetched> {
                    Ok($value)
                }

                #[cfg(not(all(target_arch = "wasm32", not(debug_assertions))))]
                pub(super) async fn $name() -> Result<$what, NotFetched> {
                    Ok($value)
                }
            )*
        }
    };
}

fetched! {
    register: View = pages::register::view;
    account_check: View = pages::account_check::view;
    user: View = pages::users::view_user;
    not_found: View = pages::not_found::view;
    chinese: &'static Texts = &i18n::zh::TEXTS;
}

/// Of [`Lazy`].
#[derive(Properties, PartialEq)]
pub struct LazyProps {
    /// What to show.
    pub part: Part,
}

/// Shows the part as soon as it is there. To be keyed by [`Part::key`].
#[component]
pub fn Lazy(props: &LazyProps) -> Html {
    let texts = use_desk().texts();
    let task = use_task();
    let view = use_state(|| None::<Result<View, NotFetched>>);
    let fetch = {
        let (view, part) = (view.setter(), props.part.clone());
        Callback::from(move |()| {
            let (view, part) = (view.clone(), part.clone());
            view.set(None);
            task.start(async move { view.set(Some(part.fetch().await)) });
        })
    };
    {
        let fetch = fetch.clone();
        use_effect_with((), move |()| fetch.emit(()));
    }
    match *view {
        Some(Ok(view)) => view(&props.part),
        Some(Err(NotFetched)) => {
            let retry = view_retry("oic-btn oic-btn--primary", &fetch, texts);
            empty_state("fail", texts.part_not_fetched, texts.part_not_fetched_text.into(), retry)
        }
        None => html! { <p class="oic-vh" role="status">{ texts.loading }</p> },
    }
}
