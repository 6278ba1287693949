//! Users that are in the page already: what is done with them asks the server for none of them again.

use std::ops::Range;
use std::rc::Rc;

use openim_api::User;

/// Some of the users that were loaded, in the order they are shown. Cheap to clone; equal to its clones only.
#[derive(Clone, Debug)]
pub struct Held {
    users: Rc<Vec<User>>,
    places: Rc<[u32]>,
    /// Which of the places.
    part: Range<usize>,
}

impl Held {
    /// Those at these places.
    pub fn new(users: Rc<Vec<User>>, places: Rc<[u32]>) -> Self {
        let part = 0..places.len();
        Self { users, places, part }
    }

    /// Are they among these?
    pub fn is_of(&self, users: &Rc<Vec<User>>) -> bool {
        Rc::ptr_eq(&self.users, users)
    }

    /// How many.
    pub fn count(&self) -> usize {
        self.part.len()
    }

    /// The rows of a page, from 1.
    #[must_use]
    pub fn page(&self, number: u32, size: u32) -> Self {
        let (number, size) = (number.max(1) as usize - 1, size as usize);
        let start = self.part.start.saturating_add(number.saturating_mul(size)).min(self.part.end);
        let part = start..start.saturating_add(size).min(self.part.end);
        Self { part, ..self.clone() }
    }

    /// From the one at this place on.
    pub fn from(&self, place: usize) -> impl Iterator<Item = &User> {
        let places = self.places.get(self.part.clone()).unwrap_or_default().iter().skip(place);
        places.filter_map(|place| self.users.get(*place as usize))
    }
}

impl PartialEq for Held {
    fn eq(&self, other: &Self) -> bool {
        Rc::ptr_eq(&self.users, &other.users) && Rc::ptr_eq(&self.places, &other.places) && self.part == other.part
    }
}
