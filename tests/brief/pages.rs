//! Plain text, HTML and PDF.

use super::{
    notes::{all_cases, read},
    *,
};

#[test]
fn plain_text_keeps_to_its_width() {
    for (file, scenario) in all_cases() {
        for text in &file.dossier.texts {
            let brief = brief(&source(&file, scenario), &text.id).expect("a brief");
            for length in Length::ALL {
                let text = plain(&brief, length, true);
                assert!(text.ends_with('\n') && !text.contains('\u{a0}') && !text.contains("\n\n\n"));
                for line in text.lines() {
                    let unbroken = line.trim_start().split(' ').map(|word| word.chars().count()).max().unwrap_or(0);
                    assert!(line.chars().count() <= 80 || unbroken > 70, "{line}");
                    assert_eq!(line, line.trim_end(), "{line:?}");
                }
                let bare = plain(&brief, length, false);
                assert!(!bare.contains("[1]") && !bare.contains("Where the numbers come from"));
            }
        }
    }
}

// ---- HTML

/// Elements that have opened and closed, each attribute in quotes; panics where something is amiss.
fn parse(page: &str) -> Vec<(String, BTreeMap<String, String>)> {
    let (mut rest, mut open, mut found) = (page, Vec::new(), Vec::new());
    rest = rest.strip_prefix("<!DOCTYPE html>").expect("a doctype");
    while let Some(start) = rest.find('<') {
        let text = &rest[..start];
        assert!(!text.contains('>'), "a bare > in {text:?}");
        for (at, _) in text.match_indices('&') {
            let entity = &text[at..text[at..].find(';').map_or(text.len(), |end| at + end + 1)];
            assert!(["&amp;", "&lt;", "&gt;", "&quot;", "&#39;"].contains(&entity), "{entity}");
        }
        let end = start + rest[start..].find('>').expect("a tag ends");
        let tag = &rest[start + 1..end];
        rest = &rest[end + 1..];
        if let Some(name) = tag.strip_prefix('/') {
            assert_eq!(open.pop().as_deref(), Some(name), "closed in order");
            continue;
        }
        let alone = tag.ends_with('/');
        let (name, attributes) =
            tag.trim_end_matches('/').split_once([' ', '\n']).unwrap_or((tag.trim_end_matches('/'), ""));
        let mut values = BTreeMap::new();
        let mut left = attributes.trim();
        while !left.is_empty() {
            let (key, after) = left.split_once("=\"").unwrap_or_else(|| panic!("an attribute in {tag}"));
            let (value, after) = after.split_once('"').expect("a closing quote");
            assert!(values.insert(key.trim().to_owned(), value.to_owned()).is_none(), "{key} twice in {tag}");
            left = after.trim_start();
        }
        found.push((name.to_owned(), values));
        if !alone {
            open.push(name.to_owned());
        }
        if name == "style" {
            rest = &rest[rest.find("</style>").expect("the style ends")..];
        }
    }
    assert!(open.is_empty(), "{open:?}");
    found
}

fn check_page(page: &str, figures: usize) {
    let elements = parse(page);
    let mut ids = BTreeSet::new();
    for (name, values) in &elements {
        if let Some(id) = values.get("id") {
            assert!(ids.insert(id.clone()), "{id} twice");
        }
        assert!(!["script", "link", "iframe", "img"].contains(&name.as_str()), "{name}");
        assert!(!values.contains_key("src") && values.keys().all(|key| !key.starts_with("on")));
    }
    let mut links = 0;
    for (_, values) in &elements {
        if let Some(href) = values.get("href") {
            assert!(ids.contains(href.strip_prefix('#').expect("a link inside")), "{href}");
            links += 1;
        }
        for id in values.get("aria-labelledby").into_iter().flat_map(|ids| ids.split(' ')) {
            assert!(ids.contains(id), "{id}");
        }
        if let Some(clip) = values.get("clip-path") {
            let id = clip.trim_start_matches("url(#").trim_end_matches(')');
            assert!(ids.contains(id), "{clip}");
        }
    }
    assert_eq!(links, figures);
    let names: Vec<&str> = elements.iter().map(|(name, _)| name.as_str()).collect();
    assert_eq!(names.iter().filter(|name| **name == "h1").count(), 1);
    assert!(elements.contains(&("html".to_owned(), BTreeMap::from([("lang".to_owned(), "en".to_owned())]))));
}

fn figures(brief: &Brief, length: Length) -> usize {
    let spans: Vec<Vec<Span>> = match length {
        Length::Line => vec![brief.line.0.clone()],
        Length::Paragraph => std::iter::once(&brief.line).chain(&brief.reasons).map(|s| s.0.clone()).collect(),
        Length::Page => read(brief),
    };
    spans.iter().flatten().filter(|span| matches!(span, Span::Figure { .. })).count()
}

#[test]
fn the_web_page_is_well_formed_and_every_figure_leads_to_its_note() {
    let file = ukraine();
    for (text, scenario) in [
        ("GA-20250224-L10", None),
        ("GA-20250224-L11-AMENDED", Some("Assumed: EU abstains unamended")),
        ("SC-20240322-S2024-239", None),
        ("GA-20231027-CANADA", None),
        ("GA-20250224-L13", None),
    ] {
        let (brief, charts) = explained(&file, text, scenario);
        for length in Length::ALL {
            check_page(&html(&brief, &charts, length), figures(&brief, length));
        }
    }
}

/// A dossier whose words try to break out of every form.
fn hostile() -> DossierFile {
    let mut file = ukraine();
    let text = file.dossier.texts.iter_mut().find(|text| text.id == "GA-20250224-L10".into()).unwrap();
    text.title = "<script>alert(1)</script> & \"quotes\" 'all' ]]> \u{1}\u{0}\n\ttabs — ✓ 漢字".to_owned();
    text.source = "</style><b>&amp; https://example.org/?a=1&b=2".to_owned();
    text.note = "word ".repeat(6000);
    text.sponsor = "\u{202e}1 < 2 > 0".to_owned();
    let id = ScenarioId(900);
    let note = "a note with </main> in it".to_owned();
    let change = plenary::scenario::Change::votes(
        text.id.clone(),
        "<i>1</i>".to_owned(),
        ["USA".into()],
        plenary::model::Vote::Yes,
    );
    file.scenarios.push(Scenario {
        id,
        name: "“Quoted” <name>".to_owned(),
        base: None,
        note,
        changes: vec![change],
        extra: Default::default(),
    });
    file
}

#[test]
fn words_of_the_dossier_break_out_of_nothing() {
    let file = hostile();
    for scenario in [None, Some("“Quoted” <name>")] {
        let (brief, charts) = explained(&file, "GA-20250224-L10", scenario);
        let page = html(&brief, &charts, Length::Page);
        check_page(&page, figures(&brief, Length::Page));
        assert!(page.contains("&lt;script&gt;alert(1)&lt;/script&gt; &amp; &quot;quotes&quot;"));
        assert!(!page.contains('\u{0}') && !page.contains('\u{1}'));
        let pdf = bytes(&brief, &charts, Length::Page, BriefFormat::Pdf).expect("a file");
        assert!(pdf.starts_with(b"%PDF-"));
    }
}

// ---- PDF

/// The text of a PDF as pdftotext reads it; none where that is not installed.
fn extracted(pdf: &[u8]) -> Option<String> {
    let folder = tempfile::tempdir().expect("a folder");
    let path = folder.path().join("brief.pdf");
    std::fs::write(&path, pdf).expect("a file");
    let Ok(output) = Command::new("pdftotext").arg("-raw").arg(&path).arg("-").output() else {
        println!("skipped: pdftotext is not installed");
        return None;
    };
    assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
    Some(String::from_utf8(output.stdout).expect("UTF-8"))
}

fn count(bytes: &[u8], part: &[u8]) -> usize {
    bytes.windows(part.len()).filter(|window| *window == part).count()
}

#[test]
fn the_pdf_holds_the_words_and_a_link_for_every_figure() {
    let (brief, charts) = explained(&ukraine(), "GA-20250224-L10", None);
    let pdf = bytes(&brief, &charts, Length::Page, BriefFormat::Pdf).expect("a file");
    assert!(pdf.starts_with(b"%PDF-"));
    assert!(count(&pdf, b"/Subtype/Link") >= figures(&brief, Length::Page), "a figure that is broken has two");
    assert!(count(&pdf, b"/Type/Page\n") + count(&pdf, b"/Type/Page/") >= 3);
    for tag in ["/H1", "/H2", "/Figure", "/Table", "/TH", "/LBody"] {
        assert!(count(&pdf, tag.as_bytes()) > 0, "{tag}");
    }
    let Some(text) = extracted(&pdf) else { return };
    let text = one_line(&text);
    for words in [
        "Advancing a comprehensive, just",
        "General Assembly · 11th emergency special session · 24 February 2025 · As recorded",
        "The rule asks for two-thirds of members present and voting",
        "How the groups voted",
        "Each number is proved to be the smallest, with all other votes as they are.",
        "Where the numbers come from",
        "Counted from the roll call of A/ES-11/L.10 (in favour–against–abstaining); the published totals agree.",
        "1 of 3",
        "3 of 3",
    ] {
        assert!(text.contains(words), "{words}\n{text}");
    }
}

#[test]
fn a_long_remark_goes_over_pages_and_loses_no_word() {
    let (brief, charts) = explained(&hostile(), "GA-20250224-L10", None);
    let pdf = bytes(&brief, &charts, Length::Page, BriefFormat::Pdf).expect("a file");
    let Some(text) = extracted(&pdf) else { return };
    assert_eq!(text.split_whitespace().filter(|word| word.trim_end_matches('.') == "word").count(), 6000);
}

#[test]
fn the_same_brief_gives_the_same_bytes() {
    for format in BriefFormat::ALL {
        for length in Length::ALL {
            let once = || {
                let (brief, charts) = explained(&ukraine(), "SC-20250224-7-RES2774", None);
                bytes(&brief, &charts, length, format).expect("a file")
            };
            assert!(once() == once(), "{format:?} {length:?}");
        }
    }
}
