//! Erik Voeten's raw votes of the General Assembly: one row a vote, `rcid,ccode,session,vote`, with 1 yes, 2 abstain,
//! 3 no, 8 absent, 9 not a member; and a file of resolutions with their published totals.

mod careful;
mod files;
mod scan;
mod table;

#[cfg(test)]
mod tests;

pub(super) use files::{read, role};
