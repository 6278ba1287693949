//! Signing in to a server, and what can go wrong with it.

use openim_api::{
    ApiError, CallOptions, Client, ErrorClass, ErrorKind, IssuedToken, Secret, ServerBlock, Token, UserId, peek_token,
};

use super::state::SignedIn;

/// The way somebody signs in.
pub enum Credentials {
    /// Which administrator, the server's secret, and whether this tab may keep it.
    Secret(UserId, Secret, bool),
    /// A token that was fetched elsewhere.
    Token(Token),
}

/// Why a sign-in failed; each belongs to a place in the form.
#[derive(Clone, Debug, PartialEq)]
pub enum SignInProblem {
    /// At the secret.
    WrongSecret(ApiError),
    /// At the admin's ID: no such account.
    NoSuchAccount(ApiError),
    /// At the admin's ID, or at the token: an account without rights.
    NotAnAdmin(Option<ApiError>, UserId),
    /// At the token: the server does not take it.
    TokenRefused(ApiError),
    /// At the token: it is none.
    NoToken,
    /// At the form.
    Call(ApiError),
}

/// Signs in and finds out what the session has to know.
///
/// # Errors
/// Where and why it failed.
pub async fn sign_in(client: Client, credentials: Credentials) -> Result<SignedIn, SignInProblem> {
    let options = CallOptions::default();
    let (admin, token, expires_at_millis, secret, by_token) = match credentials {
        Credentials::Secret(admin, secret, keep) => {
            let issued: Result<IssuedToken, ApiError> = client.auth().sign_in(&admin, &secret, &options).await;
            let issued = issued.map_err(|error| secret_problem(error, &admin, client.block()))?;
            (admin, issued.token, Some(issued.expires_at_millis), keep.then_some(secret), false)
        }
        Credentials::Token(token) => {
            if token.expose().is_empty() || peek_token(&token).is_none() {
                return Err(SignInProblem::NoToken);
            }
            let parsed = client.auth().parse_token(&token, &options).await.map_err(token_problem)?;
            (parsed.user_id, token, parsed.expires_at_millis, None, true)
        }
    };
    let client = client.with_token(token.clone());
    // Any user gets a token from an old server, and any token can be pasted: only a call for administrators tells.
    match client.users().prove_administrator(&admin, &options).await {
        Ok(()) => {}
        Err(error) => {
            return Err(match &error.kind {
                ErrorKind::Refused { class: ErrorClass::NoPermission, .. } => {
                    SignInProblem::NotAnAdmin(Some(error), admin)
                }
                ErrorKind::Refused { class: ErrorClass::Session, .. } if by_token => SignInProblem::TokenRefused(error),
                _ => SignInProblem::Call(error),
            });
        }
    }
    let block = client.auth().refine_block(&options).await;
    Ok(SignedIn { server: client.base().clone(), block, admin, token, expires_at_millis, secret })
}

fn secret_problem(error: ApiError, admin: &UserId, block: ServerBlock) -> SignInProblem {
    let class = match &error.kind {
        ErrorKind::Refused { class, .. } => *class,
        _ => return SignInProblem::Call(error),
    };
    match class {
        ErrorClass::NoPermission => SignInProblem::WrongSecret(error),
        ErrorClass::NotFound => SignInProblem::NoSuchAccount(error),
        // From v3.8.1 on a userID that is not configured as administrator is a bad argument.
        ErrorClass::BadArgument if block >= ServerBlock::V3_8_1 => {
            SignInProblem::NotAnAdmin(Some(error), admin.clone())
        }
        _ => SignInProblem::Call(error),
    }
}

fn token_problem(error: ApiError) -> SignInProblem {
    match &error.kind {
        ErrorKind::Refused { class: ErrorClass::Session, .. } => SignInProblem::TokenRefused(error),
        _ => SignInProblem::Call(error),
    }
}
