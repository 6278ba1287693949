//! The native half: a router behind a TCP listener.

use std::convert::Infallible;
use std::future::Future;
use std::io;
use std::pin::Pin;

use axum::Router;
use axum::body::Body;
use axum::http::{Request, Response};
use hyper::body::Incoming;
use hyper::server::conn::http1;
use hyper::service::Service;
use hyper_util::rt::TokioIo;
use tokio::net::TcpListener;
use tower::Service as _;

use crate::{Dropped, Sandbox, router};

/// The headers of one request, as far as Go reads them; beyond that 431 without CORS.
const HEADER_LIMIT: usize = 1 << 20;

/// Answers calls until the future is dropped. Own loop, because a lost call closes its connection without an answer.
pub async fn serve(listener: TcpListener, sandbox: Sandbox) {
    let router = router(&sandbox);
    loop {
        let Ok((stream, _)) = listener.accept().await else {
            // Out of file handles, most likely: give the open connections a turn.
            tokio::task::yield_now().await;
            continue;
        };
        // Small answers must not wait for the acknowledgement of the one before; without it they are only slower.
        let _ = stream.set_nodelay(true);
        let connection = http1::Builder::new()
            .max_buf_size(HEADER_LIMIT)
            .serve_connection(TokioIo::new(stream), Droppable(router.clone()));
        tokio::spawn(async move {
            // An error is a client that left, or a call that is lost on purpose.
            let _ = connection.await;
        });
    }
}

/// Turns a response that is marked as [`Dropped`] into an error, at which hyper closes the connection.
struct Droppable(Router);

impl Service<Request<Incoming>> for Droppable {
    type Response = Response<Body>;
    type Error = io::Error;
    type Future = Pin<Box<dyn Future<Output = Result<Self::Response, Self::Error>> + Send>>;

    fn call(&self, request: Request<Incoming>) -> Self::Future {
        let mut router = self.0.clone();
        Box::pin(async move {
            let answered: Result<_, Infallible> = router.call(request.map(Body::new)).await;
            let response = answered.unwrap_or_else(|never| match never {});
            if response.extensions().get::<Dropped>().is_some() {
                return Err(io::Error::other("lost on purpose"));
            }
            Ok(response)
        })
    }
}
