//! Addresses as people type and paste them.
#![cfg(not(target_arch = "wasm32"))]
#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    clippy::indexing_slicing,
    clippy::string_slice,
    reason = "a test may"
)]

use openim_api::{BaseUrl, BaseUrlError};

#[test]
fn addresses_become_whole_and_lose_what_is_superfluous() {
    for (typed, address) in [
        ("10.0.0.5:10002", "http://10.0.0.5:10002"),
        (" https://IM.example.com/api/ ", "https://im.example.com/api"),
        ("http://host:80//a//b/", "http://host/a/b"),
        ("localhost", "http://localhost"),
        ("[::1]:10002", "http://[::1]:10002"),
        ("//host", "http://host"),
        ("HTTPS://Host:443", "https://host"),
        ("https://host:80", "https://host:80"),
        ("münchen.example:10002", "http://münchen.example:10002"),
        ("http://例え.テスト/api", "http://例え.テスト/api"),
        ("http://[2001:DB8::1]/", "http://[2001:db8::1]"),
        ("host:10002/user/get_users", "http://host:10002"),
        ("https://host/im/api/auth/get_admin_token/", "https://host/im/api"),
        ("https://host/user/api", "https://host/user/api"),
        ("https://host/my_api", "https://host/my_api"),
        ("host/user/get_users/msg/get_server_time", "http://host"),
    ] {
        assert_eq!(BaseUrl::parse(typed).map(|url| url.to_string()), Ok(address.to_owned()), "{typed}");
    }
    assert_eq!(BaseUrl::parse_with_scheme("host", "https").map(|url| url.to_string()), Ok("https://host".to_owned()));
}

#[test]
fn what_is_wrong_is_said() {
    for (typed, error) in [
        ("  ", BaseUrlError::Empty),
        ("javascript:alert(1)", BaseUrlError::Scheme),
        ("ftp://host", BaseUrlError::Scheme),
        ("http://", BaseUrlError::Host),
        ("http://a b", BaseUrlError::Host),
        ("http://host\\@evil", BaseUrlError::Credentials),
        ("http://host\\evil", BaseUrlError::Host),
        ("http://host:0", BaseUrlError::Port),
        ("http://host:99999", BaseUrlError::Port),
        ("http://admin:pw@host", BaseUrlError::Credentials),
        ("http://host/api?token=1", BaseUrlError::QueryOrFragment),
        ("http://host/#/users", BaseUrlError::QueryOrFragment),
        ("http://host/../x", BaseUrlError::Host),
        ("http://host/%2E./x", BaseUrlError::Host),
        ("http://host/a%2Fb", BaseUrlError::Host),
        ("data:text/html,x", BaseUrlError::Scheme),
        ("file:///etc/passwd", BaseUrlError::Scheme),
        ("javascript://host/%0aalert(1)", BaseUrlError::Scheme),
        ("admin:10002@host", BaseUrlError::Credentials),
        ("http://[::1", BaseUrlError::Host),
        ("http://[fe80::1%25eth0]", BaseUrlError::Host),
        ("http://::1", BaseUrlError::Host),
        ("http://host:1:2", BaseUrlError::Host),
        ("http://host:x", BaseUrlError::Port),
        ("http://host:+80", BaseUrlError::Port),
        ("http://[::::]", BaseUrlError::Host),
        ("http://[1]", BaseUrlError::Host),
        ("http://[::12345]", BaseUrlError::Host),
    ] {
        assert_eq!(BaseUrl::parse(typed), Err(error), "{typed}");
    }
}

#[test]
fn its_parts_are_found() {
    let url = BaseUrl::parse("https://im.example.com:8443/api").unwrap();
    assert_eq!((url.host(), url.port(), url.origin()), ("im.example.com", Some(8443), "https://im.example.com:8443"));
    assert_eq!(url.join("/user/get_users"), "https://im.example.com:8443/api/user/get_users");
    assert_eq!(url.join("auth/x/"), "https://im.example.com:8443/api/auth/x");
    assert_eq!(BaseUrl::parse("http://[::1]").unwrap().host(), "[::1]");
    assert_eq!(BaseUrl::same_origin("https://p.example.com", "/api").unwrap().as_str(), "https://p.example.com/api");
    assert_eq!(BaseUrl::same_origin("https://p.example.com", "//evil"), Err(BaseUrlError::Host));
}
