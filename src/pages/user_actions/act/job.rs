//! What is done to whom, and how each row ended.

use std::rc::Rc;

use openim_api::{Content, OutgoingMessage, Platform, UserId};
use openim_bulk::run::{Answer, Failure, Fault, Outcome, Policy, Run, Step, Stop};

use super::Deed;

/// So many users get a message in one request: servers send one after the other before they answer, and all of a request whose answer is
/// lost are unclear.
const MESSAGES: u32 = 50;
/// From so many users on the number is typed before it begins.
const TYPED: usize = 100;

/// What is done, with all that it needs.
#[derive(Clone, PartialEq, Debug)]
pub enum Act {
    /// Logged out on these platforms, a row for each.
    LogOut(Vec<Platform>),
    /// `globalRecvMsgOpt` becomes this.
    Receive(i32),
    /// This message is sent.
    Notice(Rc<OutgoingMessage>),
}

impl Act {
    /// Which it is.
    pub fn deed(&self) -> Deed {
        match self {
            Self::LogOut(_) => Deed::LogOut,
            Self::Receive(_) => Deed::Receive,
            Self::Notice(_) => Deed::Notice,
        }
    }

    fn policy(&self) -> Policy {
        match self {
            Self::LogOut(_) | Self::Receive(_) => Policy::EACH,
            Self::Notice(_) => Policy::once(MESSAGES),
        }
    }

    fn rows_of_user(&self) -> usize {
        match self {
            Self::LogOut(platforms) => platforms.len(),
            Self::Receive(_) | Self::Notice(_) => 1,
        }
    }

    /// What the message says.
    pub fn text(&self) -> &str {
        match self {
            Self::Notice(message) => match &message.content {
                Content::Notice(notice) => &notice.text,
                _ => "",
            },
            Self::LogOut(_) | Self::Receive(_) => "",
        }
    }
}

/// Where it stands.
#[derive(Clone, PartialEq, Debug)]
pub enum Stage {
    /// Requests are sent.
    Running,
    /// The next one waits until then, in milliseconds since 1970.
    Waiting(i64),
    /// Nothing is sent.
    Stopped(Stop),
    /// Each row has ended.
    Done,
}

/// How rows are told apart.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Sort {
    /// Done.
    Done,
    /// Refused or never answered.
    Failed,
    /// May have been done.
    Unclear,
    /// Not begun.
    Open,
}

/// A deed under way.
pub struct Job {
    act: Act,
    users: Rc<[UserId]>,
    left_out: Rc<[UserId]>,
    run: Run,
    is_sent: bool,
    stage: Stage,
}

impl Job {
    /// At its beginning; `left_out` are those it spares.
    pub fn new(act: Act, users: Rc<[UserId]>, left_out: Rc<[UserId]>, seed: u64) -> Self {
        let rows = users.len().saturating_mul(act.rows_of_user());
        let run = Run::new(u32::try_from(rows).unwrap_or(u32::MAX), act.policy(), seed);
        Self { act, users, left_out, run, is_sent: false, stage: Stage::Running }
    }

    /// What is done.
    pub fn act(&self) -> &Act {
        &self.act
    }

    /// Whose accounts are others by it.
    pub fn changed(&self) -> Rc<[UserId]> {
        match self.act {
            Act::Receive(_) => Rc::clone(&self.users),
            Act::LogOut(_) | Act::Notice(_) => Rc::default(),
        }
    }

    /// Who is spared.
    pub fn left_out(&self) -> &[UserId] {
        &self.left_out
    }

    /// Where it stands.
    pub fn stage(&self) -> &Stage {
        &self.stage
    }

    /// Would nothing be lost if it were left?
    pub fn is_over(&self) -> bool {
        matches!(self.stage, Stage::Done | Stage::Stopped(Stop::Cancelled))
    }

    /// The engine, to be asked.
    pub fn run(&self) -> &Run {
        &self.run
    }

    /// The rows of the next request, which is to be sent; none: there is none now, see [`Job::stage`].
    pub fn next(&mut self, now_millis: i64) -> Option<Vec<u32>> {
        self.stage = match self.run.next(now_millis) {
            // Nothing asks which accounts there are: that is for registering.
            Step::Send(rows) | Step::Check(rows) => {
                self.is_sent = true;
                self.stage = Stage::Running;
                return Some(rows);
            }
            Step::Wait { until_millis } => Stage::Waiting(until_millis),
            Step::Stopped(stop) => Stage::Stopped(stop),
            Step::Done => Stage::Done,
            Step::Underway => Stage::Running,
        };
        None
    }

    /// Tells what came of the request.
    pub fn answered(&mut self, answer: Answer, now_millis: i64) {
        self.is_sent = false;
        self.run.answered(answer, now_millis);
    }

    /// Nobody looks after it any more: what was on its way may have arrived.
    pub fn interrupted(&mut self, now_millis: i64) {
        if self.stage == Stage::Done {
            return;
        }
        if self.is_sent {
            let fault = Fault { failure: Failure::Lost, err_code: None, operation_id: None };
            self.answered(Answer::Failed { fault, retry_after_millis: None }, now_millis);
        }
        self.run.pause();
        self.next(now_millis);
    }

    /// No more requests for now.
    pub fn pause(&mut self) {
        self.run.pause();
    }

    /// No more requests.
    pub fn cancel(&mut self) {
        self.run.cancel();
    }

    /// Goes on where it stopped; `again`: with those that failed, too.
    pub fn go_on(&mut self, again: bool) {
        if again {
            self.run.retry();
        } else {
            self.run.go_on();
        }
        self.stage = Stage::Running;
    }

    /// Whom a row is about, and where.
    pub fn row(&self, row: u32) -> Option<(&UserId, Option<Platform>)> {
        match &self.act {
            Act::LogOut(platforms) => {
                let (row, width) = (row as usize, platforms.len());
                let user = self.users.get(row.checked_div(width)?)?;
                Some((user, platforms.get(row.checked_rem(width)?).copied()))
            }
            Act::Receive(_) | Act::Notice(_) => self.users.get(row as usize).map(|user| (user, None)),
        }
    }

    /// Which rows are of this kind; none: all.
    pub fn rows(&self, sort: Option<Sort>) -> Vec<u32> {
        let all = 0..self.run.progress().rows;
        all.filter(|row| sort.is_none_or(|sort| self.sort(*row) == sort)).collect()
    }

    /// How a row ended, roughly.
    pub fn sort(&self, row: u32) -> Sort {
        match self.run.outcome(row) {
            Some(Outcome::Done | Outcome::Presumed | Outcome::Existed) => Sort::Done,
            Some(Outcome::Refused(_) | Outcome::Failed(_)) => Sort::Failed,
            Some(Outcome::Unclear(_)) => Sort::Unclear,
            Some(Outcome::NotTried) | None => Sort::Open,
        }
    }

    /// What went wrong with a row.
    pub fn fault(&self, row: u32) -> Option<&Fault> {
        match self.run.outcome(row)? {
            Outcome::Refused(fault) | Outcome::Failed(fault) | Outcome::Unclear(fault) => Some(fault),
            Outcome::Done | Outcome::Presumed | Outcome::Existed | Outcome::NotTried => None,
        }
    }

    /// The head of the file.
    pub const HEAD: [&'static str; 5] = ["userID", "platformID", "result", "errCode", "operationID"];

    /// The rows of the file: those of this kind; with all of them also those who were spared.
    pub fn file(&self, sort: Option<Sort>) -> Vec<Vec<String>> {
        let spared = if sort.is_none() { self.left_out() } else { &[] };
        let spared = spared.iter().map(|user| {
            let [platform, code, operation] = [(); 3].map(|()| String::new());
            vec![user.as_str().to_owned(), platform, "protected".to_owned(), code, operation]
        });
        self.rows(sort).into_iter().map(|row| self.cells(row)).chain(spared).collect()
    }

    /// A row of the file, in the API's words and numbers.
    fn cells(&self, row: u32) -> Vec<String> {
        let Some((user, platform)) = self.row(row) else { return Vec::new() };
        let result = match self.sort(row) {
            Sort::Done => "done",
            Sort::Failed => "failed",
            Sort::Unclear => "unclear",
            Sort::Open => "not tried",
        };
        let fault = self.fault(row);
        let code = fault.and_then(|fault| fault.err_code).map(|code| code.to_string());
        let operation = fault.and_then(|fault| fault.operation_id.as_ref()).map(|id| id.as_str().to_owned());
        vec![
            user.as_str().to_owned(),
            platform.map(|platform| platform.id().to_string()).unwrap_or_default(),
            result.to_owned(),
            code.unwrap_or_default(),
            operation.unwrap_or_default(),
        ]
    }
}

/// Must the number be typed before it begins?
pub fn is_typed(users: usize) -> bool {
    users >= TYPED
}

/// Is it the number that was typed? With or without what groups its digits.
pub fn fits(typed: &str, users: usize) -> bool {
    let digits: String = typed.chars().filter(|of| !of.is_whitespace() && !matches!(of, ',' | '.' | '\'')).collect();
    digits == users.to_string()
}

#[cfg(test)]
mod tests {
    use super::*;
    use openim_api::{OperationId, SystemNotice};

    fn users(number: usize) -> Rc<[UserId]> {
        (0..number).map(|number| UserId::from(format!("u{number}"))).collect()
    }

    fn fault(failure: Failure) -> Answer {
        let fault = Fault { failure, err_code: Some(1004), operation_id: Some(OperationId::from("oic-7")) };
        Answer::Failed { fault, retry_after_millis: None }
    }

    fn notice(number: usize) -> Job {
        let notice = SystemNotice { text: "Hello".to_owned(), ..SystemNotice::default() };
        let message = OutgoingMessage::new("sys".into(), Content::Notice(notice));
        Job::new(Act::Notice(Rc::new(message)), users(number), Rc::default(), 1)
    }

    #[test]
    fn each_platform_of_each_user_is_a_row_of_its_own() {
        let act = Act::LogOut(vec![Platform::IOS, Platform::WEB]);
        let mut job = Job::new(act, users(2), Rc::default(), 1);
        let mut seen = Vec::new();
        while let Some(rows) = job.next(0) {
            for row in &rows {
                let (user, platform) = job.row(*row).unwrap();
                seen.push((user.as_str().to_owned(), platform.unwrap().id()));
            }
            job.answered(Answer::Done, 0);
        }
        assert_eq!(seen, [("u0", 1), ("u0", 5), ("u1", 1), ("u1", 5)].map(|(user, id)| (user.to_owned(), id)));
        assert_eq!((job.stage(), job.row(4)), (&Stage::Done, None));
    }

    #[test]
    fn a_message_whose_answer_is_lost_is_unclear_and_never_sent_again() {
        let mut job = notice(120);
        assert_eq!(job.next(0).unwrap().len(), 50);
        job.answered(fault(Failure::Lost), 0);
        let mut sent = Vec::new();
        let mut now = 0;
        loop {
            match job.next(now) {
                Some(rows) => {
                    sent.extend(rows);
                    job.answered(Answer::Done, now);
                }
                None => match job.stage() {
                    Stage::Waiting(until) => now = *until,
                    _ => break,
                },
            }
        }
        assert_eq!((sent.len(), sent.iter().min()), (70, Some(&50)));
        assert_eq!(job.rows(Some(Sort::Unclear)), (0..50).collect::<Vec<_>>());
        job.go_on(true);
        assert_eq!((job.next(now), job.stage()), (None, &Stage::Done));
        assert_eq!(job.cells(0), ["u0", "", "unclear", "1004", "oic-7"]);
    }

    #[test]
    fn a_message_under_way_when_the_page_is_left_is_unclear_and_the_rest_can_go_on() {
        let mut job = notice(60);
        job.next(0);
        job.interrupted(0);
        assert_eq!(job.stage(), &Stage::Stopped(Stop::Paused));
        assert_eq!((job.rows(Some(Sort::Unclear)).len(), job.rows(Some(Sort::Open)).len()), (50, 10));
        job.go_on(false);
        let mut now = 0;
        let rest = loop {
            match (job.next(now), job.stage()) {
                (Some(rows), _) => break rows,
                (None, Stage::Waiting(until)) => now = *until,
                (None, stage) => panic!("{stage:?}"),
            }
        };
        assert_eq!(rest, (50..60).collect::<Vec<_>>());
    }

    #[test]
    fn refused_rows_are_told_with_code_and_operation_and_alone_are_tried_again() {
        let mut job = Job::new(Act::Receive(2), users(3), Rc::default(), 1);
        for answer in [Answer::Done, fault(Failure::Refused), Answer::Done] {
            job.next(0);
            job.answered(answer, 0);
        }
        assert_eq!(job.next(0), None);
        assert_eq!(job.rows(Some(Sort::Failed)), [1]);
        assert_eq!(job.cells(1), ["u1", "", "failed", "1004", "oic-7"]);
        assert_eq!(job.cells(2), ["u2", "", "done", "", ""]);
        job.go_on(true);
        assert_eq!(job.next(0), Some(vec![1]));
    }

    #[test]
    fn a_file_of_everybody_has_those_who_were_spared_too() {
        let mut job = Job::new(Act::Receive(1), users(1), [UserId::from("svc_1")].into(), 1);
        job.next(0);
        job.answered(Answer::Done, 0);
        assert_eq!(job.file(None), [["u0", "", "done", "", ""], ["svc_1", "", "protected", "", ""]]);
        assert_eq!(job.file(Some(Sort::Done)), [["u0", "", "done", "", ""]]);
    }

    #[test]
    fn what_is_cancelled_is_told_as_not_tried_and_can_go_on_all_the_same() {
        let mut job = Job::new(Act::Receive(0), users(3), Rc::default(), 1);
        job.next(0);
        job.cancel();
        job.answered(Answer::Done, 0);
        assert_eq!((job.next(0), job.stage()), (None, &Stage::Stopped(Stop::Cancelled)));
        assert_eq!((job.rows(Some(Sort::Done)), job.rows(Some(Sort::Open))), (vec![0], vec![1, 2]));
        job.go_on(false);
        assert_eq!(job.next(0), Some(vec![1]));
    }

    #[test]
    fn the_number_is_typed_from_a_hundred_on() {
        assert!(!is_typed(99) && is_typed(100));
        assert!(fits("1234", 1_234) && fits(" 1,234 ", 1_234) && fits("1.234", 1_234));
        assert!(!fits("", 100) && !fits("10", 100) && !fits("1000", 100) && !fits("100 users", 100));
    }
}
