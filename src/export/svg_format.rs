//! How numbers, text, outlines and bytes are spelt in an SVG file.

use std::fmt::Write as _;

use egui::Pos2;

use super::drawing::{Rgba, Segment};

/// A number with at most two decimals, no trailing zeros and no minus before zero.
pub(super) fn number(value: f32) -> String {
    if !value.is_finite() {
        return "0".into();
    }
    // Hundredths as a whole number: far quicker to spell than a float, and a chart has tens of thousands of them.
    let hundredths = (f64::from(value) * 100.0).round() as i64;
    let sign = if hundredths < 0 { "-" } else { "" };
    let (whole, rest) = (hundredths.unsigned_abs() / 100, hundredths.unsigned_abs() % 100);
    match (rest / 10, rest % 10) {
        (0, 0) => format!("{sign}{whole}"),
        (tenths, 0) => format!("{sign}{whole}.{tenths}"),
        (tenths, hundredths) => format!("{sign}{whole}.{tenths}{hundredths}"),
    }
}

/// Text with the characters escaped that mean something in XML, and without those that may not appear in it.
pub(super) fn escape(text: &str) -> String {
    let mut escaped = String::with_capacity(text.len());
    for ch in text.chars() {
        match ch {
            '<' => escaped.push_str("&lt;"),
            '>' => escaped.push_str("&gt;"),
            '&' => escaped.push_str("&amp;"),
            '"' => escaped.push_str("&quot;"),
            '\'' => escaped.push_str("&#39;"),
            ch if is_allowed(ch) => escaped.push(ch),
            _ => {}
        }
    }
    escaped
}

/// Whether XML may contain the character. Line breaks and tabs it may; other control characters it may not.
pub(super) fn is_allowed(ch: char) -> bool {
    matches!(ch, '\n' | '\t') || !(ch.is_control() || matches!(ch, '\u{fffe}' | '\u{ffff}'))
}

/// A paint attribute and, unless opaque, the matching opacity: ` fill="#a0b1c2" fill-opacity="0.5"`.
pub(super) fn paint(attribute: &str, color: Rgba) -> String {
    let Rgba { r, g, b, a } = color;
    let mut text = format!(" {attribute}=\"#{r:02x}{g:02x}{b:02x}\"");
    if !color.is_opaque() {
        // Three decimals tell all 256 steps apart.
        let opacity = format!("{:.3}", f32::from(a) / 255.0);
        let _ = write!(text, " {attribute}-opacity=\"{}\"", opacity.trim_end_matches('0').trim_end_matches('.'));
    }
    text
}

/// Path data: absolute coordinates, with the short forms for level and upright lines.
#[derive(Default)]
pub(super) struct PathData {
    text: String,
    command: Option<char>,
    at: [String; 2],
    start: [String; 2],
}

impl PathData {
    /// Appends a step.
    pub fn add(&mut self, segment: Segment) {
        match segment {
            Segment::Move(p) => {
                self.step('M', &[p]);
                self.start.clone_from(&self.at);
            }
            Segment::Line(p) => self.line(p),
            Segment::Quad(c, p) => self.step('Q', &[c, p]),
            Segment::Cubic(c, d, p) => self.step('C', &[c, d, p]),
            Segment::Close => {
                self.text.push('Z');
                self.command = None;
                self.at.clone_from(&self.start);
            }
        }
    }

    /// The finished text.
    pub fn finish(self) -> String {
        self.text
    }

    fn line(&mut self, to: Pos2) {
        let [x, y] = [number(to.x), number(to.y)];
        let [at_x, at_y] = &self.at;
        let values: &[&str] = match (x == *at_x, y == *at_y) {
            // Shorter than the file can tell apart.
            (true, true) => return,
            (false, true) => &[&x],
            (true, false) => &[&y],
            (false, false) => &[&x, &y],
        };
        let command = match (x == *at_x, y == *at_y) {
            (false, true) => 'H',
            (true, false) => 'V',
            _ => 'L',
        };
        put(&mut self.text, &mut self.command, command, values.iter().copied());
        self.at = [x, y];
    }

    fn step(&mut self, command: char, points: &[Pos2]) {
        let values: Vec<String> = points.iter().flat_map(|p| [number(p.x), number(p.y)]).collect();
        put(&mut self.text, &mut self.command, command, values.iter().map(String::as_str));
        if let Some(end) = points.last() {
            self.at = [number(end.x), number(end.y)];
        }
    }
}

/// Writes a command and its numbers; the letter only if it is not the one before, spaces only where needed.
fn put<'a>(text: &mut String, last: &mut Option<char>, command: char, values: impl Iterator<Item = &'a str>) {
    // More pairs after an M would be lines.
    let mut letter = *last != Some(command) || command == 'M';
    if letter {
        text.push(command);
    }
    for value in values {
        if !letter && !value.starts_with('-') {
            text.push(' ');
        }
        letter = false;
        text.push_str(value);
    }
    *last = Some(command);
}

/// Bytes in base 64, as data addresses have them.
pub(super) fn base64(bytes: &[u8]) -> String {
    const DIGITS: &[u8; 64] = b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
    let mut text = String::with_capacity(bytes.len().div_ceil(3) * 4);
    for chunk in bytes.chunks(3) {
        let byte = |at: usize| u32::from(chunk.get(at).copied().unwrap_or(0));
        let group = (byte(0) << 16) | (byte(1) << 8) | byte(2);
        for digit in 0..4_usize {
            let index = (group >> (18 - 6 * digit)) & 63;
            let sign = DIGITS.get(index as usize).copied().unwrap_or(b'=');
            text.push(if digit <= chunk.len() { char::from(sign) } else { '=' });
        }
    }
    text
}

#[cfg(test)]
mod tests {
    use super::{PathData, base64, number};
    use crate::export::Segment;
    use egui::pos2;

    #[test]
    fn numbers_are_short() {
        let spelt: Vec<String> =
            [0.0, -0.0, -0.004, 10.0, 1.5, -2.254, 0.126, 100.0, f32::NAN].into_iter().map(number).collect();
        assert_eq!(spelt, ["0", "0", "0", "10", "1.5", "-2.25", "0.13", "100", "0"]);
    }

    #[test]
    fn base64_pads() {
        assert_eq!(
            ["", "f", "fo", "foo", "foobar"].map(|t| base64(t.as_bytes())),
            ["", "Zg==", "Zm8=", "Zm9v", "Zm9vYmFy"]
        );
    }

    #[test]
    fn path_data_is_compact() {
        let mut data = PathData::default();
        let steps = [
            Segment::Move(pos2(1.0, 2.0)),
            Segment::Line(pos2(5.0, 2.0)),
            Segment::Line(pos2(5.0, -4.0)),
            Segment::Line(pos2(1.0, 3.0)),
            Segment::Line(pos2(-1.0, -3.0)),
            Segment::Close,
        ];
        for step in steps {
            data.add(step);
        }
        assert_eq!(data.finish(), "M1 2H5V-4L1 3-1-3Z");
    }
}
