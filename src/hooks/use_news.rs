//! Tells the host what happens to the console as a whole.

use yew::prelude::*;

use super::Navigator;
use crate::appearance::Appearance;
use crate::environment::Environment;
use crate::host::{News, Remote};
use crate::session::{Phase, Session};

/// That it is there, who is signed in, why nobody is any more. `appearance`: once its words have come.
#[hook]
pub fn use_news(environment: &Environment, session: &Session, navigator: &Navigator, appearance: Option<&Appearance>) {
    let remote = appearance.map(|appearance| (appearance.choose.clone(), navigator.setter()));
    let state = session.state.clone();
    let environment = environment.clone();
    // A renewed token is no news.
    let what = (remote.is_some(), state.generation, state.signed_in().is_some());
    let before = use_mut_ref(|| false);
    use_effect_with(what, move |(is_drawn, ..)| {
        if environment.host.is_none() {
            return;
        }
        if *is_drawn
            && !before.replace(true)
            && let Some((choose, go)) = remote
        {
            environment.tell(News::Ready(Remote { choose, go }));
        }
        match state.phase {
            Phase::In(session) => {
                environment.tell(News::SignedIn { server: session.server, admin: session.admin });
            }
            Phase::Out { ended: Some(reason), .. } => environment.tell(News::SessionEnded(reason)),
            _ => {}
        }
    });
}
