//! The run against a simulated server; what it promises, as sentences and as properties.

mod properties;
mod server;

use openim_api::{ApiError, Detail, ErrorClass, ErrorKind, Refusal};

use self::server::{Server, Who, fault};
use super::*;

fn failed(failure: Failure) -> Answer {
    Answer::Failed { fault: fault(failure), retry_after_millis: None }
}

fn to_send(run: &mut Run, now: i64) -> Vec<u32> {
    loop {
        match run.next(now) {
            Step::Check(_) => run.answered(Answer::Checked(vec![]), now),
            Step::Send(rows) => return rows,
            other => panic!("{other:?}"),
        }
    }
}

#[test]
fn a_hundred_thousand_rows_take_two_hundred_requests() {
    let mut server = Server::new(100_000);
    let run = server.finish(Run::new(100_000, Policy::REGISTER, 1));
    assert_eq!(run.progress().requests, 200);
    assert_eq!(run.progress().counts.done, 100_000);
}

#[test]
fn whoever_has_just_been_asked_about_is_not_asked_about_again() {
    let mut server = Server::new(100_000);
    let run = server.finish(Run::new(100_000, Policy::REGISTER, 1).knowing_all_free());
    assert_eq!((run.progress().requests, run.progress().counts.done), (100, 100_000));
    // Somebody was faster: that costs a question.
    let mut server = Server::new(2_000);
    server.by[1_500] = Who::Other;
    let run = server.finish(Run::new(2_000, Policy::REGISTER, 1).knowing_all_free());
    assert_eq!((run.progress().requests, run.progress().counts.existed), (4, 1));
}

#[test]
fn who_is_there_already_is_left_out() {
    let mut server = Server::new(3000);
    (0..3000).step_by(3).for_each(|row| server.by[row] = Who::Other);
    let run = server.finish(Run::new(3000, Policy::REGISTER, 1));
    assert_eq!((run.progress().counts.existed, run.progress().counts.done), (1000, 2000));
    assert_eq!(run.outcome(3), Some(Outcome::Existed));
    assert!(run.progress().requests <= 6, "{}", run.progress().requests);
}

#[test]
fn a_block_that_was_lost_after_it_was_done_is_presumed_ours() {
    let mut run = Run::new(10, Policy::REGISTER, 1);
    let rows = to_send(&mut run, 0);
    run.answered(failed(Failure::Lost), 0);
    let Step::Wait { until_millis } = run.next(0) else { panic!() };
    assert_eq!(run.next(until_millis), Step::Check(rows.clone()));
    run.answered(Answer::Checked(rows), until_millis);
    assert_eq!(run.next(until_millis), Step::Done);
    assert_eq!(run.progress().counts.presumed, 10);
}

#[test]
fn a_lost_row_that_is_refused_later_is_asked_about_before_it_ends() {
    let mut run = Run::new(1, Policy::REGISTER, 1);
    to_send(&mut run, 0);
    run.answered(failed(Failure::Lost), 0);
    to_send(&mut run, 100_000);
    run.answered(failed(Failure::Refused), 100_000);
    assert_eq!(run.next(100_000), Step::Check(vec![0]));
    run.answered(Answer::Checked(vec![0]), 100_000);
    assert_eq!(run.outcome(0), Some(Outcome::Presumed));
}

#[test]
fn a_race_with_another_client_costs_one_question() {
    let mut server = Server::new(1000);
    let mut run = Run::new(1000, Policy::REGISTER, 1);
    to_send(&mut run, 0);
    server.by[500] = Who::Other;
    run.answered(failed(Failure::Taken), 0);
    let run = server.finish(run);
    assert_eq!((run.progress().counts.existed, run.progress().counts.done), (1, 999));
    assert_eq!(run.progress().requests, 4);
}

#[test]
fn waits_grow_and_the_seventh_failure_in_a_row_stops_it() {
    let mut run = Run::new(10, Policy::REGISTER, 7);
    let mut now = 0;
    let mut waits = Vec::new();
    loop {
        match run.next(now) {
            Step::Check(_) => run.answered(failed(Failure::Busy), now),
            Step::Wait { until_millis } => {
                waits.push(until_millis - now);
                now = until_millis;
            }
            other => {
                assert_eq!(other, Step::Stopped(Stop::Interrupted(fault(Failure::Busy))));
                break;
            }
        }
    }
    assert_eq!(waits.len(), 6);
    assert!(
        waits.iter().zip([1000, 2000, 4000, 8000, 16_000, 32_000]).all(|(wait, least)| *wait >= least),
        "{waits:?}"
    );
    assert!(waits.iter().all(|wait| *wait <= 120_000));
    run.go_on();
    assert!(matches!(run.next(now), Step::Check(_)));
}

#[test]
fn two_tabs_do_not_come_back_together() {
    let wait = |seed| {
        let mut run = Run::new(10, Policy::REGISTER, seed);
        run.next(0);
        run.answered(failed(Failure::Busy), 0);
        run.next(0)
    };
    assert_ne!(wait(1), wait(2));
    assert_eq!(wait(1), wait(1));
}

#[test]
fn retry_after_is_honoured_up_to_a_minute() {
    for (asked, least) in [(30_000, 30_000), (u32::MAX, 60_000)] {
        let mut run = Run::new(10, Policy::REGISTER, 1);
        run.next(0);
        run.answered(Answer::Failed { fault: fault(Failure::Busy), retry_after_millis: Some(asked) }, 0);
        assert_eq!(run.next(0), Step::Wait { until_millis: least });
        assert!(matches!(run.next(least), Step::Check(_)));
    }
}

#[test]
fn a_clock_that_is_put_back_makes_no_wait_longer() {
    let mut run = Run::new(10, Policy::REGISTER, 1);
    run.next(10_000_000);
    run.answered(failed(Failure::Busy), 10_000_000);
    let Step::Wait { until_millis } = run.next(0) else { panic!() };
    assert!(until_millis <= 2000);
}

#[test]
fn the_end_of_the_session_and_a_bar_stop_it_at_once_and_it_can_go_on() {
    for (failure, stop) in [
        (Failure::SessionEnded, Stop::SessionEnded(fault(Failure::SessionEnded))),
        (Failure::Barred, Stop::Barred(fault(Failure::Barred))),
    ] {
        let mut run = Run::new(10, Policy::REGISTER, 1);
        let rows = to_send(&mut run, 0);
        run.answered(failed(failure), 0);
        assert_eq!(run.next(0), Step::Stopped(stop));
        run.go_on();
        assert_eq!(run.next(0), Step::Send(rows));
    }
}

#[test]
fn blocks_become_smaller_after_a_time_out_and_larger_again() {
    let mut run = Run::new(100_000, Policy::REGISTER, 1);
    assert_eq!(to_send(&mut run, 0).len(), 1000);
    run.answered(failed(Failure::TimedOut), 0);
    let mut sizes = Vec::new();
    for now in 1..60 {
        sizes.push(to_send(&mut run, now * 100_000).len());
        run.answered(Answer::Done, now * 100_000);
    }
    assert_eq!((sizes[0], sizes.last().copied()), (500, Some(1000)));
}

#[test]
fn a_row_that_is_always_lost_fails_alone_and_the_others_pass() {
    for poison in [0, 999, 1999] {
        let mut server = Server::new(2000);
        server.poison = Some(poison);
        let run = server.finish(Run::new(2000, Policy::REGISTER, 1));
        assert!(matches!(run.outcome(poison), Some(Outcome::Failed(_))));
        assert_eq!((run.progress().counts.done, run.progress().counts.failed), (1999, 1));
    }
}

/// Sends are lost before they are done, or stumbled over, while questions are answered.
#[test]
fn a_server_that_registers_nobody_stops_the_run() {
    for failure in [Failure::Lost, Failure::TimedOut, Failure::Stumbled] {
        let mut run = Run::new(100_000, Policy::REGISTER, 1);
        let mut now = 0;
        let stop = loop {
            match run.next(now) {
                Step::Check(_) => run.answered(Answer::Checked(vec![]), now),
                Step::Send(_) => run.answered(failed(failure), now),
                Step::Wait { until_millis } => now = until_millis,
                Step::Stopped(stop) => break stop,
                other => panic!("{other:?}"),
            }
        };
        assert_eq!(stop, Stop::Interrupted(fault(failure)));
        let Progress { requests, left, .. } = run.progress();
        assert!(requests < 100 && left > 99_960, "{requests} {left}");
    }
}

#[test]
fn cancelled_rows_end_as_not_tried_after_the_answer_on_its_way() {
    let mut run = Run::new(3000, Policy::REGISTER, 1);
    to_send(&mut run, 0);
    run.cancel();
    assert_eq!(run.next(0), Step::Underway);
    assert_eq!((run.outcome(0), run.outcome(1000)), (None, Some(Outcome::NotTried)));
    run.answered(Answer::Done, 0);
    assert_eq!((run.outcome(0), run.outcome(1000)), (Some(Outcome::Done), Some(Outcome::NotTried)));
    assert_eq!(run.next(0), Step::Stopped(Stop::Cancelled));
    let saved = Run::restore(&run.save(), 3000, Policy::REGISTER, 1).unwrap();
    assert_eq!(saved.outcome(1000), Some(Outcome::NotTried));
}

#[test]
fn a_pause_waits_for_the_answer_and_continues_where_it_was() {
    let mut run = Run::new(2000, Policy::REGISTER, 1);
    to_send(&mut run, 0);
    run.pause();
    run.answered(Answer::Done, 0);
    assert_eq!(run.next(0), Step::Stopped(Stop::Paused));
    run.go_on();
    assert_eq!(to_send(&mut run, 0), (1000..2000).collect::<Vec<u32>>());
}

#[test]
fn what_was_refused_can_be_tried_again() {
    let mut server = Server::new(100);
    server.culprit[7] = Some(Failure::Refused);
    let mut run = server.finish(Run::new(100, Policy::REGISTER, 1));
    let Some(Outcome::Refused(why)) = run.outcome(7) else { panic!() };
    assert_eq!(why, &fault(Failure::Refused));
    server.culprit[7] = None;
    run.retry();
    assert_eq!(server.finish(run).progress().counts.done, 100);
}

#[test]
fn speed_and_the_time_left_come_from_the_last_half_minute() {
    let mut run = Run::new(100_000, Policy::REGISTER, 1);
    for now in 0..50 {
        to_send(&mut run, now * 1000);
        run.answered(Answer::Done, now * 1000 + 500);
    }
    let Progress { left, left_millis, speed, .. } = run.progress();
    let speed = speed.unwrap();
    assert_eq!(left, 50_000);
    assert!((900..1100).contains(&(speed.rows / (speed.millis / 1000))), "{speed:?}");
    assert!((45_000..55_000).contains(&left_millis.unwrap()));
}

#[test]
fn work_that_may_be_repeated_is_sent_again_and_never_asked_about() {
    let mut run = Run::new(5, Policy::EACH, 1);
    assert_eq!(run.next(0), Step::Send(vec![0]));
    run.answered(failed(Failure::Lost), 0);
    assert_eq!(run.next(100_000), Step::Send(vec![0]));
    run.answered(failed(Failure::Refused), 100_000);
    assert!(matches!(run.outcome(0), Some(Outcome::Refused(_))));
    assert_eq!(run.next(100_000), Step::Send(vec![1]));
}

#[test]
fn work_that_must_not_be_repeated_ends_unclear_after_a_lost_answer() {
    let mut run = Run::new(5, Policy::once(2), 1);
    assert_eq!(run.next(0), Step::Send(vec![0, 1]));
    run.answered(failed(Failure::Lost), 0);
    assert!(matches!(run.outcome(0), Some(Outcome::Unclear(_))));
    let sent = to_send(&mut run, 100_000);
    assert!(!sent.contains(&0) && !sent.contains(&1));
    run.answered(Answer::DoneBut(vec![sent[0], 0], fault(Failure::Refused)), 0);
    assert!(matches!((run.outcome(sent[0]), run.outcome(0)), (Some(Outcome::Refused(_)), Some(Outcome::Unclear(_)))));
}

#[test]
fn a_foreign_old_or_damaged_text_is_no_run() {
    let text = Run::new(10, Policy::REGISTER, 1).save();
    let read = |text: &str, rows| Run::restore(text, rows, Policy::REGISTER, 1).err();
    assert_eq!(read(&text, 10), None);
    assert_eq!(read("", 10), Some(Unreadable::Foreign));
    assert_eq!(read(&text.replace("run 1", "run 2"), 10), Some(Unreadable::Version));
    assert_eq!(read(&text.replace("o10", "d10"), 10), Some(Unreadable::Damaged));
    assert_eq!(read(text.get(..text.len() - 1).unwrap(), 10), Some(Unreadable::Damaged));
    assert_eq!(read(&text, 11), Some(Unreadable::Other));
    assert_eq!(Run::restore(&text, 10, Policy::EACH, 1).err(), Some(Unreadable::Other));
}

#[test]
fn each_error_of_the_client_is_read_for_what_follows_from_it() {
    use ErrorKind::*;
    let refused = |code, class| Refused { code, class, detail: Detail::default() };
    for (kind, failure) in [
        (Network, Failure::Lost),
        (Timeout { millis: 1 }, Failure::TimedOut),
        (Cancelled, Failure::Lost),
        (RedirectRefused, Failure::Lost),
        (NotOpenIm { status: 200 }, Failure::Lost),
        (Decode { json_path: "$".into(), excerpt: String::new() }, Failure::Lost),
        (Http { status: 404 }, Failure::Barred),
        (Http { status: 413 }, Failure::TooLarge),
        (Http { status: 400 }, Failure::Refused),
        (Http { status: 502 }, Failure::Lost),
        (Http { status: 504 }, Failure::TimedOut),
        (SecretNeeded, Failure::Barred),
        (TooLarge, Failure::TooLarge),
        (Guarded(Refusal::ReadOnly), Failure::Barred),
        (Guarded(Refusal::Protected("admin".into())), Failure::Refused),
        (refused(1102, ErrorClass::AlreadyRegistered), Failure::Taken),
        (refused(500, ErrorClass::AlreadyRegistered), Failure::Taken),
        (refused(1001, ErrorClass::BadArgument), Failure::Refused),
        (refused(1002, ErrorClass::NoPermission), Failure::Barred),
        (refused(429, ErrorClass::RateLimited), Failure::Busy),
        (refused(8, ErrorClass::TooLarge), Failure::TooLarge),
        (refused(14, ErrorClass::Unavailable), Failure::Lost),
        (refused(4, ErrorClass::Other), Failure::TimedOut),
        (refused(500, ErrorClass::ServerFault), Failure::Stumbled),
        (refused(1501, ErrorClass::Session), Failure::SessionEnded),
    ] {
        let error = ApiError {
            kind,
            path: "/user/user_register",
            operation_id: Some("op".into()),
            carried_token: true,
            retry_after_millis: Some(2_000),
        };
        let fault = Fault { failure, err_code: error.err_code(), operation_id: Some("op".into()) };
        assert_eq!(Answer::of(&error), Answer::Failed { fault, retry_after_millis: Some(2_000) }, "{error}");
    }
}
