//! Sentences as laid out text, with the places of their figures.

use std::ops::Range;

use egui::{Align, Color32, FontId, TextFormat, text::LayoutJob};

use crate::brief::{Sentence, Span};

/// How words and figures look.
#[derive(Clone, Debug, PartialEq)]
pub struct Looks {
    /// The font of the words.
    pub font: FontId,
    /// The colour of the words.
    pub text: Color32,
    /// The colour of the figures.
    pub figure: Color32,
    /// The font and colour of the raised numbers of notes; none where they are not shown.
    pub note: Option<(FontId, Color32)>,
    /// How high a row is.
    pub line_height: f32,
}

impl Looks {
    fn format(&self, colour: Color32) -> TextFormat {
        TextFormat { line_height: Some(self.line_height), ..TextFormat::simple(self.font.clone(), colour) }
    }
}

/// Sentences that run on, to be laid out in a width; and where in the text the figures of which note stand.
#[must_use]
pub fn job<'a>(
    sentences: impl IntoIterator<Item = &'a Sentence>,
    looks: &Looks,
    width: f32,
) -> (LayoutJob, Vec<(Range<usize>, usize)>) {
    let mut job = LayoutJob::default();
    job.wrap.max_width = width;
    let mut figures = Vec::new();
    for (n, sentence) in sentences.into_iter().enumerate() {
        if n > 0 {
            job.append(" ", 0.0, looks.format(looks.text));
        }
        for span in &sentence.0 {
            // A break of a line inside a name would be one inside the paragraph.
            let words: String = span.text().chars().map(|c| if c.is_control() { ' ' } else { c }).collect();
            let Span::Figure { note, .. } = span else {
                job.append(&words, 0.0, looks.format(looks.text));
                continue;
            };
            let start = job.text.len();
            job.append(&words, 0.0, looks.format(looks.figure));
            if let Some((font, colour)) = &looks.note {
                let raised = TextFormat { valign: Align::TOP, ..TextFormat::simple(font.clone(), *colour) };
                job.append(&note.to_string(), 0.6, raised);
            }
            figures.push((start..job.text.len(), *note));
        }
    }
    (job, figures)
}
