//! Everything that a component may ask of the console it stands in, in one context: each further context, and each
//! component that provides one, would cost kilobytes in the page. [`App`](crate::app::App) fills it.

use std::rc::Rc;

use yew::prelude::*;

use crate::appearance::Appearance;
use crate::environment::{Environment, Parts};
use crate::hooks::Navigator;
use crate::i18n::Texts;
use crate::session::{Api, Session};
use crate::ui::Toaster;

/// What is in force. Cheap to clone.
#[derive(Clone, PartialEq)]
pub struct Desk(Rc<Contents>);

/// Of a [`Desk`].
#[derive(PartialEq)]
pub struct Contents {
    /// How the console is mounted, and what it may touch.
    pub environment: Environment,
    /// Language and theme.
    pub appearance: Appearance,
    /// Shows notes.
    pub toaster: Toaster,
    /// Who is signed in.
    pub session: Session,
    /// The signed-in client; none while nobody is signed in.
    pub api: Option<Api>,
    /// Where we are, and how to go elsewhere.
    pub navigator: Navigator,
}

impl Contents {
    /// The texts of the language in force.
    pub fn texts(&self) -> &'static Texts {
        self.appearance.texts
    }

    /// What the console is called: by the deployment, or by its own name.
    pub fn product(&self) -> &str {
        self.environment.config.product.as_deref().unwrap_or(self.texts().product)
    }

    /// An element id that no other console in this page has.
    pub fn id(&self, name: &str) -> String {
        self.environment.id(name)
    }
}

impl From<Contents> for Desk {
    fn from(contents: Contents) -> Self {
        Self(Rc::new(contents))
    }
}

impl std::ops::Deref for Desk {
    type Target = Contents;

    fn deref(&self) -> &Contents {
        &self.0
    }
}

/// The desk of the console that this component stands in. On its own, such as in a test, a component has an empty one.
#[hook]
pub fn use_desk() -> Desk {
    use_context::<Desk>().unwrap_or_else(|| {
        Desk::from(Contents {
            environment: Parts::guest().into(),
            appearance: Appearance::default(),
            toaster: Toaster::default(),
            session: Session::default(),
            api: None,
            navigator: Navigator::default(),
        })
    })
}
