//! A place for short texts: the browser's storage, or this page's memory where the browser refuses (private windows,
//! blocked cookies, a full disk) or where the console is a guest in somebody's page.

use std::cell::RefCell;
use std::collections::HashMap;
use std::rc::Rc;

/// Keys and values, both text. Clones share the place.
#[derive(Clone)]
pub struct TextStore(Rc<Inner>);

struct Inner {
    browser: Option<web_sys::Storage>,
    memory: RefCell<HashMap<String, String>>,
}

impl TextStore {
    /// This tab's session storage.
    pub fn session() -> Self {
        Self::over(super::window().and_then(|window| window.session_storage().ok().flatten()))
    }

    /// This origin's local storage. Never for secrets or tokens.
    pub fn local() -> Self {
        Self::over(super::window().and_then(|window| window.local_storage().ok().flatten()))
    }

    /// Nothing that outlives the page.
    pub fn memory() -> Self {
        Self::over(None)
    }

    fn over(browser: Option<web_sys::Storage>) -> Self {
        Self(Rc::new(Inner { browser, memory: RefCell::default() }))
    }

    /// The value under `key`.
    pub fn get(&self, key: &str) -> Option<String> {
        if let Some(value) = self.0.memory.try_borrow().ok().and_then(|memory| memory.get(key).cloned()) {
            return Some(value);
        }
        self.0.browser.as_ref()?.get_item(key).ok().flatten()
    }

    /// Keeps `value` under `key`: in the browser, or in memory if the browser says no.
    pub fn set(&self, key: &str, value: &str) {
        let kept = self.0.browser.as_ref().is_some_and(|storage| storage.set_item(key, value).is_ok());
        if let Ok(mut memory) = self.0.memory.try_borrow_mut() {
            if kept {
                memory.remove(key);
            } else {
                memory.insert(key.to_owned(), value.to_owned());
            }
        }
    }

    /// Forgets what is under `key`.
    pub fn remove(&self, key: &str) {
        if let Ok(mut memory) = self.0.memory.try_borrow_mut() {
            memory.remove(key);
        }
        if let Some(storage) = &self.0.browser {
            let _ = storage.remove_item(key);
        }
    }
}

impl PartialEq for TextStore {
    fn eq(&self, other: &Self) -> bool {
        Rc::ptr_eq(&self.0, &other.0)
    }
}
