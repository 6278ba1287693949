//! Signing in to a server, and what can go wrong with it.

use openim_api::{
    ApiError, CallOptions, Client, ErrorClass, ErrorKind, IssuedToken, Secret, ServerBlock, Token, UserId, peek_token,
};

use super::state::SignedIn;
use crate::token;

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

/// Signs in with the server's secret, which the tab may keep or not.
///
/// # Errors
/// Where and why it failed.
pub async fn by_secret(client: Client, admin: UserId, secret: Secret, keep: bool) -> Result<SignedIn, SignInProblem> {
    let issued: Result<IssuedToken, ApiError> = client.auth().sign_in(&admin, &secret, &CallOptions::default()).await;
    let issued = issued.map_err(|error| secret_problem(error, &admin, client.block()))?;
    let secret = keep.then_some(secret);
    enter(client, admin, issued.token, Some(issued.expires_at_millis), secret).await.map_err(|(problem, _)| problem)
}

/// Signs in with a token that was fetched elsewhere, as it was pasted.
///
/// # Errors
/// Where and why it failed.
pub async fn by_token(client: Client, pasted: String) -> Result<SignedIn, SignInProblem> {
    let token = Token::new(token::clean(&pasted));
    if token.expose().is_empty() || peek_token(&token).is_none() {
        return Err(SignInProblem::NoToken);
    }
    let parsed = client.auth().parse_token(&token, &CallOptions::default()).await.map_err(token_problem)?;
    let entered = enter(client, parsed.user_id, token, parsed.expires_at_millis, None).await;
    entered.map_err(|(problem, class)| match problem {
        SignInProblem::Call(error) if class == Some(ErrorClass::Session) => SignInProblem::TokenRefused(error),
        problem => problem,
    })
}

/// Finds out what the session has to know. A problem comes with the class of its refusal.
async fn enter(
    client: Client,
    admin: UserId,
    token: Token,
    expires_at_millis: Option<i64>,
    secret: Option<Secret>,
) -> Result<SignedIn, (SignInProblem, Option<ErrorClass>)> {
    let options = CallOptions::default();
    let client = client.with_token(token.clone());
    // Any user gets a token from an old server, and any token can be pasted: only a call for administrators tells.
    if let Err(error) = client.users().prove_administrator(&admin, &options).await {
        let class = error.class();
        return Err(match class {
            Some(ErrorClass::NoPermission) => (SignInProblem::NotAnAdmin(Some(error), admin), class),
            _ => (SignInProblem::Call(error), class),
        });
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
