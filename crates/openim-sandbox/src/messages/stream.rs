//! The messages of one conversation, how far each of its users has read, and from where on each sees it.

use std::collections::HashMap;

use super::Message;

/// The messages of one conversation.
#[derive(Debug, Default)]
pub(crate) struct Stream {
    /// The one of seq 1 first.
    messages: Vec<Message>,
    /// How far each user has read; a user's own messages count as read.
    has_read: HashMap<String, i64>,
    /// From which seq on a user sees the conversation: what lies before was cleared.
    min_seq: HashMap<String, i64>,
}

impl Stream {
    /// Appends a message; its sender has read it. Returns it as stored.
    pub(super) fn push(&mut self, mut message: Message) -> Message {
        message.seq = self.max_seq() + 1;
        self.read(&message.send_id, message.seq);
        self.messages.push(message.clone());
        message
    }

    /// The last seq; 0 while there is none.
    pub(crate) fn max_seq(&self) -> i64 {
        i64::try_from(self.messages.len()).unwrap_or(i64::MAX)
    }

    /// All that are there, by seq.
    pub(crate) fn iter(&self) -> impl DoubleEndedIterator<Item = &Message> {
        self.messages.iter().filter(|message| !message.is_gone)
    }

    /// The one of this seq.
    pub(crate) fn get(&self, seq: i64) -> Option<&Message> {
        self.place(seq).and_then(|index| self.messages.get(index)).filter(|message| !message.is_gone)
    }

    /// The same, to be changed.
    pub(crate) fn get_mut(&mut self, seq: i64) -> Option<&mut Message> {
        self.place(seq).and_then(|index| self.messages.get_mut(index)).filter(|message| !message.is_gone)
    }

    fn place(&self, seq: i64) -> Option<usize> {
        usize::try_from(seq).ok()?.checked_sub(1)
    }

    /// The newest that `user_id` sees.
    pub(crate) fn last_for(&self, user_id: &str) -> Option<&Message> {
        self.visible_to(user_id).next_back()
    }

    /// All that `user_id` sees, by seq.
    pub(crate) fn visible_to<'a>(&'a self, user_id: &str) -> impl DoubleEndedIterator<Item = &'a Message> {
        let from = self.min_seq_of(user_id);
        self.iter().filter(move |message| message.seq >= from && !message.deleted_for.iter().any(|id| id == user_id))
    }

    /// How far `user_id` has read.
    pub(crate) fn has_read(&self, user_id: &str) -> i64 {
        self.has_read.get(user_id).copied().unwrap_or_default()
    }

    /// Reading never goes back.
    pub(crate) fn read(&mut self, user_id: &str, seq: i64) {
        let read = self.has_read.entry(user_id.to_owned()).or_default();
        *read = seq.max(*read);
    }

    /// From which seq on `user_id` sees the conversation; 0: from its beginning.
    pub(crate) fn min_seq_of(&self, user_id: &str) -> i64 {
        self.min_seq.get(user_id).copied().unwrap_or_default()
    }

    /// `user_id` sees nothing before `seq` any more.
    pub(crate) fn clear_before(&mut self, user_id: &str, seq: i64) {
        self.min_seq.insert(user_id.to_owned(), seq);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn stream(count: usize) -> Stream {
        let mut stream = Stream::default();
        for _ in 0..count {
            stream.push(Message { send_id: "ann".to_owned(), ..Message::default() });
        }
        stream
    }

    fn seqs(messages: impl Iterator<Item = i64>) -> Vec<i64> {
        messages.collect()
    }

    #[test]
    fn the_seq_of_a_deleted_message_stays_taken() {
        let mut stream = stream(3);
        stream.get_mut(3).unwrap().is_gone = true;
        assert_eq!((stream.max_seq(), stream.get(3)), (3, None));
        assert_eq!(stream.push(Message::default()).seq, 4);
        assert_eq!(seqs(stream.iter().map(|message| message.seq)), [1, 2, 4]);
    }

    #[test]
    fn what_one_user_deletes_or_clears_the_others_still_see() {
        let mut stream = stream(4);
        stream.clear_before("ann", 3);
        stream.get_mut(4).unwrap().deleted_for.push("ann".to_owned());
        assert_eq!(seqs(stream.visible_to("ann").map(|message| message.seq)), [3]);
        assert_eq!(stream.last_for("bob").map(|message| message.seq), Some(4));
    }

    #[test]
    fn a_sender_has_read_what_he_wrote_and_reading_never_goes_back() {
        let mut stream = stream(2);
        assert_eq!((stream.has_read("ann"), stream.has_read("bob")), (2, 0));
        stream.read("bob", 2);
        stream.read("bob", 1);
        assert_eq!(stream.has_read("bob"), 2);
    }

    #[test]
    fn there_is_no_message_before_the_first() {
        let stream = stream(1);
        for seq in [i64::MIN, -1, 0, 2, i64::MAX] {
            assert_eq!(stream.get(seq), None, "{seq}");
        }
    }
}
