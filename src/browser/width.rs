//! How wide an element is, told whenever that changes: the console answers to its own width, not to the window's.

use wasm_bindgen::JsCast;
use wasm_bindgen::closure::Closure;

/// Tells for as long as it is held.
pub struct WidthWatch {
    observer: web_sys::ResizeObserver,
    _told: Closure<dyn FnMut(js_sys::Array)>,
}

impl WidthWatch {
    /// Tells `tell` the width of `element` in CSS pixels, now and at each change. None where the browser refuses.
    pub fn of(element: &web_sys::Element, tell: impl Fn(i32) + 'static) -> Option<Self> {
        let watched = element.clone();
        let told = Closure::<dyn FnMut(js_sys::Array)>::new(move |_| tell(watched.client_width()));
        let observer = web_sys::ResizeObserver::new(told.as_ref().unchecked_ref()).ok()?;
        observer.observe(element);
        Some(Self { observer, _told: told })
    }
}

impl Drop for WidthWatch {
    fn drop(&mut self) {
        self.observer.disconnect();
    }
}
