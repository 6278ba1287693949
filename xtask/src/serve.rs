//! A static server like the ones out there: right types, gzip (of the files that were compressed beforehand too), nothing
//! kept without asking.

use std::net::{Ipv4Addr, SocketAddr, TcpListener};
use std::path::PathBuf;

use axum::Router;
use axum::http::{HeaderValue, header};
use axum::response::IntoResponse;
use axum::routing::get;
use clap::Args;
use tower_http::compression::CompressionLayer;
use tower_http::compression::predicate::SizeAbove;
use tower_http::services::ServeDir;
use tower_http::set_header::SetResponseHeaderLayer;

use crate::Result;

/// How many ports after a busy one are tried.
const TRIES: u16 = 50;

/// Of `cargo xtask serve`.
#[derive(Args)]
pub struct ServeArguments {
    /// The folder.
    folder: PathBuf,
    /// The port; 0 is any free one.
    #[arg(long, default_value_t = 0)]
    port: u16,
    /// The path it is served under.
    #[arg(long, default_value = "/")]
    base: String,
    /// Answered for config.json in place of the file.
    #[arg(long)]
    config: Option<String>,
}

/// Serves until it is ended. Prints one line: the address.
pub fn run(arguments: &ServeArguments) -> Result<()> {
    let (listener, address) = listen(arguments.port)?;
    println!("serving http://{address}{}", arguments.base);
    serve(listener, &arguments.folder, &arguments.base, arguments.config.clone())
}

/// A listener on this machine only; a busy port is replaced by the next free one.
pub fn listen(port: u16) -> Result<(TcpListener, SocketAddr)> {
    let last = if port == 0 { 0 } else { port.saturating_add(TRIES) };
    for port in port..=last {
        if let Ok(listener) = TcpListener::bind((Ipv4Addr::LOCALHOST, port)) {
            let address = listener.local_addr().map_err(|error| error.to_string())?;
            return Ok((listener, address));
        }
    }
    Err(format!("no free port from {port} to {last}"))
}

/// Serves `folder` under `base` until the process ends.
pub fn serve(listener: TcpListener, folder: &std::path::Path, base: &str, config: Option<String>) -> Result<()> {
    let mut files = Router::new();
    if let Some(config) = config {
        let answer = get(move || {
            let config = config.clone();
            async move { ([(header::CONTENT_TYPE, "application/json")], config).into_response() }
        });
        files = files.route("/config.json", answer);
    }
    let files = files.fallback_service(ServeDir::new(folder).precompressed_gzip());
    let app = if base == "/" { files } else { Router::new().nest_service(base.trim_end_matches('/'), files) };
    let app = app
        .layer(CompressionLayer::new().gzip(true).compress_when(SizeAbove::new(256)))
        .layer(SetResponseHeaderLayer::if_not_present(header::CACHE_CONTROL, HeaderValue::from_static("no-cache")));
    let runtime = tokio::runtime::Runtime::new().map_err(|error| error.to_string())?;
    runtime.block_on(async {
        listener.set_nonblocking(true).map_err(|error| error.to_string())?;
        let listener = tokio::net::TcpListener::from_std(listener).map_err(|error| error.to_string())?;
        axum::serve(listener, app).await.map_err(|error| error.to_string())
    })
}
