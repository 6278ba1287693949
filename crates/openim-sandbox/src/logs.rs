//! The store of logs that apps have uploaded: where each lies, not the text.

/// One uploaded log.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Log {
    /// Ten digits.
    pub(crate) log_id: String,
    pub(crate) user_id: String,
    pub(crate) platform_id: i32,
    pub(crate) url: String,
    pub(crate) filename: String,
    pub(crate) system_type: String,
    pub(crate) version: String,
    pub(crate) ex: String,
    /// Milliseconds since 1970.
    pub(crate) create_time: i64,
}

/// All of them, the oldest first.
#[derive(Debug, Default)]
pub(crate) struct Logs(Vec<Log>);

impl Logs {
    /// All, the oldest first.
    pub(crate) fn iter(&self) -> impl DoubleEndedIterator<Item = &Log> {
        self.0.iter()
    }

    /// Adds one.
    pub(crate) fn add(&mut self, log: Log) {
        self.0.push(log);
    }

    /// Whether there is one of this ID.
    pub(crate) fn contains(&self, log_id: &str) -> bool {
        self.0.iter().any(|log| log.log_id == log_id)
    }

    /// Takes these out.
    pub(crate) fn remove(&mut self, log_ids: &[&str]) {
        self.0.retain(|log| !log_ids.contains(&log.log_id.as_str()));
    }
}
