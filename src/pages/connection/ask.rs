//! Asking: one question after the other, each answer put to the facts. The calls go past [`Api`](crate::session::Api): a token
//! that is refused here is a finding, and must not end the session.

use std::time::Duration;

use futures_util::future::{Either, select};
use openim_api::{CallOptions, Client, HttpRequest, Method, Token, UserId};

use super::facts::{Ask, Facts, Leave, Timed};
use crate::browser::{now_millis, permission};

/// So many answers are timed.
const TIMED: usize = 5;
/// A route that every version has, asked in a way that none answers with more than "not found".
const SOME_ROUTE: &str = "/auth/get_admin_token";

/// Who is asked, and with what.
#[derive(Clone)]
pub struct Subject {
    /// The server, without a token.
    pub client: Client,
    /// The session's account and token, and the client that carries it.
    pub session: Option<(UserId, Token, Client)>,
}

/// Asks, and adds what came of it.
pub async fn ask(ask: Ask, subject: &Subject, mut facts: Facts) -> Facts {
    let options = CallOptions::default();
    let (client, started) = (&subject.client, now_millis());
    match (ask, &subject.session) {
        (Ask::Leave, _) => {
            let leave = match permission::state_of("local-network-access").await.as_deref() {
                Some("granted") => Leave::Granted,
                Some("prompt") => Leave::Prompt,
                Some("denied") => Leave::Denied,
                _ => Leave::Unknown,
            };
            facts.leave = timed(leave, started);
        }
        (Ask::Reach, _) => facts.reached = timed(client.is_reachable(&options).await, started),
        (Ask::Probe, _) => facts.probe = timed(client.probe(&options).await, started),
        (Ask::Simple, _) => facts.simple = timed(is_readable(client).await, started),
        (Ask::Token, Some((_, token, signed_in))) => {
            facts.token = timed(signed_in.auth().parse_token(token, &options).await, started);
        }
        (Ask::Rights, Some((admin, _, signed_in))) => {
            let asked = signed_in.users().check(std::slice::from_ref(admin), &options).await;
            facts.rights = timed(asked.map(|_| ()), started);
        }
        (Ask::Clock, Some((_, _, signed_in))) => {
            let told = signed_in.msg().server_time_millis(&options).await;
            // The server looked at its clock about halfway.
            let here = started.midpoint(now_millis());
            facts.clock = timed(told.map(|there| there.saturating_sub(here)), started);
        }
        (Ask::Latency, session) => {
            let mut times = Vec::new();
            for _ in 0..TIMED {
                let started = now_millis();
                let answered = match session {
                    Some((_, _, signed_in)) if facts.token.as_ref().is_some_and(|token| token.value.is_ok()) => {
                        signed_in.msg().server_time_millis(&options).await.is_ok()
                    }
                    _ => is_readable(client).await,
                };
                if answered {
                    times.push(since(started));
                }
            }
            facts.latency = Some(times);
        }
        // Asked of sessions alone.
        (Ask::Token | Ask::Rights | Ask::Clock, None) => {}
    }
    facts
}

/// Can the answer to a request without headers of ours be read? The browser asks no question before it sends that.
async fn is_readable(client: &Client) -> bool {
    let transport = client.transport();
    let url = client.base().join(SOME_ROUTE);
    let sending = transport.send(HttpRequest { method: Method::Get, url, headers: Vec::new(), body: None });
    let limit = transport.sleep(Duration::from_millis(u64::from(CallOptions::default().timeout_millis)));
    matches!(select(sending, limit).await, Either::Left((Ok(_), _)))
}

fn timed<T>(value: T, started: i64) -> Option<Timed<T>> {
    Some(Timed { value, millis: since(started) })
}

fn since(started: i64) -> u32 {
    u32::try_from(now_millis().saturating_sub(started)).unwrap_or_default()
}
