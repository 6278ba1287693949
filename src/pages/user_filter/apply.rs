//! A filter on what is loaded: which of it, in which order. In pieces; asks the server for nothing but who is online.

use std::cell::RefCell;
use std::collections::HashMap;
use std::rc::Rc;

use openim_api::{ApiError, CancelToken, UserId};
use yew::prelude::*;

use super::language::{Condition, Filter};
use super::load::Loaded;
use super::matching::{Around, Key, Online, Ready, key, sort};
use super::pace::{Pace, STEPS};
use crate::browser::{self, collate, format};
use crate::desk::Desk;
use crate::hooks::use_task;
use crate::pages::list_options::{ASKED_FIRST, Column};
use crate::pages::user_actions::Held;
use crate::pages::user_actions::source::options;
use crate::session::Api;

/// Users in one call: more are refused up to v3.8.0.
const BLOCK: usize = 500;
/// What the browser knows.
const AROUND: Around = Around { lower: collate::lower, day_start: |day| format::day_start(&day.to_string()) };

/// What came of it.
#[derive(Clone, PartialEq)]
pub struct Applied {
    /// Of this filter.
    pub filter: Filter,
    /// Who is let through, in order.
    pub held: Held,
    /// Another number where others may be let through; the order alone changes nothing.
    pub members: u32,
    /// When it was asked who is online, where it was.
    pub asked_at: Option<i64>,
}

impl Applied {
    /// Is it what this filter lets through of what is loaded now?
    pub fn is_of(&self, filter: &Filter, loaded: &Loaded) -> bool {
        self.filter == *filter && self.held.is_of(&loaded.users)
    }
}

/// How it stands.
#[derive(Clone, Debug, PartialEq)]
pub enum Stage {
    /// It is applied, or there is nothing to apply it to.
    Still,
    /// Under way.
    Working,
    /// It is being asked who is online: so many, of so many.
    AskingOnline(usize, usize),
    /// Who is online would be asked of so many.
    MayAsk(usize),
    /// Who is online could not be read.
    Failed(ApiError),
}

/// A filter being applied.
pub struct Applying {
    /// How it stands.
    pub stage: Stage,
    /// What came of the last one.
    pub applied: Option<Applied>,
    /// Asks who is online, however many they are; goes on after a failure.
    pub go_on: Callback<()>,
    /// Asks that anew.
    pub ask_again: Callback<()>,
}

/// What is known of who is online.
#[derive(Default)]
struct Known {
    online: Online,
    asked_at: Option<i64>,
}

struct Job {
    api: Api,
    loaded: Rc<Loaded>,
    filter: Filter,
    language: &'static str,
    known: Rc<RefCell<Known>>,
    agreed: bool,
}

enum Problem {
    MayAsk(usize),
    Failed(ApiError),
}

impl Job {
    async fn run(&self, tell: &dyn Fn(usize, usize)) -> Result<Vec<u32>, Problem> {
        let pace = Pace::new();
        let ready = Ready::new(&self.filter, AROUND);
        let mut places = self.pass(&ready, &pace).await;
        if self.filter.asks_online() {
            self.ask(&places, tell).await?;
            places = self.pass(&ready, &pace).await;
        }
        if let Some(wanted) = self.filter.sort {
            sort(&mut places, &self.keys(wanted.column, &pace).await, wanted.descending);
        }
        Ok(places)
    }

    /// Those that are let through, as far as it is known.
    async fn pass(&self, ready: &Ready, pace: &Pace) -> Vec<u32> {
        let mut places = Vec::new();
        let mut place = 0_u32;
        for (users, names) in self.loaded.users.chunks(STEPS).zip(self.loaded.names.chunks(STEPS)) {
            for (user, names) in users.iter().zip(names) {
                let known = self.known.borrow();
                let online = known.online.get(user.user_id.as_str()).map(|platforms| !platforms.is_empty());
                if ready.accepts(user, names, online) {
                    places.push(place);
                }
                place += 1;
            }
            pace.rest().await;
        }
        places
    }

    async fn ask(&self, places: &[u32], tell: &dyn Fn(usize, usize)) -> Result<(), Problem> {
        let ids = places.iter().filter_map(|place| self.loaded.users.get(*place as usize)).map(|user| &user.user_id);
        let unknown: Vec<UserId> = {
            let known = self.known.borrow();
            ids.filter(|id| !known.online.contains_key(id.as_str())).cloned().collect()
        };
        if unknown.len() > ASKED_FIRST && !self.agreed {
            return Err(Problem::MayAsk(unknown.len()));
        }
        for (block, number) in unknown.chunks(BLOCK).zip(0_usize..) {
            tell(number * BLOCK, unknown.len());
            let never = CancelToken::new();
            let found = self.api.call(|client| {
                let (block, options) = (block.to_vec(), options(&never));
                async move { client.users().presence(&block, &options).await }
            });
            let found = found.await.map_err(Problem::Failed)?;
            let mut known = self.known.borrow_mut();
            // Of whom nothing is said is not online.
            known.online.extend(block.iter().map(|id| (id.as_str().to_owned(), Vec::new())));
            known.online.extend(found.into_iter().map(|of| (of.user_id.as_str().to_owned(), of.platforms)));
            known.asked_at.get_or_insert_with(browser::now_millis);
        }
        Ok(())
    }

    async fn keys(&self, column: Column, pace: &Pace) -> Rc<Vec<i64>> {
        let users = &self.loaded.users;
        match key(column) {
            Key::Number(number) => Rc::new(users.iter().map(number).collect()),
            Key::Online => {
                let known = self.known.borrow();
                let count = |id: &UserId| known.online.get(id.as_str()).map_or(0, Vec::len);
                Rc::new(users.iter().map(|user| i64::try_from(count(&user.user_id)).unwrap_or_default()).collect())
            }
            Key::Text(text) => {
                let name = (column.word(), self.language);
                if let Some(ranks) = self.loaded.ranks.borrow().get(&name) {
                    return Rc::clone(ranks);
                }
                let texts: Vec<&str> = users.iter().map(text).collect();
                let ranks = Rc::new(ranks(&texts, self.language, pace).await);
                self.loaded.ranks.borrow_mut().insert(name, Rc::clone(&ranks));
                ranks
            }
        }
    }
}

/// The place of each text among all of them, equal texts having the same.
async fn ranks(texts: &[&str], language: &str, pace: &Pace) -> Vec<i64> {
    let mut distinct = texts.to_vec();
    distinct.sort_unstable();
    distinct.dedup();
    pace.rest().await;
    let sorted = collate::sorted_in_pieces(&distinct, language, || pace.rest()).await;
    let sorted = sorted.unwrap_or_else(|| distinct.iter().map(ToString::to_string).collect());
    let mut places = HashMap::with_capacity(sorted.len());
    for (piece, number) in sorted.chunks(STEPS).zip(0_usize..) {
        let first = i64::try_from(number * STEPS).unwrap_or_default();
        places.extend(piece.iter().map(String::as_str).zip(first..));
        pace.rest().await;
    }
    let mut ranks = Vec::with_capacity(texts.len());
    for piece in texts.chunks(STEPS) {
        ranks.extend(piece.iter().map(|text| places.get(text).copied().unwrap_or_default()));
        pace.rest().await;
    }
    ranks
}

/// Applies the filter to what is loaded, whenever one of them changes. No filter: nothing is done, and what came of the last one is kept.
#[hook]
pub fn use_apply(desk: &Desk, loaded: Option<Rc<Loaded>>, filter: Option<Filter>) -> Applying {
    let applied = use_state(|| None::<Applied>);
    let stage = use_state_eq(|| Stage::Still);
    let known = use_mut_ref(Known::default);
    // How often it was asked anew, and how often the person wanted it to go on.
    let asked = use_state_eq(|| (0_u32, 0_u32));
    let task = use_task();
    {
        let (applied, stage, api) = (applied.setter(), stage.setter(), desk.api.clone());
        let language = desk.appearance.language.tag();
        let members = use_mut_ref(|| (0_u32, None::<(Rc<Loaded>, Vec<Condition>, u32)>));
        let agreed_to = use_mut_ref(|| 0_u32);
        use_effect_with((loaded, filter, *asked, language), move |(loaded, filter, (again, agreed), language)| {
            let (Some(api), Some(loaded), Some(filter)) = (api, loaded.clone(), filter.clone()) else {
                task.stop();
                return;
            };
            let of = (Rc::clone(&loaded), filter.conditions.clone(), *again);
            let mut newest = members.borrow_mut();
            let is_fresh =
                newest.1.as_ref().is_some_and(|(before, _, asked)| !before.is_loaded_with(&loaded) || asked != again);
            if is_fresh {
                *known.borrow_mut() = Known::default();
            }
            // Who was selected stays selected where one of them is another now.
            let is_same = newest.1.as_ref().is_some_and(|before| !is_fresh && before.1 == of.1);
            *newest = (newest.0.wrapping_add(u32::from(!is_same)), Some(of));
            let members = newest.0;
            let job = Job {
                api,
                loaded,
                filter,
                language,
                known: known.clone(),
                agreed: agreed_to.replace(*agreed) != *agreed,
            };
            let (applied, stage) = (applied.clone(), stage.clone());
            stage.set(Stage::Working);
            task.start(async move {
                let tell = |done, all| stage.set(Stage::AskingOnline(done, all));
                let next = match job.run(&tell).await {
                    Ok(places) => {
                        let held = Held::new(Rc::clone(&job.loaded.users), places.into());
                        let asked_at = job.known.borrow().asked_at.filter(|_| job.filter.asks_online());
                        applied.set(Some(Applied { filter: job.filter, held, members, asked_at }));
                        Stage::Still
                    }
                    Err(Problem::MayAsk(users)) => Stage::MayAsk(users),
                    Err(Problem::Failed(error)) => Stage::Failed(error),
                };
                stage.set(next);
            });
        });
    }
    let step = |next: (u32, u32)| {
        let asked = asked.setter();
        Callback::from(move |()| asked.set(next))
    };
    let (again, agreed) = *asked;
    Applying {
        stage: (*stage).clone(),
        applied: (*applied).clone(),
        go_on: step((again, agreed.wrapping_add(1))),
        ask_again: step((again.wrapping_add(1), agreed.wrapping_add(1))),
    }
}
