//! Erik Voeten's raw votes of the General Assembly: one row a vote, `rcid,ccode,session,vote`, with 1 yes, 2 abstain,
//! 3 no, 8 absent, 9 not a member; and a file of resolutions with their published totals.

use std::ops::ControlFlow;

use crate::{
    archive::{Chamber, Entry, Forum},
    io::{
        Problem,
        import::{
            Finding, Kind, Sheet,
            read::{Job, Part},
            recognize::Head,
        },
    },
    model::Vote,
};

/// What a file of this layout holds.
pub(super) fn role(head: &Head) -> Option<&'static str> {
    if head.has(&["rcid", "ccode", "vote"]) {
        return Some("votes");
    }
    head.has(&["rcid", "unres", "yes", "no", "abstain"]).then_some("resolutions")
}

/// Reads the files.
pub(super) fn read(parts: &[Part<'_>], job: &mut Job<'_>) -> Result<(), Problem> {
    let forum = job.builder.forum(Forum {
        id: "UNGA".into(),
        name: "General Assembly".to_owned(),
        chamber: Chamber::GeneralAssembly,
        rule: "ga-simple".into(),
    });
    for part in parts.iter().filter(|part| part.role == "votes") {
        votes(part, forum, job)?;
        job.done(part.input)?;
    }
    Ok(())
}

fn votes(part: &Part<'_>, forum: u32, job: &mut Job<'_>) -> Result<(), Problem> {
    let sheet = Sheet::open(part.input, part.file, job.options.encoding, &mut job.findings)?;
    let column = |name: &str| sheet.column(name);
    let (rcid, ccode, session, vote) = (column("rcid"), column("ccode"), column("session"), column("vote"));
    sheet.each(|row| {
        let roll_call = job.builder.roll_call(&format!("{}{}", job.prefix, row.cell(rcid)));
        let voter = job.builder.voter(row.cell(ccode));
        let entry = match row.cell(vote) {
            "1" => Entry::Cast(Vote::Yes),
            "2" => Entry::Cast(Vote::Abstain),
            "3" => Entry::Cast(Vote::No),
            "8" => Entry::Cast(Vote::Absent),
            "9" => Entry::NotMember,
            other => {
                let message = format!("\"{other}\" is no vote of this layout (1, 2, 3, 8 or 9)");
                job.findings.push(
                    Finding::error(Kind::UnknownVote, message, "The row was left out")
                        .at(row.place, vote.map_or(0, |column| column + 1)),
                );
                job.findings.leave_out(1);
                return ControlFlow::Continue(());
            }
        };
        job.builder.cast(roll_call, voter, entry);
        if let Some(found) = job.builder.roll_call_mut(roll_call) {
            found.forum = forum;
            found.session = row.cell(session).to_owned();
        }
        ControlFlow::Continue(())
    });
    Ok(())
}
