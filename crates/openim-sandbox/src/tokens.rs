//! Which tokens are alive: the register that the real servers keep in Redis.

use std::collections::HashMap;

use crate::Server;
use crate::failure::{Failure, TOKEN_DETAIL};
use crate::jwt::{self, Claims, Flaw};

/// The platform of an admin token.
pub(crate) const ADMIN_PLATFORM: i32 = 10;

/// How long an admin token of main outlives the next sign-in of the same admin (measured: exactly this).
const GRACE_MILLIS: i64 = 300_000;

/// Who calls, by a token that holds.
#[derive(Clone, Debug)]
pub(crate) struct Caller {
    pub(crate) user_id: String,
    pub(crate) platform_id: i32,
    pub(crate) expires: i64,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum State {
    Alive,
    Kicked,
    /// Alive until this millisecond, then as if it had never been.
    Outdated(i64),
}

/// The tokens of one user on one platform.
type Slot = HashMap<String, State>;

/// The register.
#[derive(Debug)]
pub(crate) struct Tokens {
    server: Server,
    secret: String,
    lifetime_seconds: i64,
    slots: HashMap<(String, i32), Slot>,
}

impl Tokens {
    /// An empty register. `lifetime_days` is the server's `tokenPolicy.expire`.
    pub(crate) fn new(server: Server, secret: &str, lifetime_days: u32) -> Self {
        let lifetime_seconds = i64::from(lifetime_days) * 86_400;
        Self { server, secret: secret.to_owned(), lifetime_seconds, slots: HashMap::new() }
    }

    /// The lifetime of a new token in seconds.
    pub(crate) fn lifetime_seconds(&self) -> i64 {
        self.lifetime_seconds
    }

    /// Issues a token and does to the older ones what this version does.
    pub(crate) fn issue(&mut self, user_id: &str, platform_id: i32, is_admin: bool, now_millis: i64) -> String {
        let now_seconds = now_millis.div_euclid(1000);
        let token =
            Claims::issue(self.server, user_id, platform_id, now_seconds, self.lifetime_seconds).sign(&self.secret);
        if self.is_stateless(is_admin) {
            return token;
        }
        let slot = self.slots.entry((user_id.to_owned(), platform_id)).or_default();
        for (other, state) in slot.iter_mut().filter(|(_, state)| **state == State::Alive) {
            match self.server {
                _ if *other == token => {}
                Server::V34 | Server::V37 => {}
                Server::Main if is_admin => *state = State::Outdated(now_millis + GRACE_MILLIS),
                Server::V383 | Server::Main => *state = State::Kicked,
            }
        }
        slot.insert(token.clone(), State::Alive);
        token
    }

    /// Ends the tokens of one platform. Up to 3.7 the tokens stay valid: only the websocket would be closed.
    pub(crate) fn force_logout(&mut self, user_id: &str, platform_id: i32) {
        if self.server.takes_secret_in_body() {
            return;
        }
        if let Some(slot) = self.slots.get_mut(&(user_id.to_owned(), platform_id)) {
            slot.values_mut().for_each(|state| *state = State::Kicked);
        }
    }

    /// The token of one platform that was issued last and is alive.
    pub(crate) fn newest(&self, user_id: &str, platform_id: i32, now_millis: i64) -> Option<String> {
        let slot = self.slots.get(&(user_id.to_owned(), platform_id))?;
        let alive = slot.iter().filter(|(_, state)| **state == State::Alive);
        let dated = alive.filter_map(|(token, _)| {
            let claims = jwt::verify(token, &self.secret, now_millis).ok()?;
            Some((claims.iat, token))
        });
        dated.max().map(|(_, token)| token.clone())
    }

    /// Ends one token: another connection has taken its place.
    pub(crate) fn kick(&mut self, user_id: &str, platform_id: i32, token: &str) {
        let slot = self.slots.get_mut(&(user_id.to_owned(), platform_id));
        if let Some(state) = slot.and_then(|slot| slot.get_mut(token)) {
            *state = State::Kicked;
        }
    }

    /// Who holds `token`. `is_admin` tells whether a userID is a configured admin.
    pub(crate) fn check(
        &self,
        token: &str,
        now_millis: i64,
        is_admin: impl Fn(&str) -> bool,
    ) -> Result<Caller, Failure> {
        let claims = jwt::verify(token, &self.secret, now_millis).map_err(|flaw| self.flawed(flaw, token))?;
        if !self.is_stateless(is_admin(&claims.user_id)) {
            self.look_up(&claims, token, now_millis)?;
        }
        let Claims { user_id, platform_id, exp, .. } = claims;
        Ok(Caller { user_id, platform_id, expires: exp.unwrap_or_default() })
    }

    fn look_up(&self, claims: &Claims, token: &str, now_millis: i64) -> Result<(), Failure> {
        let slot = self.slots.get(&(claims.user_id.clone(), claims.platform_id));
        match slot.and_then(|slot| slot.get(token)) {
            Some(State::Alive) => Ok(()),
            Some(State::Outdated(end)) if now_millis < *end => Ok(()),
            Some(State::Kicked) => Err(Failure::token(1506, "TokenKickedError")),
            Some(State::Outdated(_)) | None => Err(Failure::token(1507, "TokenNotExistError")),
        }
    }

    /// patch.16 keeps no record of admin tokens: one signed by hand passes, and none can be revoked.
    fn is_stateless(&self, is_admin: bool) -> bool {
        self.server == Server::V383 && is_admin
    }

    fn flawed(&self, flaw: Flaw, token: &str) -> Failure {
        Failure::token(flaw.code(), format!("{}{TOKEN_DETAIL}{token}", flaw.words()))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const NOW: i64 = 1_795_447_731_000;

    fn tokens(server: Server) -> Tokens {
        Tokens::new(server, "openIM123", 90)
    }

    fn code(tokens: &Tokens, token: &str, now: i64) -> i32 {
        tokens.check(token, now, |id| id == "imAdmin").map_or_else(|failure| failure.code, |_| 0)
    }

    #[test]
    fn on_main_an_admin_token_outlives_the_next_sign_in_by_five_minutes_and_not_a_millisecond_more() {
        let mut tokens = tokens(Server::Main);
        let first = tokens.issue("imAdmin", ADMIN_PLATFORM, true, NOW);
        let second = tokens.issue("imAdmin", ADMIN_PLATFORM, true, NOW + 1_200);
        assert_eq!(code(&tokens, &first, NOW + 1_200 + 299_999), 0);
        assert_eq!(code(&tokens, &first, NOW + 1_200 + 300_000), 1507);
        assert_eq!(code(&tokens, &second, NOW + 1_200 + 300_000), 0);
    }

    #[test]
    fn two_tokens_of_one_second_are_the_same_and_neither_is_kicked() {
        for server in Server::ALL {
            let mut tokens = tokens(server);
            let first = tokens.issue("u", 5, false, NOW);
            let second = tokens.issue("u", 5, false, NOW + 999);
            assert_eq!(first, second, "{server}");
            assert_eq!(code(&tokens, &first, NOW + 999), 0, "{server}");
        }
    }

    #[test]
    fn a_newer_user_token_kicks_the_older_one_of_that_platform_from_3_8_on() {
        for (server, expected) in [(Server::V34, 0), (Server::V37, 0), (Server::V383, 1506), (Server::Main, 1506)] {
            let mut tokens = tokens(server);
            let old = tokens.issue("u", 5, false, NOW);
            let other_platform = tokens.issue("u", 1, false, NOW);
            let new = tokens.issue("u", 5, false, NOW + 1000);
            assert_eq!(code(&tokens, &old, NOW + 1000), expected, "{server}");
            assert_eq!(code(&tokens, &other_platform, NOW + 1000), 0, "{server}");
            assert_eq!(code(&tokens, &new, NOW + 1000), 0, "{server}");
        }
    }

    #[test]
    fn an_admin_token_signed_by_hand_passes_on_patch_16_alone() {
        for (server, expected) in [(Server::V34, 1507), (Server::V37, 1507), (Server::V383, 0), (Server::Main, 1507)] {
            let by_hand = Claims::issue(server, "imAdmin", ADMIN_PLATFORM, NOW / 1000, 60).sign("openIM123");
            assert_eq!(code(&tokens(server), &by_hand, NOW), expected, "{server}");
        }
    }
}
