//! `/auth`.

use openim_api::{IssuedToken, ParsedToken, Platform, Secret, ServerBlock, Token, UserId};

use super::methods;
use crate::give::LoggedOut;

methods! { "auth.", |client, options|
    /// The token is answered and goes with no call: `signIn` of the client itself sees to that.
    signIn(userID: UserId, secret: Secret) open -> IssuedToken { client.auth().sign_in(&userID, &secret, options).await? }
    getAdminToken(userID: UserId, secret: Secret) open -> IssuedToken {
        client.auth().get_admin_token(&userID, &secret, options).await?
    }
    userToken(userID: UserId, platformID: Platform, secret: Option<Secret>) -> IssuedToken {
        client.auth().user_token(&userID, platformID, secret.as_ref(), options).await?
    }
    forceLogout(userID: UserId, platformID: Platform) -> () {
        client.auth().force_logout(&userID, platformID, options).await?;
    }
    forceLogoutEverywhere(userID: UserId) -> Vec<LoggedOut> {
        let outcomes = client.auth().force_logout_everywhere(&userID, options).await?.into_iter();
        outcomes.map(|(platform, outcome)| LoggedOut { platform, error: outcome.err() }).collect()
    }
    parseToken(token: Token) open -> ParsedToken { client.auth().parse_token(&token, options).await? }
    /// The client remembers it: see `version`.
    refineBlock() -> ServerBlock { client.auth().refine_block(options).await }
}
