//! Parts of lists.

use serde_json::Value;

use crate::json::{self, Read};

/// Which part of a list.
#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug)]
pub struct Page {
    /// From 1; 0 is taken for 1.
    pub number: u32,
    /// Rows; 0 is taken for 1, because it means "all" to v3.4 and "none" to later servers. Up to 500 is comfortable.
    pub size: u32,
}

impl Page {
    pub(crate) fn to_json(self) -> Value {
        // The server binds 32 signed bits.
        let bound = |number: u32| number.clamp(1, i32::MAX.unsigned_abs()).into();
        json::fields(vec![("pageNumber", bound(self.number)), ("showNumber", bound(self.size))])
    }
}

/// One page of a list.
#[derive(Clone, PartialEq, Debug)]
pub struct Listing<T> {
    /// How many there are over all pages: a hint, never negative.
    pub total: i64,
    /// The rows of this page.
    pub items: Vec<T>,
}

impl<T> Listing<T> {
    /// Reads `{total, [key]: [row] | null}`.
    pub(crate) fn read(data: &Value, key: &str, read: impl Fn(&Value) -> Read<T>) -> Read<Self> {
        let items = json::list(json::object(data)?, key, read)?;
        let least = i64::try_from(items.len()).unwrap_or(i64::MAX);
        let total = json::integer(data, "total").unwrap_or(0).max(least);
        Ok(Self { total, items })
    }

    /// A page of a list that is whole at hand.
    pub(crate) fn cut(all: Vec<T>, page: Page) -> Self {
        let total = i64::try_from(all.len()).unwrap_or(i64::MAX);
        let place = |number: u32| usize::try_from(number).unwrap_or(usize::MAX);
        let size = place(page.size.max(1));
        let before = place(page.number.saturating_sub(1)).saturating_mul(size);
        Self { total, items: all.into_iter().skip(before).take(size).collect() }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::json;

    #[test]
    fn a_page_always_binds() {
        let page = |number, size| Page { number, size }.to_json();
        assert_eq!(page(0, 0), json!({"pageNumber": 1, "showNumber": 1}));
        assert_eq!(page(u32::MAX, u32::MAX), json!({"pageNumber": i32::MAX, "showNumber": i32::MAX}));
    }

    #[test]
    fn a_page_of_a_whole_list_is_its_part() {
        let cut = |number, size| Listing::cut(vec![1, 2, 3, 4, 5], Page { number, size });
        assert_eq!(cut(2, 2), Listing { total: 5, items: vec![3, 4] });
        assert_eq!((cut(0, 0).items, cut(3, 2).items, cut(4, 2).items), (vec![1], vec![5], vec![]));
        assert_eq!(cut(u32::MAX, u32::MAX).items, Vec::<i32>::new());
    }

    #[test]
    fn a_total_is_never_less_than_what_is_there() {
        let read = |data| Listing::read(&data, "ids", |id| Ok(id.clone())).unwrap();
        assert_eq!(read(json!({"total": 0, "ids": [1, 2]})).total, 2);
        assert_eq!(read(json!({"total": -5})), Listing { total: 0, items: vec![] });
        assert_eq!(read(json!(null)), Listing { total: 0, items: vec![] });
    }
}
