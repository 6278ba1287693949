//! Filters of the list of users, and views that are saved. The server can only page and search: all that match are loaded into the page,
//! and then sorted and filtered exactly. Fetched when somebody wants that; what is to be shown is told to `pages::list_options`, which
//! draws it.
//!
//! | module | what belongs there |
//! |---|---|
//! | `language` | the text of a filter, read and written |
//! | `matching` | whom a filter lets through, and what users are sorted by |
//! | `load`, `apply`, `pace` | all that match into the page; a filter on them; both in short pieces |
//! | `bar` | the place of all of it, below the search |
//! | `field`, `chips`, `choices`, `help` | the filter as a text, in words, by choosing; how it is written |
//! | `views`, `views_list` | what is saved, and the list of it |

mod apply;
mod bar;
mod chips;
mod choices;
mod field;
mod help;
mod language;
mod load;
mod matching;
mod pace;
mod views;
mod views_list;

use std::rc::Rc;

use yew::prelude::*;

use crate::pages::list_options::Wish;

/// The filters, or the views: fetched with `pages::user_actions`.
pub fn view(wish: &Wish) -> Html {
    match wish {
        Wish::Filter(filtering) => html! { <bar::FilterBar ..filtering.clone() /> },
        Wish::Views(now) => html! { <views_list::ViewsList now={Rc::clone(now)} /> },
    }
}
