//! Where we are and how to go elsewhere: in the hash of our own page, or in memory where the address is the host's.

use gloo_events::EventListener;
use yew::prelude::*;

use crate::browser;
use crate::environment::{Environment, Routing};
use crate::route::Route;

/// The current route and the ways to change it.
#[derive(Clone, PartialEq)]
pub struct Navigator {
    route: Route,
    routing: Routing,
    set: Callback<(Route, bool)>,
    environment: Option<Environment>,
}

impl Navigator {
    /// Where we are.
    pub fn route(&self) -> &Route {
        &self.route
    }

    /// Goes there; "back" returns.
    pub fn go(&self, route: Route) {
        self.set.emit((route, false));
    }

    /// Goes there in place of where we are: for what "back" should skip, such as each letter typed into a search.
    pub fn replace(&self, route: Route) {
        self.set.emit((route, true));
    }

    /// Is there a way to this page at all? A host may leave some out.
    pub fn shows(&self, route: &Route) -> bool {
        self.environment.as_ref().is_none_or(|environment| environment.shows(route))
    }

    /// What a host is given to go somewhere.
    pub fn setter(&self) -> Callback<(Route, bool)> {
        self.set.clone()
    }

    /// The `href` of a link there, and whether the browser itself follows it.
    pub fn href(&self, route: &Route) -> (String, bool) {
        match self.routing {
            Routing::Hash => (format!("#{}", route.to_path()), true),
            Routing::Memory => ("#".to_owned(), false),
        }
    }
}

impl Default for Navigator {
    fn default() -> Self {
        Self { route: Route::home(), routing: Routing::Memory, set: Callback::noop(), environment: None }
    }
}

/// The navigator of this console.
#[hook]
pub fn use_navigator(environment: &Environment) -> Navigator {
    let route = {
        let environment = environment.clone();
        use_state_eq(move || first_route(&environment))
    };

    {
        let route = route.setter();
        use_effect_with(environment.routing, move |routing| {
            let window = browser::window().filter(|_| *routing == Routing::Hash);
            let listener = window.map(|window| {
                EventListener::new(&window, "hashchange", move |_| {
                    if let Some(next) = current_hash().as_deref().and_then(Route::from_hash) {
                        route.set(next);
                    }
                })
            });
            move || drop(listener)
        });
    }

    let set = {
        let (setter, way_out) = (route.setter(), environment.way_out.clone());
        use_callback(environment.routing, move |(next, replace): (Route, bool), routing| {
            let (setter, to, routing) = (setter.clone(), next.clone(), *routing);
            let go = Callback::from(move |()| {
                if routing == Routing::Hash {
                    write_hash(&next, replace);
                }
                setter.set(next.clone());
            });
            way_out.leave(Some(&to), go);
        })
    };
    Navigator { route: (*route).clone(), routing: environment.routing, set, environment: Some(environment.clone()) }
}

fn first_route(environment: &Environment) -> Route {
    let from_page = match environment.routing {
        Routing::Hash => current_hash().as_deref().and_then(Route::from_hash),
        Routing::Memory => None,
    };
    from_page.or_else(|| environment.start_path.as_deref().map(Route::from_path)).unwrap_or_else(Route::home)
}

fn current_hash() -> Option<String> {
    browser::window()?.location().hash().ok()
}

/// Writes the address of a route; nobody is told.
pub fn write_hash(route: &Route, replace: bool) {
    let Some(window) = browser::window() else { return };
    let Ok(history) = window.history() else { return };
    let address = format!("#{}", route.to_path());
    let null = wasm_bindgen::JsValue::NULL;
    // Writing the history directly raises no hashchange, so that we are not told of our own step.
    let _ = if replace {
        history.replace_state_with_url(&null, "", Some(&address))
    } else {
        history.push_state_with_url(&null, "", Some(&address))
    };
}
