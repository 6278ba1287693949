//! What holds whatever happens.

use proptest::collection::{btree_set, vec};
use proptest::prelude::*;
use proptest::sample::select;
use proptest::strategy::ValueTree;

use super::server::{Server, Trouble, Who};
use crate::run::{Failure, Outcome, Policy, Run};

/// How many requests it takes to register all but these of 1,000 rows.
fn requests_around(culprits: impl IntoIterator<Item = usize>, failure: Failure) -> u32 {
    let mut server = Server::new(1000);
    let mut many = 0;
    for culprit in culprits {
        server.culprit[culprit] = Some(failure);
        many += 1;
    }
    let run = server.finish(Run::new(1000, Policy::REGISTER, 1));
    assert_eq!((run.progress().counts.refused, run.progress().counts.done), (many, 1000 - many));
    server.judge(&run, &[]);
    run.progress().requests
}

const REFUSALS: [Failure; 3] = [Failure::Refused, Failure::Taken, Failure::Stumbled];

#[test]
fn ten_culprits_where_they_hurt_most_take_few_requests() {
    for failure in REFUSALS {
        let mut worst = 0;
        for step in [1, 2, 3, 10, 33, 60, 64, 90, 99, 100, 110, 111] {
            for first in [0, (999 - 9 * step) / 3, (999 - 9 * step) / 2, 999 - 9 * step] {
                worst = worst.max(requests_around((0..10).map(|n| first + n * step), failure));
            }
        }
        println!("{failure:?}, evenly: worst {worst}");
        assert!(worst <= 130, "{failure:?}: {worst}");
    }
}

#[test]
fn ten_culprits_anywhere_take_few_requests() {
    for failure in REFUSALS {
        let mut runner = proptest::test_runner::TestRunner::deterministic();
        let (mut all, mut worst, mut count) = (0, 0, 0);
        for _ in 0..200 {
            let culprits = btree_set(0_usize..1000, 10).new_tree(&mut runner).unwrap().current();
            let requests = requests_around(culprits, failure);
            (all, worst, count) = (all + requests, worst.max(requests), count + 1);
        }
        println!("{failure:?}, anywhere: mean {}, worst {worst}", all / count);
        assert!(worst <= 130, "{failure:?}: {worst}");
    }
}

const TROUBLES: [Trouble; 19] = [
    Trouble::Fine,
    Trouble::LostBefore,
    Trouble::LostAfter,
    Trouble::TimedOutBefore,
    Trouble::TimedOutAfter,
    Trouble::Late,
    Trouble::Twice,
    Trouble::Busy,
    Trouble::Stumbled,
    Trouble::TooLarge,
    Trouble::SessionEnded,
    Trouble::Race,
    Trouble::RaceAll,
    Trouble::KilledBefore,
    Trouble::KilledAfter,
    Trouble::KilledThen,
    Trouble::ClockBack,
    Trouble::ClockAhead,
    Trouble::Paused,
];

proptest! {
    #![proptest_config(ProptestConfig { cases: 300, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn ten_culprits_at_random_positions(culprits in btree_set(0_usize..1000, 10), failure in select(&REFUSALS[..])) {
        prop_assert!(requests_around(culprits, failure) <= 130);
    }

    /// Nothing twice, nothing lost, every row one outcome that is true; and what failed for a while passes when it is tried again.
    #[test]
    fn whatever_the_server_does_each_row_ends_once_and_truly(
        rows in prop_oneof![1_usize..20, 900_usize..2500],
        culprits in vec((0_usize..2500, select(&REFUSALS[..])), 0..4),
        others in vec(0_usize..2500, 0..4),
        troubles in vec(select(&TROUBLES[..]), 0..40),
    ) {
        let mut server = Server::new(rows);
        for (row, failure) in culprits {
            server.culprit[row % rows] = Some(failure);
        }
        for row in others {
            server.by[row % rows] = Who::Other;
        }
        server.troubles.clone_from(&troubles);
        let mut run = server.finish(Run::new(rows as u32, Policy::REGISTER, 1));
        server.judge(&run, &troubles);
        server.troubles.clear();
        run.retry();
        let run = server.finish(run);
        server.judge(&run, &troubles);
        for row in 0..rows {
            let is_registered = server.by[row] != Who::Nobody;
            prop_assert_eq!(is_registered, server.culprit[row].is_none() || server.by[row] == Who::Other);
            prop_assert_eq!(matches!(run.outcome(row as u32), Some(Outcome::Refused(_))), !is_registered);
        }
    }

    #[test]
    fn a_run_is_the_same_after_it_was_saved(
        rows in 1_usize..50,
        culprits in vec((0_usize..50, select(&REFUSALS[..])), 0..4),
        troubles in vec(select(&TROUBLES[..]), 0..20),
    ) {
        let mut server = Server::new(rows);
        for (row, failure) in culprits {
            server.culprit[row % rows] = Some(failure);
        }
        server.troubles = troubles;
        let run = server.finish(Run::new(rows as u32, Policy::REGISTER, 1));
        let again = Run::restore(&run.save(), rows as u32, Policy::REGISTER, 2).unwrap();
        prop_assert_eq!(again.save(), run.save());
        for row in 0..rows as u32 {
            prop_assert_eq!(again.outcome(row), run.outcome(row));
        }
    }

    #[test]
    fn no_text_makes_it_panic(text in any::<String>(), rows in 0_u32..100) {
        prop_assert!(Run::restore(&text, rows, Policy::REGISTER, 1).is_err());
    }

    /// Also with a checksum that is right.
    #[test]
    fn no_forged_text_makes_it_panic(text in "[REO] [0-9]{1,2} [0-9]{1,12} [-x] (-|[0-9]{1,11}-[0-9]{1,11})\n([ofdpeqgrau][0-9]{1,10}(.[0-9]{1,3})? ?){0,4}\n([tnx] (-|[0-9]{1,5}) [a-z]{1,3}\n){0,3}") {
        let body = format!("bulk-run 1\n{text}");
        let sum = crate::run::save::checksum(&body);
        for rows in 0..100 {
            if let Ok(mut run) = Run::restore(&format!("{body}#{sum:016x}"), rows, Policy::REGISTER, 1) {
                run.next(0);
            }
        }
    }
}
