//! What one should know before one quotes a number: how it is made, what it cannot know, and the words for it.
//!
//! - [`number`]: how the number is made, with two articles that look independent and are not
//! - [`limits`]: what it cannot know
//! - [`ethics`]: what a count must not be used for
//! - [`glossary`]: the terms, as the fields that lent them use them
//! - [`comparison`]: Splink, dedupe, MELTT, GDELT, Event Registry, HeidelTime: what each is for, and when to use it instead
//! - [`performance`]: the commands that print how fast and how good it is, on the machine at hand
//! - [`growth`]: memory and traffic on many workers, and where the first bottleneck is
//! - [`citing`]: how to cite

#[doc = include_str!("number.md")]
pub mod number {}

#[doc = include_str!("limits.md")]
pub mod limits {}

#[doc = include_str!("ethics.md")]
pub mod ethics {}

#[doc = include_str!("glossary.md")]
pub mod glossary {}

#[doc = include_str!("comparison.md")]
pub mod comparison {}

#[doc = include_str!("performance.md")]
pub mod performance {}

#[doc = include_str!("growth.md")]
pub mod growth {}

#[doc = include_str!("citing.md")]
pub mod citing {}
