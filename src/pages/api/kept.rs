//! What the page remembers while a session lasts, in memory alone: what stands in the fields, and the last tries.

use std::any::Any;
use std::cell::{Cell, RefCell};
use std::collections::{BTreeMap, VecDeque};
use std::rc::Rc;

use openim_api::Route as ApiRoute;

use crate::environment::Environment;
use crate::session::Api;

/// Older tries are forgotten.
const MOST_TRIES: usize = 20;

/// One try.
#[derive(Clone, PartialEq)]
pub struct Try {
    /// Which route.
    pub route: &'static ApiRoute,
    /// What was sent, as it was typed.
    pub body: Rc<str>,
    /// When, in milliseconds since 1970.
    pub at_millis: i64,
    /// Whether the server did it; None where that is not known.
    pub went_well: Option<bool>,
}

/// Of one session.
pub struct Kept {
    generation: u32,
    bodies: RefCell<BTreeMap<&'static str, Rc<str>>>,
    tries: RefCell<VecDeque<Try>>,
    sends: Cell<bool>,
}

impl Kept {
    /// Of this session; what another one has left is let go.
    pub fn of(environment: &Environment, api: &Api) -> Rc<Self> {
        let known = environment.kept.borrow().clone().and_then(|kept| kept.downcast::<Self>().ok());
        if let Some(known) = known.filter(|known| known.generation == api.generation()) {
            return known;
        }
        let new = Rc::new(Self {
            generation: api.generation(),
            bodies: RefCell::default(),
            tries: RefCell::default(),
            sends: Cell::new(false),
        });
        *environment.kept.borrow_mut() = Some(Rc::clone(&new) as Rc<dyn Any>);
        new
    }

    /// What stands in the field of this route.
    pub fn body(&self, route: &ApiRoute) -> Option<Rc<str>> {
        self.bodies.borrow().get(route.path).cloned()
    }

    /// It stands there from now on.
    pub fn set_body(&self, route: &'static ApiRoute, body: Rc<str>) {
        self.bodies.borrow_mut().insert(route.path, body);
    }

    /// The example stands there again.
    pub fn reset(&self, route: &ApiRoute) {
        self.bodies.borrow_mut().remove(route.path);
    }

    /// The tries, the last one first.
    pub fn tries(&self) -> Vec<Try> {
        self.tries.borrow().iter().cloned().collect()
    }

    /// One more.
    pub fn add(&self, tried: Try) {
        let mut tries = self.tries.borrow_mut();
        tries.push_front(tried);
        tries.truncate(MOST_TRIES);
    }

    /// None any more.
    pub fn forget(&self) {
        self.tries.borrow_mut().clear();
    }

    /// The field of this route gets the body of a try, and whoever shows it next is to send it.
    pub fn again(&self, tried: &Try) {
        self.set_body(tried.route, Rc::clone(&tried.body));
        self.sends.set(true);
    }

    /// Whether it is to be sent, asked once.
    pub fn take_sends(&self) -> bool {
        self.sends.replace(false)
    }
}
