//! Who is selected: some users, or all that match but some.

use std::collections::HashSet;
use std::rc::Rc;

use openim_api::UserId;
use yew::Reducible;

/// Those selected among the users of one search.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Selection {
    /// All that match but `ids`, instead of `ids` alone.
    all: bool,
    /// In the order they were named.
    ids: Vec<UserId>,
    /// The same, to be looked up.
    known: HashSet<UserId>,
    /// Where a range begins.
    anchor: Option<UserId>,
}

/// What a person does to a selection. `rows` are the users of the page as they are shown.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Pick {
    /// Selects a user, or no longer; with `extends` all from the last one up to this one become what that one is.
    Row {
        /// The user.
        id: UserId,
        /// With Shift.
        extends: bool,
        /// The page.
        rows: Vec<UserId>,
    },
    /// Selects the whole page; where it is selected, no longer.
    Page(Vec<UserId>),
    /// All that match.
    All,
    /// Nobody.
    Clear,
}

/// How much of a page is selected.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Share {
    /// Nobody.
    Nothing,
    /// Somebody.
    Part,
    /// Everybody.
    Whole,
}

impl Selection {
    /// Is this user selected?
    pub fn has(&self, id: &UserId) -> bool {
        self.known.contains(id) != self.all
    }

    /// Is nobody selected? `total`: so many match.
    pub fn is_empty(&self, total: usize) -> bool {
        self.count(total) == 0
    }

    /// How many are selected, where so many match.
    pub fn count(&self, total: usize) -> usize {
        if self.all { total.saturating_sub(self.ids.len()) } else { self.ids.len() }
    }

    /// How much of these users.
    pub fn share<'a>(&self, mut rows: impl Iterator<Item = &'a UserId> + Clone) -> Share {
        match (rows.clone().any(|id| self.has(id)), rows.all(|id| self.has(id))) {
            (false, _) => Share::Nothing,
            (true, false) => Share::Part,
            (true, true) => Share::Whole,
        }
    }

    /// All that match but those of [`Selection::ids`], instead of these alone?
    pub fn is_all(&self) -> bool {
        self.all
    }

    /// Those who are in it; of all that match, those who are not.
    pub fn ids(&self) -> &[UserId] {
        &self.ids
    }

    fn set(&mut self, id: &UserId, selected: bool) {
        if selected == self.has(id) {
            return;
        }
        if self.known.insert(id.clone()) {
            self.ids.push(id.clone());
        } else {
            self.known.remove(id);
            self.ids.retain(|known| known != id);
        }
    }

    /// All of them at once: one by one would look through the others for each.
    fn set_all(&mut self, rows: &[UserId], selected: bool) {
        let changed: HashSet<&UserId> = rows.iter().filter(|id| self.has(id) != selected).collect();
        let (gone, come): (Vec<_>, Vec<_>) =
            rows.iter().filter(|id| changed.contains(id)).cloned().partition(|id| self.known.contains(id));
        for id in &gone {
            self.known.remove(id);
        }
        if !gone.is_empty() {
            let known = std::mem::take(&mut self.known);
            self.ids.retain(|id| known.contains(id));
            self.known = known;
        }
        for id in come {
            if self.known.insert(id.clone()) {
                self.ids.push(id);
            }
        }
    }
}

impl Reducible for Selection {
    type Action = Pick;

    fn reduce(self: Rc<Self>, pick: Pick) -> Rc<Self> {
        let mut next = match pick {
            Pick::Clear => return Rc::default(),
            Pick::All => return Rc::new(Self { all: true, ..Self::default() }),
            Pick::Row { .. } | Pick::Page(_) => (*self).clone(),
        };
        match pick {
            Pick::Row { id, extends, rows } => {
                let place = |of: &UserId| rows.iter().position(|row| row == of);
                let range = next.anchor.as_ref().filter(|_| extends).and_then(place).zip(place(&id));
                let anchor = next.anchor.clone();
                match (range, anchor) {
                    (Some((from, to)), Some(anchor)) => {
                        let selected = next.has(&anchor);
                        next.set_all(rows.get(from.min(to)..=from.max(to)).unwrap_or_default(), selected);
                    }
                    _ => {
                        let selected = !next.has(&id);
                        next.set(&id, selected);
                        next.anchor = Some(id);
                    }
                }
            }
            Pick::Page(rows) => {
                let selected = next.share(rows.iter()) != Share::Whole;
                next.set_all(&rows, selected);
                next.anchor = None;
            }
            Pick::All | Pick::Clear => {}
        }
        Rc::new(next)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn ids(text: &str) -> Vec<UserId> {
        text.split_whitespace().map(UserId::from).collect()
    }

    fn row(id: &str, extends: bool) -> Pick {
        Pick::Row { id: id.into(), extends, rows: ids("a b c d e") }
    }

    fn after(picks: impl IntoIterator<Item = Pick>) -> Rc<Selection> {
        picks.into_iter().fold(Rc::default(), |selection: Rc<Selection>, pick| selection.reduce(pick))
    }

    #[test]
    fn a_row_is_selected_and_no_longer() {
        assert_eq!(after([row("b", false), row("d", false)]).ids(), ids("b d"));
        assert_eq!(after([row("b", false), row("d", false), row("b", false)]).ids(), ids("d"));
    }

    #[test]
    fn shift_extends_from_the_last_one_up_and_down_and_makes_all_like_it() {
        assert_eq!(after([row("b", false), row("d", true)]).ids(), ids("b c d"));
        assert_eq!(after([row("d", false), row("b", true)]).ids(), ids("d b c"));
        // The beginning stays: a second range goes from there, too.
        assert_eq!(after([row("c", false), row("e", true), row("a", true)]).ids(), ids("c d e a b"));
        // Taken out, a range takes out.
        let all = Pick::Page(ids("a b c d e"));
        assert_eq!(after([all, row("b", false), row("d", true)]).ids(), ids("a e"));
        // Without a beginning on this page it is a plain one.
        let other = Pick::Row { id: "z".into(), extends: false, rows: ids("x y z") };
        assert_eq!(after([other, row("d", true)]).ids(), ids("z d"));
    }

    #[test]
    fn a_page_is_selected_as_a_whole_unless_it_is_already() {
        let page = || Pick::Page(ids("a b c"));
        let selection = after([row("b", false), row("e", false), page()]);
        assert_eq!(selection.ids(), ids("b e a c"));
        assert_eq!(selection.share(ids("a b c").iter()), Share::Whole);
        assert_eq!(selection.share(ids("c d").iter()), Share::Part);
        assert_eq!(selection.share(ids("d").iter()), Share::Nothing);
        assert_eq!(selection.share([].iter()), Share::Nothing);
        assert_eq!(selection.reduce(page()).ids(), ids("e"));
    }

    #[test]
    fn all_that_match_but_some_are_counted_from_what_matches() {
        let selection = after([row("a", false), Pick::All]);
        assert!(selection.is_all() && selection.ids().is_empty() && selection.has(&"whoever".into()));
        assert_eq!(selection.count(2_000), 2_000);
        let selection = selection.reduce(row("b", false)).reduce(row("d", true));
        assert_eq!(selection.count(2_000), 1_997);
        assert!(!selection.has(&"c".into()) && selection.has(&"a".into()));
        assert_eq!(selection.share(ids("a b").iter()), Share::Part);
        // The whole page back in.
        assert_eq!(selection.clone().reduce(Pick::Page(ids("a b c d e"))).count(2_000), 2_000);
        assert!(after([Pick::All, Pick::Page(ids("a b"))]).is_empty(2));
        assert_eq!(*selection.reduce(Pick::Clear), Selection::default());
    }

    #[test]
    fn five_hundred_rows_within_ten_thousand_are_quick() {
        let page = |from: usize| (from..from + 500).map(|n| UserId::from(format!("u{n}"))).collect::<Vec<_>>();
        let selection = after((0..20).map(|number| Pick::Page(page(number * 500))));
        assert_eq!(selection.count(0), 10_000);
        assert_eq!(selection.reduce(Pick::Page(page(500))).count(0), 9_500);
    }
}
