//! `GET /sandbox/avatar/NAME.svg`: a picture for every name, drawn from the name alone.

use axum::body::Body;
use axum::http::{Method, Response, StatusCode};

use crate::envelope;
use crate::http::Arrived;

/// The picture, for a path that asks for one.
pub(crate) fn answer(request: &Arrived) -> Option<Response<Body>> {
    let name = request.path.strip_prefix("/sandbox/avatar/")?.strip_suffix(".svg")?;
    if request.method != Method::GET {
        return None;
    }
    Some(envelope::with_cors(envelope::reply(StatusCode::OK, "image/svg+xml", draw(name))).map(Body::from))
}

/// Three circles whose places and colours follow from a hash. No text: the name is somebody's input.
fn draw(name: &str) -> String {
    let hash = name
        .bytes()
        .fold(0xcbf2_9ce4_8422_2325_u64, |hash, byte| (hash ^ u64::from(byte)).wrapping_mul(0x0100_0000_01b3));
    let part = |shift: u32, bound: u64| (hash >> shift) % bound;
    let (hue, second) = (part(0, 360), (part(0, 360) + 60 + part(9, 120)) % 360);
    let (x, y, radius) = (16 + part(18, 32), 16 + part(27, 32), 10 + part(36, 14));
    format!(
        "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 64 64\" width=\"64\" height=\"64\">\
         <rect width=\"64\" height=\"64\" fill=\"hsl({hue} 55% 45%)\"/>\
         <circle cx=\"{x}\" cy=\"{y}\" r=\"{radius}\" fill=\"hsl({second} 70% 65%)\"/>\
         <circle cx=\"{y}\" cy=\"{x}\" r=\"8\" fill=\"hsl({second} 60% 85%)\"/></svg>"
    )
}
