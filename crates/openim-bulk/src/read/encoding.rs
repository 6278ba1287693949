//! How a file's letters are bytes, by its beginning; the decoding itself is the browser's.

use crate::job::{Encoding, Refusal};

/// One way to decode a file. All but the last of several end at the first byte that is no letter.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Attempt {
    /// As this.
    pub encoding: Encoding,
    /// Whether it ends at what is no letter; otherwise that becomes U+FFFD.
    pub fatal: bool,
}

/// The ways to try, one after another, for a file that begins so. Some thousand bytes are enough.
///
/// # Errors
/// It is a workbook.
pub fn attempts(first: &[u8], chosen: Option<Encoding>) -> Result<Vec<Attempt>, Refusal> {
    // A zip archive, and the older container of Office's files.
    if first.starts_with(b"PK\x03\x04") || first.starts_with(&[0xd0, 0xcf, 0x11, 0xe0]) {
        return Err(Refusal::Workbook);
    }
    let sure = |encoding| vec![Attempt { encoding, fatal: true }, Attempt { encoding, fatal: false }];
    if let Some(encoding) = chosen.or_else(|| marked(first)).or_else(|| wide(first)) {
        return Ok(sure(encoding));
    }
    // What is UTF-8 by chance is short. Nearly anything is GB18030, so it comes second.
    Ok(vec![
        Attempt { encoding: Encoding::Utf8, fatal: true },
        Attempt { encoding: Encoding::Gb18030, fatal: true },
        Attempt { encoding: Encoding::Utf8, fatal: false },
    ])
}

fn marked(first: &[u8]) -> Option<Encoding> {
    if first.starts_with(&[0xef, 0xbb, 0xbf]) {
        Some(Encoding::Utf8)
    } else if first.starts_with(&[0xff, 0xfe]) {
        Some(Encoding::Utf16Le)
    } else if first.starts_with(&[0xfe, 0xff]) {
        Some(Encoding::Utf16Be)
    } else {
        None
    }
}

/// Without a mark: separators, digits and line ends have a zero on one side.
fn wide(first: &[u8]) -> Option<Encoding> {
    let (mut even, mut odd) = (0_usize, 0_usize);
    for (index, byte) in first.iter().enumerate() {
        if *byte == 0 && index % 2 == 0 {
            even += 1;
        } else if *byte == 0 {
            odd += 1;
        }
    }
    // One in ten letters, more than by chance, and the other side nearly never.
    let many = (first.len() / 20).max(3);
    if odd >= many && even * 10 < odd {
        Some(Encoding::Utf16Le)
    } else if even >= many && odd * 10 < even {
        Some(Encoding::Utf16Be)
    } else {
        None
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn first_attempt(bytes: &[u8]) -> Encoding {
        attempts(bytes, None).unwrap().first().unwrap().encoding
    }

    #[test]
    fn the_encoding_is_seen_by_marks_and_zeros() {
        let text = "userID,昵称\r\nu1,安\r\n";
        let units = || text.encode_utf16();
        let little: Vec<u8> = units().flat_map(u16::to_le_bytes).collect();
        let big: Vec<u8> = units().flat_map(u16::to_be_bytes).collect();
        assert_eq!(first_attempt(&little), Encoding::Utf16Le);
        assert_eq!(first_attempt(&big), Encoding::Utf16Be);
        assert_eq!(first_attempt(&[0xff, 0xfe, 0x34, 0x12]), Encoding::Utf16Le);
        assert_eq!(first_attempt(&[0xfe, 0xff, 0x12, 0x34]), Encoding::Utf16Be);
        assert_eq!(first_attempt(text.as_bytes()), Encoding::Utf8);
        assert_eq!(first_attempt(b""), Encoding::Utf8);
        assert_eq!(first_attempt(b"a\0b,c,d,e,f,g,h,i,j,k,l,m,n\0"), Encoding::Utf8);
    }

    #[test]
    fn a_choice_stands_and_the_last_way_takes_everything() {
        let ways = attempts(b"\xef\xbb\xbfx", Some(Encoding::Gb18030)).unwrap();
        assert!(ways.iter().all(|way| way.encoding == Encoding::Gb18030));
        for ways in [ways, attempts(b"x", None).unwrap()] {
            let (last, others) = ways.split_last().unwrap();
            assert!(!last.fatal && others.iter().all(|way| way.fatal));
        }
    }

    #[test]
    fn a_workbook_is_no_text() {
        assert_eq!(attempts(b"PK\x03\x04\x14\x00", None), Err(Refusal::Workbook));
        assert_eq!(attempts(&[0xd0, 0xcf, 0x11, 0xe0, 0xa1], None), Err(Refusal::Workbook));
    }
}
