//! One asynchronous task of a component: starting another, or leaving the page, aborts the one before, and with it the
//! request it is waiting for.

use std::cell::RefCell;
use std::future::Future;
use std::pin::Pin;
use std::rc::Rc;

use futures_util::future::{AbortHandle, abortable};
use yew::prelude::*;

/// The place for the task.
#[derive(Clone, Default)]
pub struct Task(Rc<RefCell<Option<AbortHandle>>>);

impl Task {
    /// Starts `future` in place of what runs.
    pub fn start(&self, future: impl Future<Output = ()> + 'static) {
        // Boxed, so that all that follows exists once and not once for each future.
        self.start_boxed(Box::pin(future));
    }

    fn start_boxed(&self, future: Pin<Box<dyn Future<Output = ()>>>) {
        let (future, handle) = abortable(future);
        self.stop();
        if let Ok(mut place) = self.0.try_borrow_mut() {
            *place = Some(handle);
        }
        wasm_bindgen_futures::spawn_local(async move {
            // Aborted is no news: whoever aborted it knows.
            let _ = future.await;
        });
    }

    /// Aborts what runs.
    pub fn stop(&self) {
        if let Some(handle) = self.0.try_borrow_mut().ok().and_then(|mut place| place.take()) {
            handle.abort();
        }
    }
}

/// A task that ends with the component.
#[hook]
pub fn use_task() -> Task {
    let task = (*use_memo((), |()| Task::default())).clone();
    {
        let task = task.clone();
        use_effect_with((), move |()| move || task.stop());
    }
    task
}
