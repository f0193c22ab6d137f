//! Tables of no layout that is known here, read by the mappings that say what their columns mean.

use crate::{
    archive::Forum,
    io::{
        Problem,
        import::{
            Finding, Findings, Kind, Sheet,
            mapping::{Gather, Mapping, Shape, fitting, table},
            read::{Job, Part},
            recognize::Head,
        },
    },
};

/// How often whoever waits is told how far it is: once in so many rows.
const STEP: u64 = 1 << 14;

/// What a file of this layout holds: only a mapping says that, see [`role_of`].
pub(super) fn role(_head: &Head) -> Option<&'static str> {
    None
}

/// What a table with this mapping holds.
pub(in crate::io::import) fn role_of(mapping: &Mapping) -> &'static str {
    match mapping.shape {
        Shape::RollCalls => "roll calls",
        Shape::Members => "members",
        Shape::Long | Shape::Wide | Shape::Across | Shape::Names => "votes",
    }
}

/// Reads the files: those about roll calls first, since names go by the dates that they give.
pub(super) fn read(parts: &[Part<'_>], job: &mut Job<'_>) -> Result<(), Problem> {
    let mut builder = std::mem::take(&mut job.builder);
    let mut findings = std::mem::take(&mut job.findings);
    let prefix = job.prefix.clone();
    let mut gather = Gather::new(&mut builder, &mut findings, &prefix);
    let read = all(parts, job, &mut gather);
    (job.builder, job.findings) = (builder, findings);
    read
}

fn all(parts: &[Part<'_>], job: &mut Job<'_>, gather: &mut Gather<'_>) -> Result<(), Problem> {
    let (mut members, mut body): (Vec<_>, Option<Forum>) = (Vec::new(), None);
    for role in ["roll calls", "votes", "members"] {
        for part in parts.iter().filter(|part| part.role == role) {
            let mappings = &job.options.mappings;
            let encoding = job.options.encoding;
            let mut found = Findings::default();
            let mut sheet = Sheet::open(part.input, part.file, encoding, &mut found)?;
            let Some(mapping) = fitting(mappings, &sheet) else {
                gather.findings.append(found);
                let finding = Finding::error(Kind::Understood, "No mapping fits the header", "The file was left out");
                gather.findings.push(finding.at(sheet.header_place, 0));
                continue;
            };
            if mapping.above > 0 || (encoding.is_none() && mapping.encoding.is_some()) {
                found = Findings::default();
                let encoding = encoding.or(mapping.encoding);
                sheet = Sheet::open_under(part.input, part.file, encoding, mapping.above, &mut found)?;
            }
            gather.findings.append(found);
            let lacks = mapping.lacks();
            if !lacks.is_empty() {
                let finding =
                    Finding::error(Kind::Understood, "The mapping leaves open what is needed", lacks.join(" "));
                gather.findings.push(finding.at(sheet.header_place, 0));
                continue;
            }
            let name = &part.input.name;
            let stem = name.rsplit_once('.').map_or(name.as_str(), |(stem, _)| stem);
            let mut stopped = Ok(());
            let read = table(gather, &sheet, mapping, stem, &mut |row, byte| {
                if row % STEP == 0 {
                    stopped = job.progress(byte);
                }
                stopped.is_ok()
            });
            stopped?;
            members.extend(read.members);
            if mapping.shape == Shape::RollCalls {
                body = body.or(Some(mapping.body.clone()));
            }
            job.done(part.input)?;
        }
    }
    gather.close(&members, body);
    Ok(())
}
