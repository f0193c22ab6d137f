//! The drawing as an SVG file, with text as text or as outlines.

use std::fmt::Write as _;

use egui::Rect;

use super::drawing::{Drawing, Face, Image, Item, Path, Pen, Segment, Text};
use super::geometry::{as_circle, as_rect};
use super::outline::Outlines;
use super::svg_format::{PathData, base64, escape, is_allowed, number, paint};

/// How text is written.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum TextMode {
    /// As text, which can be searched and edited; it looks right where Inter is installed.
    Text,
    /// As outlines, which look right everywhere.
    Outlines,
}

/// Writes the drawing as an SVG file; a point of the drawing is a user unit. The same drawing always gives the same
/// bytes.
#[must_use]
pub fn write(drawing: &Drawing, mode: TextMode) -> String {
    embedded(drawing, mode, "")
}

/// The same, to stand in a page beside others: its ids begin with `prefix`.
#[must_use]
pub fn embedded(drawing: &Drawing, mode: TextMode, prefix: &str) -> String {
    let mut writer = Writer { mode, prefix, clips: Vec::new(), outlines: Outlines::new() };
    let elements: Vec<Element> = drawing.items.iter().filter_map(|item| writer.item(item)).collect();

    let mut svg = String::new();
    let (width, height) = (number(drawing.width), number(drawing.height));
    let _ = writeln!(
        svg,
        "<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"{width}\" height=\"{height}\" viewBox=\"0 0 {width} {height}\" \
         role=\"img\" aria-labelledby=\"{prefix}drawing-title {prefix}drawing-desc\" stroke-miterlimit=\"{}\">",
        number(Pen::MITER_LIMIT)
    );
    let _ = writeln!(svg, "<title id=\"{prefix}drawing-title\">{}</title>", escape(&drawing.title));
    let _ = writeln!(svg, "<desc id=\"{prefix}drawing-desc\">{}</desc>", escape(&drawing.description));
    if !writer.clips.is_empty() {
        svg.push_str("<defs>\n");
        for (index, clip) in writer.clips.iter().enumerate() {
            let _ = writeln!(svg, "<clipPath id=\"{prefix}clip{index}\"><rect{}/></clipPath>", place(*clip));
        }
        svg.push_str("</defs>\n");
    }
    if let Some(background) = drawing.background {
        let _ = writeln!(svg, "<rect width=\"{width}\" height=\"{height}\"{}/>", paint("fill", background));
    }
    // Elements that look the same are put into a group that says how.
    for run in elements.chunk_by(|a, b| a.style == b.style) {
        let Some(first) = run.first() else { continue };
        let grouped = !first.style.is_empty() && (run.len() > 1 || first.needs_group);
        if grouped {
            let _ = writeln!(svg, "<g{}>", first.style);
        }
        for element in run {
            element.write(&mut svg, !grouped);
        }
        if grouped {
            svg.push_str("</g>\n");
        }
    }
    svg.push_str("</svg>\n");
    svg
}

/// An element; `style` is what neighbours may share.
struct Element {
    name: &'static str,
    own: String,
    style: String,
    content: Option<String>,
    /// The element has a transform, which would move its clip as well; the clip has to be on a group around it.
    needs_group: bool,
}

impl Element {
    fn write(&self, svg: &mut String, styled: bool) {
        let style = if styled { self.style.as_str() } else { "" };
        let (name, own) = (self.name, &self.own);
        let _ = match &self.content {
            Some(content) => writeln!(svg, "<{name}{own}{style}>{content}</{name}>"),
            None => writeln!(svg, "<{name}{own}{style}/>"),
        };
    }
}

struct Writer<'a> {
    mode: TextMode,
    /// What ids begin with.
    prefix: &'a str,
    clips: Vec<Rect>,
    outlines: Outlines,
}

impl Writer<'_> {
    fn item(&mut self, item: &Item) -> Option<Element> {
        let mut element = match item {
            Item::Path(path) => path_element(path),
            Item::Text(text) => self.text(text)?,
            Item::Image(image) => image_element(image)?,
        };
        if let Some(clip) = item.clip() {
            let index = self.clips.iter().position(|known| *known == clip).unwrap_or_else(|| {
                self.clips.push(clip);
                self.clips.len() - 1
            });
            let _ = write!(element.style, " clip-path=\"url(#{}clip{index})\"", self.prefix);
            element.needs_group = element.own.contains(" transform=");
        }
        Some(element)
    }

    fn text(&mut self, text: &Text) -> Option<Element> {
        match self.mode {
            TextMode::Text => text_element(text),
            TextMode::Outlines => {
                let mut data = PathData::default();
                self.outlines.run(text, |segment| data.add(segment));
                let data = data.finish();
                let own = format!(" d=\"{data}\"");
                (!data.is_empty()).then(|| Element::new("path", own, paint("fill", text.color)))
            }
        }
    }
}

impl Element {
    fn new(name: &'static str, own: String, style: String) -> Self {
        Self { name, own, style, content: None, needs_group: false }
    }
}

fn text_element(text: &Text) -> Option<Element> {
    let [a, b, c, d, e, f] = text.matrix();
    let plain = [a, b, c, d] == [1.0, 0.0, 0.0, 1.0];
    let (x0, y) = if plain { (e, f) } else { (0.0, 0.0) };
    let glyphs = || text.glyphs.iter().filter(|glyph| is_allowed(glyph.ch));
    let xs: Vec<String> = glyphs().map(|glyph| number(x0 + glyph.x)).collect();
    if xs.is_empty() {
        return None;
    }
    let mut own = format!(" x=\"{}\" y=\"{}\"", xs.join(" "), number(y));
    if !plain {
        // Four decimals, for a hundredth of a point at the end of a long line.
        let [a, b, c, d] = [a, b, c, d].map(|value| format!("{:.4}", value + 0.0));
        let _ = write!(own, " transform=\"matrix({a} {b} {c} {d} {} {})\"", number(e), number(f));
    }
    let weight = match text.face {
        Face::Regular => String::new(),
        Face::SemiBold => format!(" font-weight=\"{}\"", text.face.weight()),
    };
    let style = format!(
        "{} font-family=\"Inter, 'Helvetica Neue', Arial, sans-serif\" font-size=\"{}\"{weight} xml:space=\"preserve\"",
        paint("fill", text.color),
        number(text.size)
    );
    let content = escape(&glyphs().map(|glyph| glyph.ch).collect::<String>());
    Some(Element { content: Some(content), ..Element::new("text", own, style) })
}

fn path_element(path: &Path) -> Element {
    let mut style = match path.fill {
        Some(fill) => paint("fill", fill),
        None => " fill=\"none\"".into(),
    };
    if let Some(pen) = path.stroke {
        style += &paint("stroke", pen.color);
        if (pen.width - 1.0).abs() > 1e-3 {
            // A width that rounds to nothing would still be a line.
            let _ = write!(style, " stroke-width=\"{}\"", number(pen.width.max(0.01)));
        }
    }
    if path.crisp {
        style += " shape-rendering=\"crispEdges\"";
    }
    if let Some(rect) = as_rect(&path.segments) {
        return Element::new("rect", place(rect), style);
    }
    if let Some((center, radius)) = as_circle(&path.segments) {
        let own = format!(" cx=\"{}\" cy=\"{}\" r=\"{}\"", number(center.x), number(center.y), number(radius));
        return Element::new("circle", own, style);
    }
    let mut data = PathData::default();
    path.segments.iter().for_each(|segment: &Segment| data.add(*segment));
    Element::new("path", format!(" d=\"{}\"", data.finish()), style)
}

fn image_element(image: &Image) -> Option<Element> {
    let mut own = place(image.rect);
    own += " preserveAspectRatio=\"none\"";
    if !image.smooth {
        own += " style=\"image-rendering:pixelated\"";
    }
    if image.angle != 0.0 {
        let center = image.rect.center();
        let degrees = image.angle.to_degrees();
        let _ = write!(own, " transform=\"rotate({degrees:.4} {} {})\"", number(center.x), number(center.y));
    }
    let _ = write!(own, " href=\"data:image/png;base64,{}\"", base64(&image.png()?));
    Some(Element::new("image", own, String::new()))
}

/// Place and size of a rectangle as attributes. The far edges, not the sizes, are rounded, so that neighbours meet.
fn place(rect: Rect) -> String {
    let round = |value: f32| (value * 100.0).round() / 100.0;
    let (width, height) = (round(rect.right()) - round(rect.left()), round(rect.bottom()) - round(rect.top()));
    format!(
        " x=\"{}\" y=\"{}\" width=\"{}\" height=\"{}\"",
        number(rect.left()),
        number(rect.top()),
        number(width),
        number(height)
    )
}
