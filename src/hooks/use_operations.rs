//! The calls of this console as they come in, for the pages that show them.

use std::cell::{Cell, RefCell};
use std::rc::Rc;

use gloo_events::EventListener;
use gloo_timers::callback::Timeout;
use yew::prelude::*;

use crate::browser;
use crate::desk::Desk;
use crate::operations::Operation;

/// Calls that come one upon the other are shown together after so long, in milliseconds.
const TOGETHER_MILLIS: u32 = 150;

/// The calls at one moment.
#[derive(Clone)]
pub struct Log {
    /// Those that are kept, oldest first.
    pub calls: Rc<Vec<Rc<Operation>>>,
    /// So many wait for their answer.
    pub running: u32,
}

/// The newest state of the log. While the tab is in the background it stands still.
#[hook]
pub fn use_operations(desk: &Desk) -> Log {
    let operations = desk.environment.operations.clone();
    let log = {
        let operations = operations.clone();
        use_state(move || Log { calls: Rc::new(operations.kept()), running: operations.running() })
    };
    {
        let log = log.setter();
        use_effect_with(operations, move |operations| {
            let take: Rc<dyn Fn()> = {
                let operations = operations.clone();
                Rc::new(move || {
                    log.set(Log { calls: Rc::new(operations.kept()), running: operations.running() });
                })
            };
            let (waits, timer) = (Rc::new(Cell::new(false)), Rc::new(RefCell::new(None::<Timeout>)));
            let watcher = {
                let (take, timer) = (Rc::clone(&take), Rc::clone(&timer));
                Rc::new(Callback::from(move |()| {
                    if browser::is_hidden() || waits.replace(true) {
                        return;
                    }
                    let (take, waits) = (Rc::clone(&take), Rc::clone(&waits));
                    *timer.borrow_mut() = Some(Timeout::new(TOGETHER_MILLIS, move || {
                        waits.set(false);
                        take();
                    }));
                }))
            };
            operations.watch(&watcher);
            let seen_again = browser::document().map(|document| {
                let take = Rc::clone(&take);
                EventListener::new(&document, "visibilitychange", move |_| {
                    if !browser::is_hidden() {
                        take();
                    }
                })
            });
            // What came between drawing and now.
            take();
            move || {
                drop((watcher, seen_again));
                timer.borrow_mut().take();
            }
        });
    }
    (*log).clone()
}
