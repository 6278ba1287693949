//! What the server tells of a user's devices, a row for each platform, and what logging out came to.

use openim_api::{ApiError, CallOptions, Client, OnlineStatus, Platform, TokenCount, UserId};

/// What was read, and when.
#[derive(Clone, PartialEq, Debug)]
pub struct Reading {
    /// A row for each platform with an open connection.
    pub rows: Vec<Row>,
    /// Milliseconds since 1970.
    pub at_millis: i64,
}

/// A platform that the user is online on.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Row {
    /// Which.
    pub platform: Platform,
    /// How many connections are open.
    pub connections: usize,
    /// Are all of them in the background, as far as the apps say?
    pub in_background: bool,
    /// How many tokens there are; none where the server did not tell.
    pub tokens: Option<i64>,
}

/// What logging out came to: one platform after the other.
pub type Results = Vec<(Platform, Result<(), ApiError>)>;

/// Puts the two answers together, in the order of the platforms.
pub fn rows(status: &OnlineStatus, tokens: Option<&TokenCount>) -> Vec<Row> {
    let mut rows: Vec<Row> = Vec::new();
    for connection in &status.connections {
        let known = rows.iter_mut().find(|row| row.platform == connection.platform);
        match known {
            Some(row) => {
                row.connections += 1;
                row.in_background &= connection.is_background;
            }
            None => rows.push(Row {
                platform: connection.platform,
                connections: 1,
                in_background: connection.is_background,
                tokens: tokens.and_then(|tokens| {
                    tokens.platforms.iter().find(|(of, _)| *of == connection.platform).map(|(_, count)| *count)
                }),
            }),
        }
    }
    rows.sort_unstable_by_key(|row| row.platform);
    rows
}

/// Asks for both. That the tokens cannot be counted is no reason to show nothing.
pub async fn read(client: Client, id: UserId, at_millis: i64) -> Result<Reading, ApiError> {
    let ids = [id];
    let options = CallOptions::default();
    let status = client.users().online_status(&ids, &options).await?.into_iter().next();
    let Some(status) = status.filter(|status| status.is_online) else {
        return Ok(Reading { rows: Vec::new(), at_millis });
    };
    let tokens = match client.users().online_token_detail(&ids, &options).await {
        Err(error) if error.ends_session() => return Err(error),
        outcome => outcome.ok(),
    };
    let own = tokens.as_ref().and_then(|tokens| tokens.iter().find(|of| Some(&of.user_id) == ids.first()));
    Ok(Reading { rows: rows(&status, own), at_millis })
}

#[cfg(test)]
mod tests {
    use openim_api::Connection;

    use super::*;

    #[test]
    fn connections_of_a_platform_are_one_row_and_it_is_active_if_one_of_them_is() {
        let connection = |platform, is_background| Connection {
            platform: Platform::from_id(platform),
            id: String::new(),
            is_background,
        };
        let status = OnlineStatus {
            user_id: "a".into(),
            is_online: true,
            connections: vec![connection(5, true), connection(1, true), connection(5, false)],
        };
        let tokens = TokenCount { user_id: "a".into(), platforms: vec![(Platform::WEB, 3)] };
        assert_eq!(
            rows(&status, Some(&tokens)),
            [
                Row { platform: Platform::IOS, connections: 1, in_background: true, tokens: None },
                Row { platform: Platform::WEB, connections: 2, in_background: false, tokens: Some(3) },
            ]
        );
    }
}
