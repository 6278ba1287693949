//! The console as a module of somebody else's page. `embed/index.js` is what that page imports; it says there what the options and
//! events are, this is what stands behind it.
//!
//! | module | what belongs there |
//! |---|---|
//! | `options` | what the host may say |
//! | `events` | what it is told |
//!
//! What is mounted is a guest: it reads no `config.json`, touches neither title nor address (unless the host wants its routes there)
//! nor anything outside its element. Several may live in one page, with different servers and languages.

mod events;
mod options;

use std::rc::Rc;

use openim_console::app::App;
use openim_console::appearance::Choice;
use openim_console::environment::{Environment, Parts, Routing};
use openim_console::host::guest::{Tell, guest};
use openim_console::host::{Host, Wish, Wishes};
use openim_console::route::Route;
use openim_console::shell::crash;
use wasm_bindgen::prelude::*;
use yew::prelude::*;
use yew::{AppHandle, Renderer};

use events::Listener;
use options::{Options, Update};

/// A place for one console at a time. It is used again and again: Yew never lets go of the listeners of an element that it has once
/// drawn into.
#[wasm_bindgen]
pub struct Place {
    root: AppHandle<Root>,
    import_worker: String,
    mounted: Option<Mounted>,
}

/// What is there while a console is.
struct Mounted {
    host: Rc<Host>,
    wishes: Wishes,
}

#[derive(Properties, PartialEq, Default)]
struct RootProps {
    environment: Option<Environment>,
}

/// A console, or nothing.
#[component]
fn Root(props: &RootProps) -> Html {
    let app = props.environment.as_ref().map(|environment| {
        html! { <App key={environment.id_prefix.clone()} environment={environment.clone()} /> }
    });
    html! { <>{ for app }</> }
}

#[wasm_bindgen]
impl Place {
    /// An empty one. `import_worker`: where the import's worker is and, behind a `#`, its wasm.
    #[wasm_bindgen(constructor)]
    pub fn new(element: web_sys::Element, import_worker: String) -> Self {
        let root = Renderer::<Root>::with_root_and_props(element, RootProps::default()).render();
        Self { root, import_worker, mounted: None }
    }

    /// Puts a console there. `listener` is called with the name of an event and what it is about.
    ///
    /// # Errors
    /// An `Error` that names the option that is wrong.
    pub fn mount(&mut self, options: JsValue, listener: js_sys::Function) -> Result<(), JsError> {
        let options = Options::read(options).map_err(named)?;
        let (mounted, mut parts) = prepare(options, &Listener::new(listener));
        parts.import_worker = Some(self.import_worker.clone());
        self.mounted = Some(mounted);
        self.root.update(RootProps { environment: Some(parts.into()) });
        Ok(())
    }

    /// Changes `language` and `theme`; `token` only says that there is another.
    ///
    /// # Errors
    /// An `Error` that names the option that is wrong.
    pub fn update(&self, options: JsValue) -> Result<(), JsError> {
        let update = Update::read(options).map_err(named)?;
        let Some(mounted) = &self.mounted else { return Ok(()) };
        if let Some(language) = update.language {
            mounted.wishes.wish(Wish::Choose(Choice::Language(language)));
        }
        if let Some(theme) = update.theme {
            mounted.wishes.wish(Wish::Choose(Choice::Theme(theme)));
        }
        let waiting = mounted.host.waiting.borrow().clone().filter(|_| update.has_token);
        if let Some(waiting) = waiting {
            waiting.emit(());
        }
        Ok(())
    }

    /// Goes to a route, such as `/users?page=2`.
    pub fn navigate(&self, route: &str) {
        if let Some(mounted) = &self.mounted {
            mounted.wishes.wish(Wish::Go(Route::from_path(route)));
        }
    }

    /// Takes the console away: requests are aborted, listeners removed, the element is empty.
    pub fn clear(&mut self) {
        self.mounted = None;
        self.root.update(RootProps::default());
    }
}

/// What a console is made of, and the host's ways to it.
fn prepare(options: Options, listener: &Listener) -> (Mounted, Parts) {
    let wishes = Wishes::default();
    let base = Parts {
        routing: if options.hash { Routing::Hash } else { Routing::Memory },
        session_store: options.store,
        ..Parts::guest()
    };
    let tell: Tell = {
        let listener = listener.clone();
        Rc::new(move |what| listener.tell(what))
    };
    let (host, parts) = guest(options.wanted, options.token, &wishes, &tell, base);
    (Mounted { host, wishes }, parts)
}

/// `listener` is called with the place in the source when the program has stopped. Nothing of it runs any more then, in no console of
/// the page.
#[wasm_bindgen(js_name = onCrash)]
pub fn on_crash(listener: js_sys::Function) {
    openim_console::set_panic_hook(Box::new(move |info| {
        let _ = listener.call1(&JsValue::NULL, &crash::describe(info).into());
    }));
}

/// Writes into `element` that the program has stopped.
#[wasm_bindgen(js_name = showCrash)]
pub fn show_crash(element: &web_sys::Element, place: &str) {
    crash::show(element, place);
}

fn named(what: impl std::fmt::Display) -> JsError {
    JsError::new(&format!("openim-console: {what}"))
}
