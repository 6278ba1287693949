//! The page that a console is a guest in: what it wants of the console, and what it is told. A console that has its page to itself
//! has none, but for the demo, which [`crate::demo`] is the host of.

pub mod guest;
pub mod told;

use std::cell::RefCell;
use std::rc::Rc;

use futures_util::future::LocalBoxFuture;
use openim_api::{BaseUrl, Token, UserId};
use yew::{Callback, Html};

use crate::appearance::Choice;
use crate::route::{Place, Route};
use crate::session::EndReason;

/// What happens in a console, for its host.
pub enum News {
    /// The console has drawn itself, and can be told what to do.
    Ready(Remote),
    /// Another page is shown.
    Navigated {
        /// What it is called, in the language in force.
        title: String,
        /// Its route, such as `/users?page=2`.
        route: String,
    },
    /// Somebody is signed in.
    SignedIn {
        /// Where.
        server: BaseUrl,
        /// As whom.
        admin: UserId,
    },
    /// Nobody is any more.
    SessionEnded(EndReason),
    /// A user was registered here.
    UserRegistered(UserId),
    /// An import has come to its end: how many rows of its file ended how, as words and numbers.
    UsersImported([(&'static str, usize); 4]),
}

/// Fetches a token for an administrator; none where the host has none. True: the last one is of no use any more.
pub type TokenSource = Rc<dyn Fn(bool) -> LocalBoxFuture<'static, Option<Token>>>;

/// A part of the console that a host may show or leave out.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Area {
    /// The list of users, with the drawer.
    Users,
    /// Registering users.
    Register,
    /// Which IDs are registered?
    AccountCheck,
    /// A page of its own.
    Place(Place),
}

impl Area {
    /// All of them, by the first word of their routes.
    pub fn named(name: &str) -> Option<Self> {
        match name {
            "users" => Some(Self::Users),
            "register" => Some(Self::Register),
            "account-check" => Some(Self::AccountCheck),
            _ => Place::ALL.iter().find(|(_, known)| *known == name).map(|(place, _)| Self::Place(*place)),
        }
    }

    /// The area that a route belongs to; none for what is no page.
    fn of(route: &Route) -> Option<Self> {
        match route {
            Route::Users(_) | Route::User(..) => Some(Self::Users),
            Route::Register(_) => Some(Self::Register),
            Route::AccountCheck => Some(Self::AccountCheck),
            Route::Place(place, _) => Some(Self::Place(*place)),
            Route::NotFound(_) => None,
        }
    }
}

/// What the host wants, for as long as the console is mounted.
pub struct Host {
    /// Is told of news.
    pub listener: Box<dyn Fn(News)>,
    /// Where tokens come from. With it there is no form to sign in.
    pub token: Option<TokenSource>,
    /// The administrator whose ID the form begins with.
    pub admin: Option<UserId>,
    /// The areas that are shown; all where it says nothing.
    pub areas: Option<Vec<Area>>,
    /// Nothing around the page: the host has a navigation of its own.
    pub bare: bool,
    /// Stands above every page.
    pub banner: Option<Callback<(), Html>>,
    /// Waits for another token.
    pub waiting: RefCell<Option<Callback<()>>>,
}

impl Host {
    /// May this be shown?
    pub fn shows(&self, route: &Route) -> bool {
        match (&self.areas, Area::of(route)) {
            (Some(areas), Some(area)) => areas.contains(&area),
            _ => true,
        }
    }
}

/// How the host changes a console that has drawn itself.
pub struct Remote {
    /// Chooses language and theme, as the person does.
    pub choose: Callback<Choice>,
    /// Goes to a page; true: in place of the one that is shown.
    pub go: Callback<(Route, bool)>,
}

/// What a host wants otherwise.
pub enum Wish {
    /// Another language or theme.
    Choose(Choice),
    /// Another page.
    Go(Route),
}

/// Passes wishes on; those that come before the console has drawn itself wait for that.
#[derive(Clone, Default)]
pub struct Wishes(Rc<RefCell<Waiting>>);

#[derive(Default)]
struct Waiting {
    remote: Option<Rc<Remote>>,
    early: Vec<Wish>,
}

impl Wishes {
    /// The console has drawn itself.
    pub fn ready(&self, remote: Remote) {
        let remote = Rc::new(remote);
        let early = std::mem::take(&mut self.0.borrow_mut().early);
        self.0.borrow_mut().remote = Some(Rc::clone(&remote));
        for wish in early {
            remote.fulfil(wish);
        }
    }

    /// The host wants this.
    pub fn wish(&self, wish: Wish) {
        let remote = self.0.borrow().remote.clone();
        match remote {
            Some(remote) => remote.fulfil(wish),
            None => self.0.borrow_mut().early.push(wish),
        }
    }
}

impl Remote {
    fn fulfil(&self, wish: Wish) {
        match wish {
            Wish::Choose(choice) => self.choose.emit(choice),
            Wish::Go(route) => self.go.emit((route, false)),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::route::ListQuery;

    #[test]
    fn every_area_has_the_first_word_of_its_routes() {
        for name in ["users", "register", "account-check"].into_iter().chain(Place::ALL.iter().map(|(_, name)| *name)) {
            let area = Area::named(name).unwrap();
            assert_eq!(Area::of(&Route::from_path(&format!("/{name}"))), Some(area), "{name}");
        }
        assert_eq!(Area::named("groups"), None);
    }

    #[test]
    fn what_a_host_leaves_out_is_not_shown() {
        let host = |areas| Host {
            listener: Box::new(|_| {}),
            token: None,
            admin: None,
            areas,
            bare: false,
            banner: None,
            waiting: RefCell::default(),
        };
        let all = host(None);
        let host = host(Some(vec![Area::Users]));
        assert!(host.shows(&Route::home()) && host.shows(&Route::Users(ListQuery::default())));
        assert!(!host.shows(&Route::AccountCheck) && !host.shows(&Place::Settings.start()));
        assert!(host.shows(&Route::NotFound("/x".to_owned())));
        assert!(all.shows(&Place::Settings.start()));
    }
}
