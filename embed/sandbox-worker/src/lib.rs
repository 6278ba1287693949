//! The sandbox in a web worker: the server of the console's demo. The same routes and handlers as the program's, without a
//! socket: a page posts a call, and the answer is posted back.
//!
//! | message | who | what |
//! |---|---|---|
//! | `{"ready": true}` | worker | the invented users are there; what is posted before is lost |
//! | `{"failed": "…"}` | worker | it cannot start (written by `start.js`) |
//! | `{"id": 7, "method": "POST", "path": "/user/get_users", "headers": [["token", "…"]], "body": "…"}` | page | a call |
//! | `{"id": 7, "status": 200, "headers": [["content-type", "…"]], "body": "…"}` | worker | its answer |
//! | `{"id": 7, "lost": true}` | worker | the call is lost on purpose: a server would have closed the connection |
//!
//! Each is JSON text. [`exchange()`] is the whole of it but for the posting, and runs on any target.

mod clock;
mod exchange;

use std::sync::Arc;

use openim_sandbox::{Options, Sandbox, router};
use wasm_bindgen::prelude::*;
use wasm_bindgen_futures::spawn_local;
use web_sys::{DedicatedWorkerGlobalScope, MessageEvent};

pub use clock::PageClock;
pub use exchange::exchange;

/// The invented users of the demo.
const USERS: usize = 2_000;
/// As of the program: the same users each time.
const SEED: u64 = 1;

/// The server of the demo: today's, with the secret that everybody knows.
pub fn options() -> Options {
    // Without an address of its own it has no pictures: a page would look for them in the network.
    Options { users: USERS, ..Options::default() }
}

/// Called by the worker's script.
#[wasm_bindgen]
pub fn serve() {
    let scope: DedicatedWorkerGlobalScope = js_sys::global().unchecked_into();
    let router = router(&Sandbox::new(options(), Arc::new(PageClock), SEED));
    let answers = scope.clone();
    let listener = Closure::<dyn FnMut(MessageEvent)>::new(move |event: MessageEvent| {
        let Some(message) = event.data().as_string() else { return };
        let (router, answers) = (router.clone(), answers.clone());
        spawn_local(async move {
            if let Some(answer) = exchange(router, &message).await {
                post(&answers, &answer);
            }
        });
    });
    scope.set_onmessage(Some(listener.as_ref().unchecked_ref()));
    // It lives as long as the worker.
    listener.forget();
    post(&scope, "{\"ready\":true}");
}

fn post(scope: &DedicatedWorkerGlobalScope, message: &str) {
    // A text can always be posted.
    let _ = scope.post_message(&JsValue::from_str(message));
}
