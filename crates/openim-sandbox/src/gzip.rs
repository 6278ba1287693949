//! gzip without compression: what matters to a client is the header, and that the body unpacks.

/// What gzip makes of nothing, as the real servers send it.
const NOTHING: [u8; 23] = [0x1f, 0x8b, 8, 0, 0, 0, 0, 0, 0, 0xff, 1, 0, 0, 0xff, 0xff, 0, 0, 0, 0, 0, 0, 0, 0];
const HEADER: [u8; 10] = [0x1f, 0x8b, 8, 0, 0, 0, 0, 0, 0, 0xff];
/// The longest stored block.
const BLOCK: usize = 0xffff;

/// `bytes` as a gzip stream of stored blocks.
pub(crate) fn pack(bytes: &[u8]) -> Vec<u8> {
    if bytes.is_empty() {
        return NOTHING.to_vec();
    }
    let mut packed = Vec::with_capacity(bytes.len() + bytes.len() / BLOCK * 5 + 32);
    packed.extend_from_slice(&HEADER);
    let mut blocks = bytes.chunks(BLOCK).peekable();
    while let Some(block) = blocks.next() {
        let length = u16::try_from(block.len()).unwrap_or(u16::MAX);
        packed.push(u8::from(blocks.peek().is_none()));
        packed.extend_from_slice(&length.to_le_bytes());
        packed.extend_from_slice(&(!length).to_le_bytes());
        packed.extend_from_slice(block);
    }
    packed.extend_from_slice(&crc32(bytes).to_le_bytes());
    packed.extend_from_slice(&u32::try_from(bytes.len()).unwrap_or(u32::MAX).to_le_bytes());
    packed
}

fn crc32(bytes: &[u8]) -> u32 {
    let table: [u32; 256] = std::array::from_fn(|index| {
        let start = u32::try_from(index).unwrap_or_default();
        (0..8).fold(start, |crc, _| if crc & 1 == 1 { 0xedb8_8320 ^ (crc >> 1) } else { crc >> 1 })
    });
    let step = |crc: u32, byte: &u8| {
        let index = usize::try_from((crc ^ u32::from(*byte)) & 0xff).unwrap_or_default();
        table.get(index).copied().unwrap_or_default() ^ (crc >> 8)
    };
    !bytes.iter().fold(u32::MAX, step)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_checksum_is_the_well_known_one() {
        assert_eq!(crc32(b"123456789"), 0xcbf4_3926);
    }

    #[test]
    fn a_stream_ends_with_checksum_and_length_and_its_last_block_is_marked() {
        let packed = pack(b"hello");
        assert_eq!(packed.get(10..15), Some(&[1, 5, 0, 0xfa, 0xff][..]));
        assert_eq!(packed.get(15..20), Some(&b"hello"[..]));
        assert_eq!(packed.get(24..), Some(&[5, 0, 0, 0][..]));
        let long = pack(&vec![7; BLOCK + 1]);
        assert_eq!(long.len(), 10 + 5 + BLOCK + 5 + 1 + 8);
        assert_eq!(long.get(10), Some(&0));
    }

    #[test]
    fn nothing_is_the_very_stream_of_the_real_servers() {
        assert_eq!(pack(b""), NOTHING);
    }
}
