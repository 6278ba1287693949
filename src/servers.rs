//! The servers that are known here: the deployment's, then the person's own; what they are called, and going from one to another.
//! Each has its own session in this tab. No secret is kept with any of them.

use openim_api::{BaseUrl, ServerBlock, UserId};
use yew::Callback;

use crate::browser;
use crate::colour::Colour;
use crate::desk::Desk;
use crate::environment::Environment;
use crate::preferences::{self, UsedServer};
use crate::route::{Place, Route};
use crate::session::state::Event;
use crate::session::{EndReason, Phase, SignedIn, keep};

/// What a server is called, and what marks it.
pub fn label(environment: &Environment, url: &str) -> (String, Option<Colour>) {
    by_deployment(environment, url).unwrap_or_else(|| by_person(&preferences::servers(&environment.preferences), url))
}

fn by_deployment(environment: &Environment, url: &str) -> Option<(String, Option<Colour>)> {
    environment.config.server(url).map(|entry| (entry.name.clone(), entry.colour))
}

/// `own` are the servers that the person has saved.
fn by_person(own: &[UsedServer], url: &str) -> (String, Option<Colour>) {
    let own = own.iter().find(|own| own.url == url);
    let (name, colour) = own.map(|own| (own.name.clone(), own.colour)).unwrap_or_default();
    let name = if name.is_empty() { url.split_once("://").map_or(url, |(_, rest)| rest).to_owned() } else { name };
    (name, colour)
}

/// A server to choose.
#[derive(Clone, Debug, PartialEq)]
pub struct KnownServer {
    /// Its address.
    pub url: BaseUrl,
    /// What it is called.
    pub name: String,
    /// What marks it.
    pub colour: Option<Colour>,
    /// Is it one of the deployment's? Then the person cannot change it.
    pub by_deployment: bool,
    /// Who signed in there last.
    pub admin: Option<UserId>,
    /// Is it the one on screen?
    pub in_force: bool,
    /// Has this tab a session there that can be gone to, or that in force?
    pub signed_in: bool,
    /// Which versions it may be, as that session knows.
    pub block: Option<ServerBlock>,
}

/// All of them, as far as they may be signed in to.
pub fn known(desk: &Desk) -> Vec<KnownServer> {
    let environment = &desk.environment;
    let own = preferences::servers(&environment.preferences);
    let in_force = desk.session.state.signed_in().map(|session| &session.server);
    let of_deployment = environment.config.servers.iter().map(|entry| entry.url.clone());
    let of_person = own.iter().filter_map(|own| BaseUrl::parse(&own.url).ok());
    let others = of_person.filter(|url| !environment.config.knows(url) && environment.may_sign_in_to(url));
    let server = |url: BaseUrl| {
        let (name, colour) = by_deployment(environment, url.as_str()).unwrap_or_else(|| by_person(&own, url.as_str()));
        let here = desk.session.state.signed_in().filter(|session| session.server == url).cloned();
        let session = here.or_else(|| session(desk, &url).filter(|session| !is_expired(session)));
        let block = session.map(|session| session.block);
        let own = own.iter().find(|own| own.url == url.as_str()).filter(|own| !own.admin.is_empty());
        KnownServer {
            name,
            colour,
            by_deployment: environment.config.knows(&url),
            admin: own.map(|own| UserId::from(own.admin.as_str())),
            in_force: in_force == Some(&url),
            signed_in: block.is_some(),
            block,
            url,
        }
    };
    of_deployment.chain(others).map(server).collect()
}

/// Goes to this server: to the session that this tab has there, else to its sign-in. The session that is left lives on.
pub fn switch_to(desk: &Desk, url: &BaseUrl) {
    if desk.session.state.signed_in().is_some_and(|session| session.server == *url) {
        return;
    }
    let (asked, url) = (desk.clone(), url.clone());
    desk.environment.way_out.leave(None, Callback::from(move |()| switch(&asked, &url)));
}

fn switch(desk: &Desk, url: &BaseUrl) {
    let store = &desk.environment.session_store;
    let (kept, expired) = match session(desk, url) {
        Some(session) if is_expired(&session) => {
            keep::forget(store, url.as_str());
            (None, Some(EndReason::Expired))
        }
        kept => (kept, None),
    };
    let phase = kept.map(Phase::In).unwrap_or_else(|| {
        let admin = known(desk).into_iter().find(|known| known.url == *url).and_then(|known| known.admin);
        Phase::Out { ended: expired, last: Some((url.clone(), admin)) }
    });
    // Whatever is in force when the sign-in page appears would be taken for ended.
    keep::leave(store);
    desk.session.tell.emit(Event::Switched(phase));
    let here = desk.navigator.route();
    let there = same_place(here);
    if there != *here {
        desk.navigator.go(there);
    }
}

/// The session that this tab has with a server: in memory, where its secret may be, else in storage.
fn session(desk: &Desk, url: &BaseUrl) -> Option<SignedIn> {
    let away = desk.session.state.away.iter().find(|session| session.server == *url).cloned();
    let kept = away.or_else(|| keep::of(&desk.environment.session_store, url.as_str()));
    kept.filter(|session| session.server == *url && desk.environment.may_sign_in_to(url))
}

fn is_expired(session: &SignedIn) -> bool {
    session.is_expired(browser::now_millis())
}

/// The place on another server: what names users of this one is left behind.
fn same_place(route: &Route) -> Route {
    match route {
        Route::Users(_) | Route::User(..) => Route::home(),
        Route::Register(_) => Route::Register(None),
        Route::Place(Place::NotificationAccounts, _) => Place::NotificationAccounts.start(),
        other => other.clone(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::route::{ListQuery, UserTab};

    #[test]
    fn what_names_users_of_one_server_is_not_looked_for_on_the_next() {
        let list = ListQuery { page: 3, keyword: "ann".to_owned(), ..ListQuery::default() };
        let id = UserId::from("ann");
        for (here, there) in [
            (Route::Users(list.clone()), Route::home()),
            (Route::User(id.clone(), UserTab::Token, list), Route::home()),
            (Route::Register(Some(id)), Route::Register(None)),
            (Route::AccountCheck, Route::AccountCheck),
            (Route::Place(Place::ErrorCodes, "/1102".to_owned()), Route::Place(Place::ErrorCodes, "/1102".to_owned())),
            (Route::Place(Place::NotificationAccounts, "?q=x".to_owned()), Place::NotificationAccounts.start()),
        ] {
            assert_eq!(same_place(&here), there);
        }
    }
}
