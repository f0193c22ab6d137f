//! A brief as a file: plain text, a web page, or pages of paper.

mod figure;
mod form;
mod html;
mod html_style;
mod job;
mod layout;
mod pages;
mod paper;

pub use form::{BriefFormat, bytes};
pub use html::html;
pub use job::{Looks, job};
