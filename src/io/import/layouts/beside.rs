//! Tables that people keep beside files of votes and that hold none: codes of states, ideal points. They are known, so
//! that they may be opened together with the votes.

use super::parliament;
use crate::io::{
    Problem,
    import::{
        Finding, Kind,
        read::{Job, Part},
        recognize::Head,
    },
};

/// What a file of this layout holds.
pub(super) fn role(head: &Head) -> Option<&'static str> {
    if head.has(&["ccode", "session", "idealpoint"]) {
        return Some("ideal points");
    }
    let codes = head.has(&["stateabb", "ccode", "statenme"]) || head.has(&["cow_ccode", "iso3"]);
    codes.then_some("codes")
}

/// Says why the files are not needed.
pub(super) fn read(parts: &[Part<'_>], job: &mut Job<'_>) -> Result<(), Problem> {
    for (role, message) in [
        ("codes", "The table of codes is not needed: the program knows the codes and names of states by date"),
        ("ideal points", "Ideal points are no votes"),
    ] {
        parliament::of_role(parts, role, job, |part, job| {
            let found = Finding::note(Kind::Unused, message, "It was not read");
            job.findings.push(found.at(crate::archive::Place { file: part.file, line: 0 }, 0));
            Ok(())
        })?;
    }
    Ok(())
}
