//! Reading from the server: loads when its key changes, keeps the old answer while the new one is on its way, drops what
//! a later request has overtaken, and can be asked again.

use std::future::Future;

use openim_api::ApiError;
use yew::prelude::*;

use super::use_task;
use crate::desk::use_desk;
use crate::session::Api;

/// Where a reading stands.
#[derive(Clone)]
pub struct Query<T> {
    /// The last good answer, also while a newer one is on its way or could not be had.
    pub data: Option<T>,
    /// Why the newest attempt failed.
    pub error: Option<ApiError>,
    /// Is a request under way?
    pub loading: bool,
    /// Asks again.
    pub reload: Callback<()>,
}

#[derive(Clone, PartialEq)]
struct State<K, T> {
    /// Of what the data are the answer.
    key: Option<K>,
    data: Option<T>,
    error: Option<ApiError>,
    loading: bool,
    /// Counts how often it was asked again.
    attempt: u32,
}

/// Reads what `key` says with `read`, as soon as somebody is signed in and whenever the key changes.
/// `same_kind` tells whether the old answer may stand while the new one loads (another page of a list: yes; another user:
/// no).
#[hook]
pub fn use_query<K, T, F, R>(key: K, same_kind: fn(&K, &K) -> bool, read: F) -> Query<T>
where
    K: Clone + PartialEq + 'static,
    T: Clone + PartialEq + 'static,
    F: Fn(Api, K) -> R + 'static,
    R: Future<Output = Result<T, ApiError>> + 'static,
{
    let api = use_desk().api.clone();
    let task = use_task();
    let state = use_state(|| State::<K, T> { key: None, data: None, error: None, loading: true, attempt: 0 });
    // The newest state, for a task that began with an older one.
    let newest = use_mut_ref(|| (*state).clone());

    {
        let (state, newest) = (state.clone(), newest.clone());
        use_effect_with((api, key.clone(), state.attempt), move |(api, key, attempt)| {
            let Some(api) = api.clone() else { return };
            let (before, attempt) = (newest.borrow().clone(), *attempt);
            let update = move |next: State<K, T>| {
                (*newest.borrow_mut()).clone_from(&next);
                state.set(next);
            };
            let keeps = before.key.as_ref().is_some_and(|old| same_kind(old, key));
            let kept = if keeps { before.data } else { None };
            update(State { key: Some(key.clone()), data: kept.clone(), error: None, loading: true, attempt });
            let key = key.clone();
            let reading = read(api, key.clone());
            task.start(async move {
                let answer = reading.await;
                let (data, error) = match answer {
                    Ok(data) => (Some(data), None),
                    Err(error) => (kept, Some(error)),
                };
                update(State { key: Some(key), data, error, loading: false, attempt });
            });
        });
    }

    let reload = {
        let state = state.setter();
        Callback::from(move |()| {
            // Whoever asks may have got the callback long ago.
            let mut newest = newest.borrow_mut();
            newest.attempt = newest.attempt.wrapping_add(1);
            state.set(newest.clone());
        })
    };
    Query { data: state.data.clone(), error: state.error.clone(), loading: state.loading, reload }
}
