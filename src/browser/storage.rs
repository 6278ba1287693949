//! A place for short texts: the browser's storage, or this page's memory where the browser refuses (private windows,
//! blocked cookies, a full disk) or where the console is a guest in somebody's page.

use std::cell::RefCell;
use std::rc::Rc;

/// Keys and values, both text. Clones share the place.
#[derive(Clone)]
pub struct TextStore(Rc<Inner>);

struct Inner {
    browser: Option<web_sys::Storage>,
    /// A handful of entries at the most.
    memory: RefCell<Vec<(String, String)>>,
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
        let memory = self.0.memory.borrow();
        match memory.iter().find(|(known, _)| known == key) {
            Some((_, value)) => Some(value.clone()),
            None => self.0.browser.as_ref()?.get_item(key).ok().flatten(),
        }
    }

    /// Keeps `value` under `key`: in the browser, or in memory if the browser says no.
    pub fn set(&self, key: &str, value: &str) {
        let kept = self.0.browser.as_ref().is_some_and(|storage| storage.set_item(key, value).is_ok());
        let mut memory = self.0.memory.borrow_mut();
        memory.retain(|(known, _)| known != key);
        if !kept {
            memory.push((key.to_owned(), value.to_owned()));
        }
    }

    /// The keys that begin with `prefix`, in their order.
    pub fn keys(&self, prefix: &str) -> Vec<String> {
        let mut keys: Vec<String> = self.0.memory.borrow().iter().map(|(key, _)| key.clone()).collect();
        if let Some(storage) = &self.0.browser {
            let count = storage.length().unwrap_or(0);
            keys.extend((0..count).filter_map(|index| storage.key(index).ok().flatten()));
        }
        keys.retain(|key| key.starts_with(prefix));
        keys.sort_unstable();
        keys.dedup();
        keys
    }

    /// Forgets what is under `key`.
    pub fn remove(&self, key: &str) {
        self.0.memory.borrow_mut().retain(|(known, _)| known != key);
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

#[cfg(test)]
mod tests {
    use super::TextStore;

    #[test]
    fn memory_keeps_replaces_and_forgets() {
        let store = TextStore::memory();
        store.set("a", "1");
        store.set("b", "2");
        store.set("a", "3");
        assert_eq!((store.get("a").as_deref(), store.clone().get("b").as_deref()), (Some("3"), Some("2")));
        store.remove("a");
        assert_eq!(store.get("a"), None);
        store.set("c", "4");
        assert_eq!((store.keys(""), store.keys("b")), (vec!["b".to_owned(), "c".to_owned()], vec!["b".to_owned()]));
    }
}
