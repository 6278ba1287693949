//! A console for a host that says in words what it wants, and is told in words what happens: the module and the frame. They differ in
//! how the words come and go.

use std::rc::Rc;

use openim_api::UserId;
use serde_json::Value;

use super::{Area, Host, News, TokenSource, Wishes, told};
use crate::config::Config;
use crate::environment::Parts;
use crate::i18n::Language;
use crate::operations::Operations;
use crate::theme::Theme;

/// What both may want.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Wanted {
    /// Address of the OpenIM server; the host vouches for it.
    pub server: Option<String>,
    /// The administrator whose ID the form begins with.
    pub admin: Option<UserId>,
    /// The language to start in.
    pub language: Option<Language>,
    /// The theme to start in.
    pub theme: Option<Theme>,
    /// The route to start at.
    pub route: Option<String>,
    /// Without side bar and top bar.
    pub bare: bool,
    /// Nothing can be changed. What the deployment forbids stays forbidden.
    pub read_only: bool,
    /// The areas that are shown.
    pub areas: Option<Vec<Area>>,
}

/// Tells an event: its name, and what it is about.
pub type Tell = Rc<dyn Fn((&'static str, Value))>;

/// `base` made into what the host wants; with the host, for who passes on that there is another token.
pub fn guest(
    wanted: Wanted,
    token: Option<TokenSource>,
    wishes: &Wishes,
    tell: &Tell,
    base: Parts,
) -> (Rc<Host>, Parts) {
    let host = Rc::new(Host {
        listener: {
            let (tell, wishes) = (Rc::clone(tell), wishes.clone());
            Box::new(move |news| {
                let what = told::of_news(&news);
                if let News::Ready(remote) = news {
                    wishes.ready(remote);
                }
                tell(what);
            })
        },
        token,
        admin: wanted.admin,
        areas: wanted.areas,
        bare: wanted.bare,
        banner: None,
        waiting: Default::default(),
    });
    let operations = {
        let tell = Rc::clone(tell);
        Operations::heard_by(Rc::new(move |operation| told::of_call(operation).into_iter().for_each(|what| tell(what))))
    };
    let read_only = base.config.read_only || wanted.read_only;
    let parts = Parts {
        host: Some(Rc::clone(&host)),
        config: Config { read_only, ..base.config.clone() },
        server: wanted.server,
        language: wanted.language,
        theme: wanted.theme,
        start_path: wanted.route,
        operations,
        ..base
    };
    (host, parts)
}
