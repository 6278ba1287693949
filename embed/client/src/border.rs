//! What the wasm exports.

use std::cell::RefCell;
use std::rc::Rc;

use js_sys::Promise;
use openim_api::{BrowserTransport, CallOptions, CancelToken, Client, NoObserver, Token};
use wasm_bindgen::prelude::*;
use wasm_bindgen_futures::future_to_promise;

use crate::methods;
use crate::options::{self, Options};

/// A server, and who asks it.
#[wasm_bindgen]
pub struct Connection {
    client: RefCell<Client>,
    token: RefCell<Option<Token>>,
}

/// Takes a call back.
#[wasm_bindgen]
pub struct Cancel(CancelToken);

#[wasm_bindgen]
impl Cancel {
    /// A switch that is not turned yet.
    #[wasm_bindgen(constructor)]
    #[must_use]
    pub fn new() -> Self {
        Self(CancelToken::new())
    }

    /// Ends the call.
    pub fn cancel(&self) {
        self.0.cancel();
    }
}

#[wasm_bindgen]
impl Connection {
    /// By options in JSON.
    ///
    /// # Errors
    /// What is wrong with them.
    #[wasm_bindgen(constructor)]
    pub fn new(options: &str) -> Result<Self, String> {
        let options = Options::read(options)?;
        let client = options.client(Rc::new(BrowserTransport::new()), Rc::new(NoObserver));
        Ok(Self { client: RefCell::new(client), token: RefCell::new(None) })
    }

    /// The token of the calls to come; an empty one is none.
    pub fn set_token(&self, token: String) {
        self.token.replace(Some(Token::new(token)).filter(|token| !token.is_empty()));
    }

    /// Which versions the server is taken for.
    #[must_use]
    pub fn version(&self) -> String {
        options::name_of(self.client.borrow().block()).to_owned()
    }

    /// Takes the server for one of this version.
    ///
    /// # Errors
    /// Where there is no such version.
    pub fn set_version(&self, version: &str) -> Result<(), String> {
        let client = self.client.borrow().with_block(options::block_of(version).map_err(|wrong| wrong.to_string())?);
        self.client.replace(client);
        Ok(())
    }

    /// Makes a call: its name and its arguments in JSON. What it resolves to is JSON, or empty for a call without an answer; what it
    /// rejects with is JSON, too.
    pub fn call(&self, name: String, arguments: String, timeout_millis: Option<u32>, cancel: &Cancel) -> Promise {
        let options = CallOptions { cancel: Some(cancel.0.clone()), ..CallOptions::default() };
        let mut client = self.client.borrow().clone();
        if let Some(token) = &*self.token.borrow() {
            client = client.with_token(token.clone());
        }
        if let Some(millis) = timeout_millis {
            client = client.with_timeout(millis);
        }
        let call = methods::call(client, name, arguments, options);
        future_to_promise(
            async move { call.await.map(JsValue::from).map_err(|failure| JsValue::from(failure.to_text())) },
        )
    }
}

/// The names of all methods, and in which way each is called: see [`methods::list`].
#[wasm_bindgen]
#[must_use]
pub fn methods() -> String {
    methods::list()
}
