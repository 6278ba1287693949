//! The OpenIM console: a Yew app that talks to an OpenIM server straight from the browser.
//!
//! | module | what belongs there |
//! |---|---|
//! | [`address`] | what can be said of a server's address, and of what answers there |
//! | [`app`] | the nest of providers and which page a route shows |
//! | [`demo`] | the console on a server that runs in this page |
//! | [`desk`] | what every component may ask of its console |
//! | [`drafts`] | what was typed and not sent, over a reload |
//! | [`frame`] | the console in a frame of another page |
//! | [`host`] | the page that a console is a guest in: what it wants, what it is told |
//! | [`environment`] | how one console is mounted: what it may touch, where it keeps things |
//! | [`config`] | `config.json` as its author wrote it → settings |
//! | [`colour`], [`servers`] | what marks a server; which servers are known, and going from one to another |
//! | [`safety`] | what may not be done here: the guard of every client |
//! | [`route`] | every page has one line there |
//! | [`session`] | who is signed in: a pure state machine, and what ties it to storage, tabs and calls |
//! | [`hooks`] | glue between plain values and components, one file each |
//! | [`i18n`] | the list of texts, and one file for each language |
//! | [`lazy`] | which parts are loaded only when they are first shown |
//! | [`failure`] | a failed call in words |
//! | [`operations`] | every call of this console, kept for the operation log |
//! | [`tools`] | what works on every page: palette, keys, the badge of the operation log |
//! | [`token`] | a token as people paste it, taken apart |
//! | [`ui`] | the design system: knows neither the API nor the routes |
//! | [`shell`] | sidebar, top bar, page frame, not found, crashed |
//! | [`pages`] | the areas, a folder each; `model.rs` is what needs no DOM |
//! | [`browser`] | `web-sys`, wrapped thinly |
//!
//! Logic is a plain value with native tests; a hook or a component is glue. Nothing here is static and mutable: several
//! consoles live in one page.

pub mod address;
pub mod app;
pub mod appearance;
pub mod browser;
pub mod colour;
pub mod config;
pub mod demo;
pub mod desk;
pub mod drafts;
pub mod environment;
pub mod failure;
pub mod frame;
pub mod hooks;
pub mod host;
pub mod i18n;
pub mod lazy;
pub mod operations;
pub mod pages;
pub mod preferences;
pub mod route;
pub mod safety;
pub mod servers;
pub mod session;
pub mod shell;
pub mod theme;
pub mod token;
pub mod tools;
pub mod ui;

use std::cell::RefCell;
use std::rc::Rc;

use environment::{Environment, Parts};

/// What is done when the program stops: it ends every console of the page.
pub use yew::set_custom_panic_hook as set_panic_hook;

/// A mounted console; it lives until [`Console::destroy`]. Clones are the same.
#[derive(Clone)]
pub struct Console(Rc<Mounted>);

struct Mounted {
    element: web_sys::Element,
    handle: RefCell<Option<yew::AppHandle<app::App>>>,
}

impl Console {
    /// Puts a console into `element`, in place of what it holds.
    pub fn mount(element: web_sys::Element, parts: Parts) -> Self {
        let console = Self(Rc::new(Mounted { element, handle: RefCell::default() }));
        console.show(parts);
        console
    }

    fn show(&self, mut parts: Parts) {
        parts.console = Some(self.clone());
        let props = app::AppProps { environment: Environment::from(parts) };
        let renderer = yew::Renderer::<app::App>::with_root_and_props(self.0.element.clone(), props);
        *self.0.handle.borrow_mut() = Some(renderer.render());
    }

    /// Puts a console of other parts in the place of this one, which is taken away.
    pub fn replace(&self, parts: Parts) {
        self.destroy();
        let console = self.clone();
        // It goes away when its tasks are run; only then the place is free.
        wasm_bindgen_futures::spawn_local(async move { console.show(parts) });
    }

    /// Takes it away: requests are aborted, listeners removed, the element is left empty.
    pub fn destroy(&self) {
        if let Some(handle) = self.0.handle.take() {
            handle.destroy();
        }
    }
}

impl PartialEq for Console {
    fn eq(&self, other: &Self) -> bool {
        Rc::ptr_eq(&self.0, &other.0)
    }
}
