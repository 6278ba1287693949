//! What a native program needs to register many users, as a limit for the console in `cargo xtask bench`: the same run over the same
//! client, without a browser.
//!
//! `register URL ROWS blocks|each`, the token in `OPENIM_TOKEN`; a server of today. `each` is the way of a script: for each row a
//! question and a registration, one after another. Prints `{"millis", "requests", "registered"}`.

#![allow(clippy::print_stdout, clippy::print_stderr, reason = "a command line tool")]

use std::process::ExitCode;
use std::rc::Rc;
use std::time::{Duration, Instant, SystemTime, UNIX_EPOCH};

use openim_api::{
    AccountStatus, ApiError, BaseUrl, CallOptions, Client, NativeTransport, NewUser, NoObserver, ServerBlock, Token, UserId,
};
use openim_bulk::run::{Answer, Policy, Run, Step};

fn main() -> ExitCode {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    match measure(&arguments) {
        Ok(line) => {
            println!("{line}");
            ExitCode::SUCCESS
        }
        Err(message) => {
            eprintln!("error: {message}");
            ExitCode::from(2)
        }
    }
}

fn measure(arguments: &[String]) -> Result<String, String> {
    let [url, rows, way] = arguments else { return Err("register URL ROWS blocks|each".to_owned()) };
    let base = BaseUrl::parse(url).map_err(|error| error.to_string())?;
    let rows: u32 = rows.parse().map_err(|error| format!("{rows}: {error}"))?;
    let token = std::env::var("OPENIM_TOKEN").map_err(|error| format!("OPENIM_TOKEN: {error}"))?;
    let transport = NativeTransport::new().map_err(|error| format!("{error:?}"))?;
    let client = Client::new(base, Rc::new(transport), Rc::new(NoObserver));
    let client = client.with_block(ServerBlock::Main).with_token(Token::new(token));
    let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build().map_err(|error| error.to_string())?;
    let start = Instant::now();
    let (requests, registered) = runtime.block_on(async {
        match way.as_str() {
            "each" => one_by_one(&client, rows).await,
            _ => in_blocks(&client, rows).await,
        }
    })?;
    let millis = start.elapsed().as_millis();
    Ok(format!(r#"{{"millis": {millis}, "requests": {requests}, "registered": {registered}}}"#))
}

fn user(row: u32) -> NewUser {
    NewUser {
        user_id: id(row),
        nickname: format!("Native {row}"),
        face_url: String::new(),
        ex: String::new(),
        app_manger_level: 1,
        global_recv_msg_opt: 0,
    }
}

fn id(row: u32) -> UserId {
    UserId::from(format!("native{row}"))
}

async fn one_by_one(client: &Client, rows: u32) -> Result<(u32, u32), String> {
    let told = |error: ApiError| format!("{error:?}");
    for row in 0..rows {
        client.users().check(&[id(row)], &CallOptions::default()).await.map_err(told)?;
        client.users().register(&[user(row)], None, &CallOptions::default()).await.map_err(told)?;
    }
    Ok((2 * rows, rows))
}

async fn in_blocks(client: &Client, rows: u32) -> Result<(u32, u32), String> {
    let mut run = Run::new(rows, Policy::REGISTER, 1);
    loop {
        let answer = match run.next(now()) {
            Step::Check(rows) => {
                let ids: Vec<UserId> = rows.iter().copied().map(id).collect();
                match client.users().check(&ids, &CallOptions::default()).await {
                    Ok(known) => {
                        let taken = rows.iter().zip(known).filter(|(_, (_, status))| *status == AccountStatus::Registered);
                        Answer::Checked(taken.map(|(row, _)| *row).collect())
                    }
                    Err(error) => Answer::of(&error),
                }
            }
            Step::Send(rows) => {
                let users: Vec<NewUser> = rows.iter().copied().map(user).collect();
                match client.users().register(&users, None, &CallOptions::default()).await {
                    Ok(()) => Answer::Done,
                    Err(error) => Answer::of(&error),
                }
            }
            Step::Wait { until_millis } => {
                let millis = u64::try_from(until_millis - now()).unwrap_or_default();
                tokio::time::sleep(Duration::from_millis(millis)).await;
                continue;
            }
            Step::Done => break,
            Step::Underway | Step::Stopped(_) => return Err("the run stands still".to_owned()),
        };
        run.answered(answer, now());
    }
    let progress = run.progress();
    Ok((progress.requests, progress.counts.done))
}

fn now() -> i64 {
    let since = SystemTime::now().duration_since(UNIX_EPOCH).unwrap_or_default();
    i64::try_from(since.as_millis()).unwrap_or(i64::MAX)
}
