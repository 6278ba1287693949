//! The IDs of all that are selected: known at once where each was picked, else read page by page.

use std::rc::Rc;

use openim_api::{ApiError, CancelToken, UserId};
use yew::prelude::*;

use super::Chosen;
use super::panel::view_progress;
use super::source::Source;
use crate::desk::Desk;
use crate::failure::failure_banner;
use crate::hooks::use_task;
use crate::i18n::user_actions as words;

/// A reading under way.
pub struct Collecting {
    /// All of them, once they are there.
    pub ids: Option<Rc<[UserId]>>,
    /// Are they on their way?
    pub running: bool,
    /// Stands in the place of what is done with them until they are there.
    pub view: Html,
}

#[derive(Clone, PartialEq)]
enum State {
    Running,
    Failed(ApiError),
    Done(Rc<[UserId]>),
}

struct Work {
    source: Source,
    ids: Vec<UserId>,
}

/// Begins at once. What is selected later is not looked at: an action is done with those who were selected when it was chosen.
#[hook]
pub fn use_collect(desk: &Desk, chosen: &Chosen) -> Collecting {
    let work = use_mut_ref(|| Some(Work { source: Source::new(chosen.selected()), ids: Vec::new() }));
    let state = use_state(|| State::Running);
    let progress = use_state_eq(|| (0, 0));
    let task = use_task();
    let go_on = {
        let (api, state, progress) = (desk.api.clone(), state.setter(), progress.setter());
        Callback::from(move |()| {
            let (Some(api), Some(mut under_way)) = (api.clone(), work.borrow_mut().take()) else { return };
            let (state, progress, work) = (state.clone(), progress.clone(), work.clone());
            state.set(State::Running);
            task.start(async move {
                let cancel = CancelToken::new();
                let next = loop {
                    match under_way.source.ids(&api, &cancel).await {
                        Ok(Some(ids)) => under_way.ids.extend(ids),
                        Ok(None) => break State::Done(under_way.ids.as_slice().into()),
                        Err(error) => break State::Failed(error),
                    }
                    progress.set((under_way.source.read(), under_way.source.total()));
                };
                if let State::Failed(_) = &next {
                    *work.borrow_mut() = Some(under_way);
                }
                state.set(next);
            });
        })
    };
    {
        let go_on = go_on.clone();
        use_effect_with((), move |()| go_on.emit(()));
    }
    let words = words::texts(desk.appearance.language);
    let (done, all) = *progress;
    let bar = || view_progress(desk, words.collecting, done, all);
    let view = match &*state {
        State::Running => bar(),
        State::Failed(error) => html! {
            <>{ bar() }{ failure_banner(words.not_collected, error, Some(&go_on), desk.texts()) }</>
        },
        State::Done(_) => Html::default(),
    };
    let ids = match &*state {
        State::Done(ids) => Some(Rc::clone(ids)),
        _ => None,
    };
    Collecting { ids, running: *state == State::Running, view }
}
