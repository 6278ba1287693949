//! The life of a session, as a value: events in, the next state out.

use openim_api::{BaseUrl, Secret, ServerBlock, Token, UserId};

/// Everything that signing in has found out.
#[derive(Clone, PartialEq)]
pub struct SignedIn {
    /// The server.
    pub server: BaseUrl,
    /// Which versions it may be.
    pub block: ServerBlock,
    /// The administrator whose token this is.
    pub admin: UserId,
    /// The token that calls carry.
    pub token: Token,
    /// When it expires, milliseconds since 1970, where known.
    pub expires_at_millis: Option<i64>,
    /// Kept in this tab's memory only, and only if the person asked for it.
    pub secret: Option<Secret>,
}

/// Why nobody is signed in any more.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum EndReason {
    /// The person signed out here; until when the server still takes the token, where known.
    SignedOut {
        /// Milliseconds since 1970.
        token_valid_until_millis: Option<i64>,
    },
    /// The person signed out in another tab.
    OtherTab,
    /// The server refused the token with this errCode.
    Refused(i64),
    /// The stored token had expired before it was used.
    Expired,
}

/// Where the session stands.
#[derive(Clone, PartialEq)]
pub enum Phase {
    /// Storage and the other tabs are being asked.
    Restoring,
    /// Nobody is signed in.
    Out {
        /// Why, if somebody was.
        ended: Option<EndReason>,
        /// Where and, if that is known, as whom to offer the next sign-in.
        last: Option<(BaseUrl, Option<UserId>)>,
    },
    /// The demo is on its way: it takes the place of this console.
    Demo,
    /// Somebody is.
    In(SignedIn),
}

/// The phase, and which session in a row it is: news about an earlier one must not touch a later one.
#[derive(Clone, PartialEq)]
pub struct SessionState {
    /// Where the session stands.
    pub phase: Phase,
    /// Counts sign-ins and changes of the server.
    pub generation: u32,
    /// The sessions that were left for another server's, each with its own secret if that was kept. At most one a server, and
    /// never that in force.
    pub away: Vec<SignedIn>,
}

/// What may happen to a session.
pub enum Event {
    /// Storage or another tab had one.
    Restored(SignedIn),
    /// Nobody had one; or the one there was is of no use, for this reason.
    NothingToRestore(Option<EndReason>),
    /// The demo is wanted, while nobody is signed in.
    Demo,
    /// The person signed in.
    SignedIn(SignedIn),
    /// A new token took the place of the refused one, unnoticed.
    Renewed {
        /// Of which session.
        generation: u32,
        /// The new token.
        token: Token,
        /// Its expiry, milliseconds since 1970, where known.
        expires_at_millis: Option<i64>,
    },
    /// The server refused the token of this session.
    Refused {
        /// Of which session.
        generation: u32,
        /// The errCode that ended it.
        code: i64,
    },
    /// The person signed out here.
    SignOut,
    /// Another tab signed out of this server.
    OtherTabSignedOut(BaseUrl),
    /// The person lets this tab keep the secret.
    KeepSecret(Secret),
    /// The person went to another server: to the session there, or to its sign-in. The one left lives on.
    Switched(Phase),
}

impl Default for SessionState {
    fn default() -> Self {
        Self { phase: Phase::Restoring, generation: 0, away: Vec::new() }
    }
}

impl SessionState {
    /// The session, if there is one.
    pub fn signed_in(&self) -> Option<&SignedIn> {
        match &self.phase {
            Phase::In(session) => Some(session),
            _ => None,
        }
    }

    /// What comes of `event`.
    pub fn next(&self, event: Event) -> Self {
        match event {
            Event::SignedIn(session) => self.begin(session),
            Event::Restored(session) if self.phase == Phase::Restoring => self.begin(session),
            Event::NothingToRestore(ended) if self.phase == Phase::Restoring => {
                self.with(Phase::Out { ended, last: None })
            }
            Event::Demo if self.signed_in().is_none() => self.with(Phase::Demo),
            Event::Restored(_) | Event::NothingToRestore(_) | Event::Demo => self.clone(),
            Event::Renewed { generation, token, expires_at_millis } => match self.signed_in() {
                Some(session) if generation == self.generation => {
                    self.with(Phase::In(SignedIn { token, expires_at_millis, ..session.clone() }))
                }
                _ => self.clone(),
            },
            Event::Refused { generation, code } => {
                if generation == self.generation {
                    self.end(EndReason::Refused(code))
                } else {
                    self.clone()
                }
            }
            Event::SignOut => {
                let token_valid_until_millis = self.signed_in().and_then(|session| session.expires_at_millis);
                self.end(EndReason::SignedOut { token_valid_until_millis })
            }
            Event::OtherTabSignedOut(server) => match self.signed_in() {
                Some(session) if session.server == server => self.end(EndReason::OtherTab),
                _ => self.without_away(&server),
            },
            Event::KeepSecret(secret) => match self.signed_in() {
                Some(session) => self.with(Phase::In(SignedIn { secret: Some(secret), ..session.clone() })),
                None => self.clone(),
            },
            Event::Switched(phase) => {
                let mut next = self.clone();
                next.away.extend(self.signed_in().cloned());
                match phase {
                    Phase::In(session) => next.begin(session),
                    phase => Self { phase, generation: self.generation.wrapping_add(1), ..next },
                }
            }
        }
    }

    fn begin(&self, session: SignedIn) -> Self {
        let next = self.without_away(&session.server);
        Self { phase: Phase::In(session), generation: self.generation.wrapping_add(1), ..next }
    }

    fn without_away(&self, server: &BaseUrl) -> Self {
        let mut next = self.clone();
        next.away.retain(|session| session.server != *server);
        next
    }

    fn end(&self, reason: EndReason) -> Self {
        match self.signed_in() {
            Some(session) => {
                let last = Some((session.server.clone(), Some(session.admin.clone())));
                self.with(Phase::Out { ended: Some(reason), last })
            }
            None => self.clone(),
        }
    }

    fn with(&self, phase: Phase) -> Self {
        Self { phase, ..self.clone() }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn session(server: &str, token: &str) -> SignedIn {
        SignedIn {
            server: BaseUrl::parse(server).unwrap(),
            block: ServerBlock::Main,
            admin: UserId::from("imAdmin"),
            token: Token::new(token),
            expires_at_millis: Some(9),
            secret: None,
        }
    }

    fn token(state: &SessionState) -> Option<&str> {
        state.signed_in().map(|session| session.token.expose())
    }

    #[test]
    fn a_refusal_of_an_earlier_session_does_not_end_a_later_one() {
        let first = SessionState::default().next(Event::SignedIn(session("http://a", "1")));
        let second = first.next(Event::SignOut).next(Event::SignedIn(session("http://a", "2")));
        let after = second.next(Event::Refused { generation: first.generation, code: 1501 });
        assert_eq!(token(&after), Some("2"));
        let after = second.next(Event::Refused { generation: second.generation, code: 1501 });
        assert!(matches!(after.phase, Phase::Out { ended: Some(EndReason::Refused(1501)), last: Some(_) }));
    }

    #[test]
    fn only_the_first_refusal_counts() {
        let signed_in = SessionState::default().next(Event::SignedIn(session("http://a", "1")));
        let generation = signed_in.generation;
        let once = signed_in.next(Event::Refused { generation, code: 1506 });
        let twice = once.next(Event::Refused { generation, code: 1507 });
        assert!(matches!(twice.phase, Phase::Out { ended: Some(EndReason::Refused(1506)), .. }));
    }

    #[test]
    fn a_renewed_token_stays_in_its_own_session() {
        let first = SessionState::default().next(Event::SignedIn(session("http://a", "1")));
        let renewed = |generation| Event::Renewed { generation, token: Token::new("new"), expires_at_millis: Some(10) };
        assert_eq!(token(&first.next(renewed(first.generation))), Some("new"));
        let second = first.next(Event::SignedIn(session("http://b", "2")));
        assert_eq!(token(&second.next(renewed(first.generation))), Some("2"));
    }

    #[test]
    fn another_tabs_sign_out_ends_only_the_same_server() {
        let signed_in = SessionState::default().next(Event::SignedIn(session("http://a", "1")));
        let other = Event::OtherTabSignedOut(BaseUrl::parse("http://b").unwrap());
        assert_eq!(token(&signed_in.next(other)), Some("1"));
        let same = Event::OtherTabSignedOut(BaseUrl::parse("http://a").unwrap());
        assert!(matches!(signed_in.next(same).phase, Phase::Out { ended: Some(EndReason::OtherTab), .. }));
    }

    fn away(state: &SessionState) -> Vec<&str> {
        state.away.iter().map(|session| session.token.expose()).collect()
    }

    #[test]
    fn a_session_that_was_left_lives_on_with_its_own_secret() {
        let kept = SignedIn { secret: Some(Secret::new("s")), ..session("http://a", "1") };
        let first = SessionState::default().next(Event::SignedIn(kept));
        let second = first.next(Event::Switched(Phase::In(session("http://b", "2"))));
        assert_eq!((token(&second), away(&second)), (Some("2"), vec!["1"]));
        assert!(second.signed_in().is_some_and(|session| session.secret.is_none()), "a secret is its own server's");
        let back = second.next(Event::Switched(Phase::In(second.away[0].clone())));
        assert_eq!((token(&back), away(&back)), (Some("1"), vec!["2"]));
        assert!(back.signed_in().is_some_and(|session| session.secret.is_some()));
        assert_ne!(back.generation, first.generation);
    }

    #[test]
    fn news_of_a_session_that_was_left_does_not_touch_the_one_in_force() {
        let first = SessionState::default().next(Event::SignedIn(session("http://a", "1")));
        let second = first.next(Event::Switched(Phase::In(session("http://b", "2"))));
        for event in [
            Event::Refused { generation: first.generation, code: 1506 },
            Event::Renewed { generation: first.generation, token: Token::new("x"), expires_at_millis: Some(1) },
            Event::OtherTabSignedOut(BaseUrl::parse("http://c").unwrap()),
        ] {
            let after = second.next(event);
            assert_eq!((token(&after), away(&after)), (Some("2"), vec!["1"]));
        }
    }

    #[test]
    fn going_to_a_server_without_a_session_shows_its_sign_in_and_keeps_the_one_left() {
        let first = SessionState::default().next(Event::SignedIn(session("http://a", "1")));
        let last = Some((BaseUrl::parse("http://b").unwrap(), None));
        let out = first.next(Event::Switched(Phase::Out { ended: None, last }));
        assert_eq!((token(&out), away(&out)), (None, vec!["1"]));
        let second = out.next(Event::SignedIn(session("http://b", "2")));
        assert_eq!((token(&second), away(&second)), (Some("2"), vec!["1"]));
        let ended = second.next(Event::SignOut);
        assert_eq!((token(&ended), away(&ended)), (None, vec!["1"]), "signing out ends the one in force alone");
    }

    #[test]
    fn a_sign_in_takes_the_place_of_the_session_left_on_the_same_server() {
        let first = SessionState::default().next(Event::SignedIn(session("http://a", "1")));
        let second = first.next(Event::Switched(Phase::In(session("http://b", "2"))));
        let anew = second.next(Event::SignedIn(session("http://a", "3")));
        assert_eq!((token(&anew), away(&anew)), (Some("3"), vec![]));
    }

    #[test]
    fn another_tabs_sign_out_ends_a_session_that_was_left() {
        let first = SessionState::default().next(Event::SignedIn(session("http://a", "1")));
        let second = first.next(Event::Switched(Phase::In(session("http://b", "2"))));
        let after = second.next(Event::OtherTabSignedOut(BaseUrl::parse("http://a").unwrap()));
        assert_eq!((token(&after), away(&after)), (Some("2"), vec![]));
    }

    #[test]
    fn the_demo_comes_only_where_nobody_is_signed_in() {
        let wanted = SessionState::default().next(Event::Demo);
        assert!(wanted.phase == Phase::Demo);
        assert!(wanted.next(Event::Restored(session("http://a", "old"))).phase == Phase::Demo);
        let signed_in = SessionState::default().next(Event::SignedIn(session("http://a", "1")));
        assert_eq!(token(&signed_in.next(Event::Demo)), Some("1"));
    }

    #[test]
    fn a_late_restore_does_not_replace_a_sign_in() {
        let signed_in = SessionState::default().next(Event::SignedIn(session("http://a", "1")));
        assert_eq!(token(&signed_in.next(Event::Restored(session("http://a", "old")))), Some("1"));
        let restored = SessionState::default().next(Event::Restored(session("http://a", "old")));
        assert_eq!(token(&restored), Some("old"));
    }
}
