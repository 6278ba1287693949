//! All users that match into the page: block by block, to be stopped and gone on with.

use std::cell::RefCell;
use std::collections::HashMap;
use std::rc::Rc;

use openim_api::{ApiError, CancelToken, User};
use yew::prelude::*;

use super::matching::Names;
use crate::browser::{self, collate};
use crate::desk::Desk;
use crate::hooks::use_task;
use crate::pages::list_options::{ASKED_FIRST, Changed, LOADED_AT_ONCE, MOST_LOADED};
use crate::pages::user_actions::source::{Scope, Source, is_cancelled, options};
use crate::session::Api;

/// Places of all users by the text of a column, in a language.
type Ranks = RefCell<HashMap<(&'static str, &'static str), Rc<Vec<i64>>>>;

/// Users in the page.
pub struct Loaded {
    /// What was searched for.
    pub keyword: String,
    /// In the order of the server.
    pub users: Rc<Vec<User>>,
    /// By which words find them, in the same order.
    pub names: Vec<Names>,
    /// How many match on the server.
    pub total: usize,
    /// When the last of them came.
    pub at_millis: i64,
    /// Their places by a text, as far as somebody has wanted to see them so.
    pub ranks: Ranks,
}

impl PartialEq for Loaded {
    fn eq(&self, other: &Self) -> bool {
        std::ptr::eq(self, other)
    }
}

impl Loaded {
    /// Are these users of the same loading, though some may have changed since?
    pub fn is_loaded_with(&self, other: &Self) -> bool {
        self.at_millis == other.at_millis && self.keyword == other.keyword
    }

    /// With these users as they are now, each in its place; none where they are not among them.
    fn with(&self, now: Vec<User>) -> Option<Self> {
        let mut now: HashMap<String, User> =
            now.into_iter().map(|user| (user.user_id.as_str().to_owned(), user)).collect();
        let (mut users, mut names) = ((*self.users).clone(), self.names.clone());
        let mut found = false;
        for (user, names) in users.iter_mut().zip(&mut names) {
            if let Some(changed) = now.remove(user.user_id.as_str()) {
                *names = Names::of(&changed, collate::lower);
                *user = changed;
                found = true;
            }
        }
        let keyword = self.keyword.clone();
        found.then(|| Self { keyword, users: Rc::new(users), names, ranks: RefCell::default(), ..*self })
    }
}

/// How it stands.
#[derive(Clone, Debug, PartialEq)]
pub enum Stage {
    /// Nothing is wanted, or all is there.
    Still,
    /// Under way.
    Running,
    /// So many are more than somebody may have meant.
    Asking,
    /// The person stopped it.
    Stopped,
    /// It could not be read on.
    Failed(ApiError),
}

/// A loading.
pub struct Loading {
    /// How it stands.
    pub stage: Stage,
    /// How many have come, of how many.
    pub progress: (usize, usize),
    /// How many match on the server, as far as it is known.
    pub total: usize,
    /// What is there: of this search, maybe from before.
    pub loaded: Option<Rc<Loaded>>,
    /// Goes on, however many there are.
    pub go_on: Callback<()>,
    /// Stops it.
    pub stop: Callback<()>,
    /// Leaves it at what is there.
    pub leave: Callback<()>,
}

struct Work {
    source: Source,
    keyword: String,
    users: Vec<User>,
    names: Vec<Names>,
    agreed: bool,
}

enum End {
    All,
    Asking,
    Failed(ApiError),
}

impl Work {
    fn new(keyword: &str, agreed: bool) -> Self {
        let scope = Scope::Matching { keyword: keyword.to_owned(), without: Rc::default(), total: 0 };
        let (users, names) = (Vec::new(), Vec::new());
        Self { source: Source::new(scope), keyword: keyword.to_owned(), users, names, agreed }
    }

    async fn read(&mut self, api: &Api, cancel: &CancelToken, tell: &dyn Fn(usize, usize)) -> End {
        loop {
            match self.source.users(api, cancel).await {
                Ok(Some(users)) => {
                    let room = MOST_LOADED.saturating_sub(self.users.len());
                    for user in users.into_iter().take(room) {
                        self.names.push(Names::of(&user, collate::lower));
                        self.users.push(user);
                    }
                }
                Ok(None) => return End::All,
                Err(error) => return End::Failed(error),
            }
            tell(self.users.len(), self.source.total());
            if self.users.len() >= MOST_LOADED {
                return End::All;
            }
            if asks_first(self.source.total(), self.agreed) {
                return End::Asking;
            }
        }
    }

    fn finish(self) -> Loaded {
        let total = self.source.total().max(self.users.len());
        Loaded {
            keyword: self.keyword,
            users: Rc::new(self.users),
            names: self.names,
            total,
            at_millis: browser::now_millis(),
            ranks: RefCell::default(),
        }
    }
}

/// How many are loaded of so many.
fn wanted(total: usize) -> usize {
    total.min(MOST_LOADED)
}

/// Is the person asked before so many are loaded?
fn asks_first(total: usize, agreed: bool) -> bool {
    total > ASKED_FIRST && !agreed
}

/// Loads all that match `keyword`, as soon as that is wanted and they are not there; `again` counts how often they are wanted anew.
/// `agreed`: the person has said so, knowing how many they are. `changed`: those are read anew, and keep their places; where they cannot be
/// read, they stay as they were, with the time of the loading beside them.
#[hook]
pub fn use_load(desk: &Desk, keyword: Option<String>, agreed: bool, again: u32, changed: Changed) -> Loading {
    let loaded = use_state(|| None::<Rc<Loaded>>);
    let stage = use_state_eq(|| Stage::Still);
    let progress = use_state_eq(|| (0, 0));
    let work = use_mut_ref(|| None::<Work>);
    let switch = use_mut_ref(CancelToken::new);
    let task = use_task();
    let run = {
        let (api, loaded, stage, progress) = (desk.api.clone(), loaded.setter(), stage.setter(), progress.setter());
        let (work, switch, task) = (work.clone(), switch.clone(), task.clone());
        Callback::from(move |mut under_way: Work| {
            let Some(api) = api.clone() else { return };
            let (loaded, stage, progress, work) = (loaded.clone(), stage.clone(), progress.clone(), work.clone());
            let cancel = CancelToken::new();
            *switch.borrow_mut() = cancel.clone();
            progress.set((under_way.users.len(), under_way.source.total()));
            stage.set(Stage::Running);
            task.start(async move {
                let tell = |done, all| progress.set((done, all));
                let next = match under_way.read(&api, &cancel, &tell).await {
                    End::All => {
                        loaded.set(Some(Rc::new(under_way.finish())));
                        stage.set(Stage::Still);
                        return;
                    }
                    End::Asking => Stage::Asking,
                    End::Failed(error) if is_cancelled(&error) => Stage::Stopped,
                    End::Failed(error) => Stage::Failed(error),
                };
                *work.borrow_mut() = Some(under_way);
                stage.set(next);
            });
        })
    };
    {
        let (run, task, stage, work) = (run.clone(), task.clone(), stage.setter(), work.clone());
        let before = loaded.as_ref().map(|loaded| loaded.keyword.clone());
        let told = use_mut_ref(|| again);
        use_effect_with((keyword, again), move |(keyword, again)| {
            let is_anew = told.replace(*again) != *again;
            work.borrow_mut().take();
            match keyword {
                Some(keyword) if is_anew || before.as_ref() != Some(keyword) => {
                    run.emit(Work::new(keyword, agreed || is_anew));
                }
                _ => {
                    task.stop();
                    stage.set(Stage::Still);
                }
            }
        });
    }
    use_changed(desk, &loaded, changed);
    let go_on = {
        let work = work.clone();
        Callback::from(move |()| {
            let under_way = work.borrow_mut().take();
            if let Some(under_way) = under_way {
                run.emit(Work { agreed: true, ..under_way });
            }
        })
    };
    let stop = Callback::from(move |()| switch.borrow().cancel());
    let leave = {
        let stage = stage.setter();
        Callback::from(move |()| {
            work.borrow_mut().take();
            stage.set(Stage::Still);
        })
    };
    let (done, total) = *progress;
    Loading {
        stage: (*stage).clone(),
        progress: (done, wanted(total)),
        total,
        loaded: (*loaded).clone(),
        go_on,
        stop,
        leave,
    }
}

/// Reads anew who has changed.
#[hook]
fn use_changed(desk: &Desk, loaded: &UseStateHandle<Option<Rc<Loaded>>>, changed: Changed) {
    let task = use_task();
    let newest = use_mut_ref(|| None::<Rc<Loaded>>);
    newest.borrow_mut().clone_from(loaded);
    let (api, loaded) = (desk.api.clone(), loaded.setter());
    use_effect_with(changed, move |Changed(ids)| {
        let Some(api) = api.filter(|_| !ids.is_empty()) else { return };
        let ids = Rc::clone(ids);
        task.start(async move {
            let never = CancelToken::new();
            let mut now = Vec::new();
            for block in ids.chunks(LOADED_AT_ONCE) {
                let users = api.call(|client| {
                    let (block, options) = (block.to_vec(), options(&never));
                    async move { client.users().infos(&block, &options).await }
                });
                let Ok(users) = users.await else { break };
                now.extend(users);
            }
            // Others may have been loaded meanwhile.
            let next = newest.borrow().as_ref().and_then(|loaded| loaded.with(now));
            if let Some(next) = next {
                loaded.set(Some(Rc::new(next)));
            }
        });
    });
}

#[cfg(test)]
mod tests {
    use openim_api::UserId;

    use super::*;

    fn user(id: &str, nickname: &str) -> User {
        User { user_id: UserId::from(id), nickname: nickname.to_owned(), ..User::default() }
    }

    #[test]
    fn who_has_changed_keeps_the_place_and_is_found_by_the_new_name() {
        let users = vec![user("1", "Ann"), user("2", "Bea"), user("3", "Cem")];
        let lower = |text: &str| text.to_lowercase();
        let names = users.iter().map(|user| Names::of(user, lower)).collect();
        let loaded = Loaded {
            keyword: "a".to_owned(),
            users: Rc::new(users),
            names,
            total: 7,
            at_millis: 5,
            ranks: RefCell::new(HashMap::from([(("user", "en"), Rc::new(vec![0, 1, 2]))])),
        };
        assert!(loaded.with(vec![user("4", "Dora")]).is_none());
        let next = loaded.with(vec![user("2", "Zoe")]).unwrap();
        let nicknames: Vec<&str> = next.users.iter().map(|user| user.nickname.as_str()).collect();
        assert_eq!(nicknames, ["Ann", "Zoe", "Cem"]);
        assert!(next.names[1] == Names::of(&user("2", "Zoe"), lower));
        assert!(next.ranks.borrow().is_empty() && next.total == 7 && next.is_loaded_with(&loaded));
    }

    #[test]
    fn more_than_a_few_thousand_are_asked_about_first_unless_the_person_has_said_so() {
        assert!(!asks_first(ASKED_FIRST, false));
        assert!(asks_first(ASKED_FIRST + 1, false));
        assert!(!asks_first(ASKED_FIRST + 1, true));
    }

    #[test]
    fn no_more_are_loaded_than_the_limit() {
        assert_eq!(wanted(12), 12);
        assert_eq!(wanted(MOST_LOADED + 1), MOST_LOADED);
    }
}
