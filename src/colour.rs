//! The few colours that a server can be marked with, so that production is not taken for a test. What each looks like is said in
//! `static/pages.css`; a colour never stands alone, the server's name is always beside it.

/// One of them.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Colour {
    /// Quiet.
    Gray,
    /// Blue.
    Blue,
    /// Green.
    Green,
    /// Amber.
    Amber,
    /// Red.
    Red,
    /// Violet.
    Violet,
}

impl Colour {
    /// All of them in the order they are offered, each with its word in `config.json`, in storage and in `data-colour`.
    pub const ALL: [(Self, &str); 6] = [
        (Self::Gray, "gray"),
        (Self::Blue, "blue"),
        (Self::Green, "green"),
        (Self::Amber, "amber"),
        (Self::Red, "red"),
        (Self::Violet, "violet"),
    ];

    /// Its word.
    pub fn word(self) -> &'static str {
        Self::ALL.iter().find(|(colour, _)| *colour == self).map_or("", |(_, word)| word)
    }

    /// The colour of this word.
    pub fn from_word(word: &str) -> Option<Self> {
        Self::ALL.iter().find(|(_, known)| *known == word).map(|(colour, _)| *colour)
    }
}
