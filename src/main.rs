//! The console, as a page.
fn main() {}
