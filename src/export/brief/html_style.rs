//! The looks of the web page, in the colours of the program.

use egui::Color32;

use crate::chart::style::{Style, Theme};

fn hex(colour: Color32) -> String {
    let [red, green, blue, _] = colour.to_srgba_unmultiplied();
    format!("#{red:02x}{green:02x}{blue:02x}")
}

/// The style sheet.
pub fn style() -> String {
    let style = Style::of(Theme::Print);
    let [_, adopted] = style.adopted;
    let [_, rejected] = style.rejected;
    let colours = format!(
        ":root {{ --paper: {}; --text: {}; --muted: {}; --border: {}; --faint: {}; --accent: {}; --glow: {}; \
         --met: {}; --unmet: {}; }}\n",
        hex(style.background),
        hex(style.text),
        hex(style.muted),
        hex(style.border),
        hex(style.faint),
        hex(style.accent),
        hex(style.accent_faint),
        hex(adopted),
        hex(rejected),
    );
    format!("{colours}{RULES}")
}

/// What does not depend on the colours.
const RULES: &str = "\
* { box-sizing: border-box; }
html { -webkit-text-size-adjust: 100%; scroll-behavior: smooth; }
body { margin: 0; background: var(--paper); color: var(--text); font: 16px/1.6 Inter, system-ui, -apple-system, \
'Segoe UI', Roboto, 'Helvetica Neue', Arial, sans-serif; }
main { max-width: 46rem; margin: 0 auto; padding: 3.5rem 1.5rem 5rem; }
h1 { font-size: 1.75rem; line-height: 1.25; letter-spacing: -0.012em; margin: 0 0 0.4rem; font-weight: 650; }
.about { margin: 0 0 2rem; color: var(--muted); font-size: 0.9rem; }
.lead { font-size: 1.2rem; line-height: 1.5; font-weight: 550; margin: 0 0 1.6rem; }
h2 { font-size: 1.1rem; margin: 2.6rem 0 0.7rem; padding-top: 1.1rem; border-top: 1px solid var(--border); \
font-weight: 650; }
p { margin: 0 0 1rem; }
figure { margin: 1.6rem 0; }
figure svg { display: block; width: 100%; height: auto; }
.figure { color: inherit; white-space: nowrap; text-decoration: underline; text-decoration-style: dotted; text-decoration-color: \
var(--accent); text-decoration-thickness: 1px; text-underline-offset: 3px; border-radius: 3px; }
.figure:hover, .figure:focus-visible { color: var(--accent); background: var(--glow); outline: none; }
.figure sup { display: none; }
ul.points { list-style: none; margin: 0 0 1rem; padding: 0; }
ul.points li { position: relative; padding-left: 1.5rem; margin: 0.45rem 0; }
ul.points li.dot::before { content: '–'; position: absolute; left: 0.2rem; color: var(--muted); }
.sign { position: absolute; left: 0; font-weight: 700; }
.met .sign { color: var(--met); }
.unmet .sign { color: var(--unmet); }
.open .sign { color: var(--muted); }
table { width: 100%; table-layout: fixed; border-collapse: collapse; font-variant-numeric: tabular-nums; font-size: 0.92rem; margin: 0.8rem 0 1.2rem; }
th, td { padding: 0.35rem 0 0.35rem 0.8rem; text-align: right; border-bottom: 1px solid var(--border); }
th:first-child { width: 34%; text-align: left; padding-left: 0; }
thead th { color: var(--muted); font-weight: 500; font-size: 0.82rem; }
tbody th { font-weight: 400; }
td .figure { text-decoration-color: transparent; }
td .figure:hover { text-decoration-color: var(--accent); }
ol.notes { color: var(--muted); font-size: 0.84rem; line-height: 1.5; padding-left: 2rem; margin: 0; }
ol.notes li { padding: 0.15rem 0.4rem; border-radius: 4px; overflow-wrap: anywhere; }
ol.notes li:target { background: var(--glow); color: var(--text); }
@media print {
  body { font-size: 10.5pt; }
  main { max-width: none; padding: 0; }
  .figure { text-decoration: none; }
  .figure sup { display: inline; color: var(--accent); font-size: 0.62em; line-height: 0; }
  figure, tr, li { break-inside: avoid; }
  h2 { break-after: avoid; }
}
";
