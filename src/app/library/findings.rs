//! Which of the findings of an import are listed, and the list as a table.

use crate::io::import::{Finding, Findings, Kind, Severity};

/// Which findings are listed.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct FindingFilter {
    /// Only this gravity.
    pub severity: Option<Severity>,
    /// Only this kind.
    pub kind: Option<Kind>,
    /// Only those of this file.
    pub file: Option<u32>,
    /// Only those with these words.
    pub words: String,
}

impl FindingFilter {
    fn holds(&self, finding: &Finding, words: &str) -> bool {
        self.severity.is_none_or(|severity| finding.severity == severity)
            && self.kind.is_none_or(|kind| finding.kind == kind)
            && self.file.is_none_or(|file| finding.place.file == file)
            && (words.is_empty()
                || finding.message.to_lowercase().contains(words)
                || finding.done.to_lowercase().contains(words))
    }

    /// The places of those that are listed, the gravest first.
    #[must_use]
    pub fn apply(&self, findings: &Findings) -> Vec<usize> {
        let words = self.words.trim().to_lowercase();
        let list = findings.list().iter().enumerate();
        let mut found: Vec<(usize, &Finding)> = list.filter(|(_, finding)| self.holds(finding, &words)).collect();
        found.sort_by_key(|(_, finding)| finding.severity);
        found.into_iter().map(|(place, _)| place).collect()
    }
}

/// The findings as CSV: file, line, column, severity, kind, message, done.
#[must_use]
pub fn csv(findings: &Findings, places: &[usize], sources: &[String]) -> Vec<u8> {
    let mut writer = csv::Writer::from_writer(Vec::new());
    // A writer into memory does not fail.
    let _ = writer.write_record(["file", "line", "column", "severity", "kind", "message", "done"]);
    let number = |n: u32| if n == 0 { String::new() } else { n.to_string() };
    for finding in places.iter().filter_map(|place| findings.list().get(*place)) {
        let file = sources.get(finding.place.file as usize).map_or("", String::as_str);
        let _ = writer.write_record([
            file,
            &number(finding.place.line),
            &number(finding.column),
            finding.severity.label(),
            finding.kind.label(),
            &finding.message,
            &finding.done,
        ]);
    }
    writer.into_inner().unwrap_or_default()
}
