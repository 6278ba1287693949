//! Views that somebody saved: what of the list is shown, under a name. Kept in this browser, for each server.

use openim_api::{json_fields, json_text};
use serde_json::Value;

use super::language::MOST_CHARACTERS;
use crate::browser::storage::TextStore;
use crate::pages::list_options::Options;

/// Begins the key; the server's address follows.
const KEY: &str = "openim-console:views:";
/// More are not kept.
pub const MOST: usize = 30;
/// Characters of a name.
pub const MOST_OF_NAME: usize = 60;

/// What is shown, under a name.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct View {
    /// What the person calls it: any text.
    pub name: String,
    /// What is searched for.
    pub keyword: String,
    /// The filter with its order; none: the server's pages.
    pub filter: Option<String>,
    /// The order of the server's page, as it is written in a filter.
    pub sort: String,
    /// The columns, as they are kept; none: as they come.
    pub columns: Option<String>,
}

/// Why a name cannot be given.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum NameProblem {
    /// It is empty.
    Empty,
    /// It is too long.
    Long,
    /// Another view has it.
    Taken,
}

/// What is wrong with a name for the view at `place`; none: a new one.
pub fn name_problem(views: &[View], name: &str, place: Option<usize>) -> Option<NameProblem> {
    let name = name.trim();
    let is_taken = views.iter().enumerate().any(|(at, view)| view.name == name && Some(at) != place);
    match name.chars().count() {
        0 => Some(NameProblem::Empty),
        MOST_OF_NAME.. if name.chars().nth(MOST_OF_NAME).is_some() => Some(NameProblem::Long),
        _ => is_taken.then_some(NameProblem::Taken),
    }
}

/// The columns of options, to be kept.
pub fn columns_of(options: &Options) -> Option<String> {
    Options { compact: false, refresh_seconds: 0, ..options.clone() }.write()
}

/// These options with the columns of a view.
pub fn with_columns(options: &Options, view: &View) -> Options {
    let columns = view.columns.as_deref().map(Options::read).unwrap_or_default().columns;
    Options { columns, ..options.clone() }
}

/// Those of a server, in their order. What is unreadable counts as none.
pub fn views(store: &TextStore, server: &str) -> Vec<View> {
    let kept = store.get(&format!("{KEY}{server}")).and_then(|text| serde_json::from_str::<Value>(&text).ok());
    let mut views: Vec<View> = Vec::new();
    for value in kept.as_ref().and_then(Value::as_array).map(Vec::as_slice).unwrap_or_default() {
        let text = |key: &str| value.get(key).and_then(Value::as_str).map(ToOwned::to_owned);
        let view = View {
            name: text("name").unwrap_or_default().trim().to_owned(),
            keyword: text("q").unwrap_or_default(),
            filter: text("f").filter(|filter| filter.chars().nth(MOST_CHARACTERS).is_none()),
            sort: text("sort").unwrap_or_default(),
            columns: text("columns"),
        };
        if views.len() < MOST && name_problem(&views, &view.name, None).is_none() {
            views.push(view);
        }
    }
    views
}

/// Keeps these in place of those there are.
pub fn set_views(store: &TextStore, server: &str, views: &[View]) {
    let value = |view: &View| {
        let mut fields = vec![("name", Value::from(view.name.as_str()))];
        let mut add = |key: &'static str, text: Option<&str>| fields.extend(text.map(|text| (key, Value::from(text))));
        add("q", (!view.keyword.is_empty()).then_some(view.keyword.as_str()));
        add("f", view.filter.as_deref());
        add("sort", (!view.sort.is_empty()).then_some(view.sort.as_str()));
        add("columns", view.columns.as_deref());
        json_fields(fields)
    };
    let key = format!("{KEY}{server}");
    match views {
        [] => store.remove(&key),
        _ => store.set(&key, &json_text(&Value::Array(views.iter().take(MOST).map(value).collect()))),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::pages::list_options::Column;

    fn view(name: &str) -> View {
        View { name: name.to_owned(), ..View::default() }
    }

    #[test]
    fn views_are_kept_for_each_server_with_all_that_belongs_to_them() {
        let store = TextStore::memory();
        let all = [
            view("<img src=x onerror=alert(1)>"),
            View {
                name: "管理员".to_owned(),
                keyword: "a & b".to_owned(),
                filter: Some("level:admin sort:-created".to_owned()),
                sort: "sort:nick".to_owned(),
                columns: columns_of(&Options::default().toggled(Column::Extra)),
            },
            View { filter: Some(String::new()), ..view("all") },
        ];
        set_views(&store, "http://a", &all);
        assert_eq!(views(&store, "http://a"), all);
        assert_eq!(views(&store, "http://b"), []);
        set_views(&store, "http://a", &[]);
        assert_eq!(store.keys(KEY), [""; 0]);
    }

    #[test]
    fn what_somebody_else_wrote_there_does_no_harm() {
        let store = TextStore::memory();
        let long = "x".repeat(MOST_OF_NAME + 1);
        for text in ["", "nonsense", "{}", "[5,null,{}]", &format!(r#"[{{"name":"{long}"}}]"#)] {
            store.set(&format!("{KEY}s"), text);
            assert_eq!(views(&store, "s"), [], "{text}");
        }
        store.set(&format!("{KEY}s"), r#"[{"name":"a","f":5},{"name":" a "},{"name":"b"}]"#);
        assert_eq!(views(&store, "s"), [view("a"), view("b")]);
        let many: Vec<String> = (0..99).map(|name| format!(r#"{{"name":"{name}"}}"#)).collect();
        store.set(&format!("{KEY}s"), &format!("[{}]", many.join(",")));
        assert_eq!(views(&store, "s").len(), MOST);
    }

    #[test]
    fn a_name_is_there_once_and_not_too_long() {
        let views = [view("a"), view("b")];
        assert_eq!(name_problem(&views, " ", None), Some(NameProblem::Empty));
        assert_eq!(name_problem(&views, " a ", None), Some(NameProblem::Taken));
        assert_eq!(name_problem(&views, "a", Some(0)), None);
        assert_eq!(name_problem(&views, "b", Some(0)), Some(NameProblem::Taken));
        assert_eq!(name_problem(&views, &"名".repeat(MOST_OF_NAME), None), None);
        assert_eq!(name_problem(&views, &"名".repeat(MOST_OF_NAME + 1), None), Some(NameProblem::Long));
    }

    #[test]
    fn columns_come_back_and_the_rest_stays_as_it_is() {
        let chosen = Options { compact: true, refresh_seconds: 30, ..Options::default().toggled(Column::Online) };
        let view = View { columns: columns_of(&chosen), ..view("a") };
        let now = Options { compact: true, ..Options::default() };
        assert_eq!(with_columns(&now, &view), Options { refresh_seconds: 0, ..chosen });
        assert_eq!(with_columns(&now, &View::default()), now);
    }
}
