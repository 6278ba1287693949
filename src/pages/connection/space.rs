//! How close a host is to this browser. A page may ask a host that is closer than its own only with the person's leave
//! ("local network access": Chrome from 142 on).

/// Of all spaces, the farthest first.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Space {
    /// The internet, as far as a name tells.
    Public,
    /// A private network.
    Local,
    /// This machine.
    Loopback,
}

impl Space {
    /// Of a host as it stands in an address. A name may lead anywhere: only those that are never public count as local.
    pub fn of(host: &str) -> Self {
        if let Some(inner) = host.strip_prefix('[') {
            return of_ipv6(inner.trim_end_matches(']'));
        }
        if let Some(parts) = ipv4(host) {
            return match parts {
                [127, ..] => Self::Loopback,
                [10, ..] | [192, 168, ..] | [169, 254, ..] | [172, 16..=31, ..] | [100, 64..=127, ..] => Self::Local,
                _ => Self::Public,
            };
        }
        if host == "localhost" || host.ends_with(".localhost") {
            Self::Loopback
        } else if !host.contains('.')
            || [".local", ".lan", ".internal", ".home.arpa"].iter().any(|end| host.ends_with(end))
        {
            Self::Local
        } else {
            Self::Public
        }
    }
}

fn of_ipv6(text: &str) -> Space {
    if text == "::1" {
        return Space::Loopback;
    }
    let is_local = ["fc", "fd", "fe8", "fe9", "fea", "feb"].iter().any(|start| text.starts_with(start));
    // `fc::1` is the short form of `00fc:…`, which is nobody's private network.
    let first = text.split(':').next().unwrap_or_default();
    if is_local && first.len() == 4 { Space::Local } else { Space::Public }
}

fn ipv4(host: &str) -> Option<[u8; 4]> {
    let mut parts = host.split('.').map(|part| part.parse::<u8>().ok());
    let found = [parts.next()??, parts.next()??, parts.next()??, parts.next()??];
    parts.next().is_none().then_some(found)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn hosts_are_told_apart_by_how_close_they_are() {
        for (host, space) in [
            ("127.0.0.1", Space::Loopback),
            ("localhost", Space::Loopback),
            ("im.localhost", Space::Loopback),
            ("[::1]", Space::Loopback),
            ("10.0.0.5", Space::Local),
            ("172.31.2.3", Space::Local),
            ("192.168.1.1", Space::Local),
            ("[fd00::5]", Space::Local),
            ("[fe80::1]", Space::Local),
            ("nas.local", Space::Local),
            ("openim", Space::Local),
            ("172.32.2.3", Space::Public),
            ("8.8.8.8", Space::Public),
            ("[2001:db8::1]", Space::Public),
            ("im.example.com", Space::Public),
            ("10.0.0.5.example.com", Space::Public),
        ] {
            assert_eq!(Space::of(host), space, "{host}");
        }
    }

    #[test]
    fn nearer_hosts_are_greater() {
        assert!(Space::Public < Space::Local && Space::Local < Space::Loopback);
    }
}
