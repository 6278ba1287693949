//! Services that a request has killed. A service that panics is gone (up to 3.8.2; on patch.16 only one that asks for all memory),
//! and every call of it answers errCode 14 until somebody starts it again: here, until `/sandbox/reset`.

use crate::failure::Failure;

/// A service that can be killed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Service {
    /// Messages and the two statistics of activity.
    Msg,
    /// Users. Nothing works without it, sign-in included.
    User,
    /// Logs.
    Third,
}

impl Service {
    fn answers(self, path: &str) -> bool {
        match self {
            Self::Msg => path.starts_with("/msg/") || (path.starts_with("/statistics/") && path.ends_with("/active")),
            Self::User => path != "/msg/get_server_time",
            Self::Third => path.starts_with("/third/logs/"),
        }
    }
}

/// Those that are down.
#[derive(Debug, Default)]
pub(crate) struct Outage(Vec<Service>);

impl Outage {
    /// A request has killed `service`; this is what it is answered.
    pub(crate) fn kill(&mut self, service: Service) -> Failure {
        self.0.push(service);
        Failure::grpc(14, "error reading from server: EOF")
    }

    /// What a call of `path` answers while its service is down.
    pub(crate) fn failure(&self, path: &str) -> Option<Failure> {
        let text = "connection error: desc = \"transport: Error while dialing: dial tcp 127.0.0.1:10130: connect: connection refused\"";
        self.0.iter().any(|service| service.answers(path)).then(|| Failure::grpc(14, text))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_dead_service_takes_its_own_calls_along_and_no_others() {
        let mut outage = Outage::default();
        assert!(outage.failure("/msg/search_msg").is_none());
        assert_eq!(outage.kill(Service::Msg).code, 14);
        for path in ["/msg/get_server_time", "/statistics/user/active", "/statistics/group/active"] {
            assert!(outage.failure(path).is_some(), "{path}");
        }
        for path in ["/user/get_users", "/statistics/user/register", "/auth/user_token"] {
            assert!(outage.failure(path).is_none(), "{path}");
        }
    }

    #[test]
    fn without_the_users_nobody_signs_in() {
        let mut outage = Outage::default();
        outage.kill(Service::User);
        assert!(outage.failure("/auth/user_token").is_some());
        assert!(outage.failure("/group/get_groups").is_some());
    }
}
