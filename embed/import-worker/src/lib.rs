//! Files of users in a web worker, so that a page stays alive while 100 MB are read: `openim_bulk::job` with what only a browser has.
//! What page and worker say to each other is told there.
//!
//! | module | what belongs there |
//! |---|---|
//! | `desk` | the calls: which is answered how, and that a later file overtakes an earlier one |
//! | `file` | a file in pieces, and its letters |
//! | `holder` | which of several tabs has it open |
//! | `store` | what is kept over a reload: IndexedDB |
//!
//! It runs in a worker alone. Where a page may start none (a policy without `worker-src`), the import says so: in the page itself a file
//! of 100 MB would stop it for seconds, and a guest would need the script under its host's policy all the same.
//!
//! Nothing of it is for another target.
#![cfg(target_arch = "wasm32")]

mod desk;
mod file;
mod holder;
mod store;

use std::rc::Rc;

use js_sys::{Array, JsString};
use openim_bulk::job::{Call, read_call, write_event};
use wasm_bindgen::prelude::*;
use wasm_bindgen_futures::spawn_local;
use web_sys::{Blob, DedicatedWorkerGlobalScope, MessageEvent};

use desk::Desk;

/// Called by the worker's script.
#[wasm_bindgen]
pub fn serve() {
    let scope: DedicatedWorkerGlobalScope = js_sys::global().unchecked_into();
    let desk = Rc::new(Desk::default());
    let page = scope.clone();
    let listener = Closure::<dyn FnMut(MessageEvent)>::new(move |event: MessageEvent| {
        let Some((Call { id, ask }, file)) = read(&event.data()) else { return };
        let (desk, page) = (Rc::clone(&desk), page.clone());
        spawn_local(async move {
            let told = |event| post(&page, &write_event(id, &event));
            let event = desk.answer(ask, file, &|progress| told(progress)).await;
            post(&page, &write_event(id, &event));
        });
    });
    scope.set_onmessage(Some(listener.as_ref().unchecked_ref()));
    // It lives as long as the worker.
    listener.forget();
    post(&scope, "{\"ready\":true}");
}

/// A text, or an array of a text and a file.
fn read(message: &JsValue) -> Option<(Call, Option<Blob>)> {
    if let Some(text) = message.as_string() {
        return Some((read_call(&text)?, None));
    }
    let parts = message.dyn_ref::<Array>()?;
    let text = parts.get(0).dyn_into::<JsString>().ok()?;
    Some((read_call(&String::from(text))?, parts.get(1).dyn_into().ok()))
}

fn post(page: &DedicatedWorkerGlobalScope, message: &str) {
    // A text can always be posted.
    let _ = page.post_message(&JsValue::from_str(message));
}
