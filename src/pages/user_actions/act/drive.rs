//! Sending what comes next, one request after the other. What is under way is kept by the [`Environment`] until its drawer is closed: the
//! end of a session takes every page away, and after signing in again it can go on.

use std::any::Any;
use std::cell::{Cell, RefCell};
use std::collections::HashSet;
use std::future::Future;
use std::rc::Rc;

use gloo_timers::future::TimeoutFuture;
use openim_api::{ApiError, BaseUrl, CallOptions, CancelToken, SentToMany, UserId};
use openim_bulk::run::{Answer, Failure, Fault};
use yew::prelude::*;

use super::job::{Act, Job, Stage};
use crate::browser;
use crate::desk::Desk;
use crate::environment::Environment;
use crate::hooks::{Task, use_task};
use crate::pages::user_actions::source::options;
use crate::session::Api;

/// It is drawn anew so often at most: a server may answer five hundred times a second.
const DRAW_MILLIS: i64 = 150;
/// While it waits, the seconds that are left are drawn so often.
const TICK_MILLIS: u32 = 1_000;

/// A deed that may outlive its drawer.
pub struct Kept {
    /// Where, and in whose name.
    whose: (BaseUrl, UserId),
    /// The deed.
    pub job: RefCell<Job>,
}

fn whose(desk: &Desk) -> Option<(BaseUrl, UserId)> {
    desk.session.state.signed_in().map(|session| (session.server.clone(), session.admin.clone()))
}

/// A deed that begins.
pub fn begin(desk: &Desk, job: Job) -> Option<Rc<Kept>> {
    Some(Rc::new(Kept { whose: whose(desk)?, job: RefCell::new(job) }))
}

/// What was under way here when the session ended; what belongs to somebody else is forgotten.
pub fn take_up(desk: &Desk) -> Option<Rc<Kept>> {
    let shut = desk.environment.unfinished.borrow().clone()?;
    let kept = shut.downcast::<Kept>().ok().filter(|kept| whose(desk).is_some_and(|whose| whose == kept.whose));
    match &kept {
        Some(kept) => kept.job.borrow_mut().interrupted(browser::now_millis()),
        None => forget(&desk.environment),
    }
    kept
}

/// It is over.
pub fn forget(environment: &Environment) {
    environment.unfinished.replace(None);
}

/// What can be done with a deed under way.
#[derive(Clone)]
pub struct Drive {
    environment: Environment,
    api: Option<Api>,
    task: Task,
    draw: UseForceUpdateHandle,
    /// Nothing is on its way: it may be begun anew at once.
    rests: Rc<Cell<bool>>,
}

impl Drive {
    /// Sends what comes next, until nothing does.
    pub fn start(&self, kept: &Rc<Kept>) {
        let Some(api) = self.api.clone() else { return };
        let (kept, draw, rests) = (Rc::clone(kept), self.draw.clone(), Rc::clone(&self.rests));
        let environment = self.environment.clone();
        let shut: Rc<dyn Any> = kept.clone();
        environment.unfinished.replace(Some(shut));
        self.task.start(async move {
            rests.set(false);
            let mut drawn = 0;
            loop {
                let now = browser::now_millis();
                let next = kept.job.borrow_mut().next(now);
                if let Some(rows) = next {
                    let answer = send(&api, &kept.job, &rows).await;
                    kept.job.borrow_mut().answered(answer, browser::now_millis());
                } else {
                    let stage = kept.job.borrow().stage().clone();
                    let Stage::Waiting(until) = stage else { break };
                    draw.force_update();
                    rests.set(true);
                    let left = u32::try_from(until.saturating_sub(now)).unwrap_or(u32::MAX);
                    // Not all at once: the seconds that are left are shown.
                    TimeoutFuture::new(left.clamp(1, TICK_MILLIS)).await;
                    rests.set(false);
                }
                let now = browser::now_millis();
                if now.saturating_sub(drawn) >= DRAW_MILLIS {
                    drawn = now;
                    draw.force_update();
                }
            }
            if kept.job.borrow().is_over() {
                forget(&environment);
            }
            rests.set(true);
            draw.force_update();
        });
    }

    /// No more requests for now, or at all.
    pub fn stop(&self, kept: &Rc<Kept>, for_good: bool) {
        {
            let mut job = kept.job.borrow_mut();
            if for_good { job.cancel() } else { job.pause() }
        }
        // What is on its way is waited for; a wait is not.
        if self.rests.get() {
            self.start(kept);
        }
        self.draw.force_update();
    }

    /// Goes on; `again`: with those that failed, too.
    pub fn go_on(&self, kept: &Rc<Kept>, again: bool) {
        kept.job.borrow_mut().go_on(again);
        if self.rests.get() {
            self.start(kept);
        }
        self.draw.force_update();
    }
}

/// For one drawer.
#[hook]
pub fn use_drive(desk: &Desk) -> Drive {
    let (task, draw) = (use_task(), use_force_update());
    let rests = use_memo((), |()| Rc::new(Cell::new(true)));
    Drive { environment: desk.environment.clone(), api: desk.api.clone(), task, draw, rests: Rc::clone(&rests) }
}

async fn send(api: &Api, job: &RefCell<Job>, rows: &[u32]) -> Answer {
    let (act, of) = {
        let job = job.borrow();
        let of: Vec<_> =
            rows.iter().filter_map(|row| job.row(*row).map(|(user, on)| (*row, user.clone(), on))).collect();
        (job.act().clone(), of)
    };
    let first = of.first().cloned();
    let outcome = match (&act, first) {
        (Act::LogOut(_), Some((_, user, Some(platform)))) => {
            done(api.call(|client| {
                let user = user.clone();
                async move { client.auth().force_logout(&user, platform, &CallOptions::default()).await }
            }))
            .await
        }
        (Act::Receive(option), Some((_, user, _))) => {
            let option = *option;
            done(api.call(|client| {
                let user = user.clone();
                async move { client.users().set_global_recv_opt(&user, option, &CallOptions::default()).await }
            }))
            .await
        }
        (Act::Notice(message), Some(_)) => {
            let users: Vec<UserId> = of.iter().map(|(_, user, _)| user.clone()).collect();
            let patient = options(&CancelToken::new());
            let sent = api.call(|client| {
                let (message, users, patient) = (Rc::clone(message), users.clone(), patient.clone());
                async move { client.msg().send_to_many(&message, &users, &patient).await }
            });
            sent.await.map(|sent| delivered(&of.iter().map(|(row, user, _)| (*row, user)).collect::<Vec<_>>(), sent))
        }
        _ => Ok(Answer::Done),
    };
    outcome.unwrap_or_else(|error| Answer::of(&error))
}

async fn done(call: impl Future<Output = Result<(), ApiError>>) -> Result<Answer, ApiError> {
    call.await.map(|()| Answer::Done)
}

/// Who got it, and who did not.
fn delivered(of: &[(u32, &UserId)], sent: SentToMany) -> Answer {
    let failed: HashSet<UserId> = sent.failed.into_iter().collect();
    if failed.is_empty() {
        return Answer::Done;
    }
    let rows = of.iter().filter(|(_, user)| failed.contains(*user)).map(|(row, _)| *row).collect();
    Answer::DoneBut(rows, Fault { failure: Failure::Refused, err_code: None, operation_id: sent.operation_id })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn those_whom_the_server_names_did_not_get_it() {
        let users = ["a", "b", "c"].map(UserId::from);
        let of: Vec<(u32, &UserId)> = (5..).zip(&users).collect();
        let sent = |failed: &[&str]| SentToMany {
            sent: Vec::new(),
            failed: failed.iter().map(|id| UserId::from(*id)).collect(),
            operation_id: Some("oic-1".into()),
        };
        assert_eq!(delivered(&of, sent(&[])), Answer::Done);
        let Answer::DoneBut(rows, fault) = delivered(&of, sent(&["c", "a"])) else { panic!("nobody is missing") };
        assert_eq!((rows, fault.operation_id), (vec![5, 7], Some("oic-1".into())));
    }
}
