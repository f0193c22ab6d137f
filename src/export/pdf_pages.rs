//! A PDF of several pages: tagged for who hears it read, with links inside and an outline.
//!
//! Nothing in the file depends on the moment or the machine.

use std::num::NonZeroU16;

use egui::{Rect, Vec2};
use krilla::{
    Document,
    annotation::{Annotation, LinkAnnotation, Target},
    destination::XyzDestination,
    geom::{Point, Rect as PdfRect},
    metadata::Metadata,
    outline::{Outline, OutlineNode},
    page::PageSettings,
    tagging::{ArtifactType, ContentTag, ListNumbering, Node, TableHeaderScope, TagGroup, TagTree},
};

use super::{
    drawing::{Face, Item},
    error::ExportError,
    pdf::{Fonts, item_on, open},
};

/// A place to which a link leads.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Place {
    /// The page, from 0.
    pub page: usize,
    /// How far down.
    pub y: f32,
}

/// The number of a piece of content in the tree of tags.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Leaf(pub usize);

/// A link within the file.
#[derive(Clone, Debug, PartialEq)]
pub struct Link {
    /// What can be clicked.
    pub rect: Rect,
    /// Where it leads.
    pub to: Place,
    /// The content that it belongs to.
    pub leaf: Leaf,
    /// What it is, in words.
    pub words: String,
}

/// One page.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Sheet {
    content: Vec<(Option<Leaf>, Vec<Item>)>,
    /// Its links.
    pub links: Vec<Link>,
}

impl Sheet {
    /// Puts items on the page; without a leaf they are there for the eye alone.
    pub fn put(&mut self, leaf: Option<Leaf>, items: Vec<Item>) {
        match self.content.last_mut() {
            Some((last, content)) if *last == leaf => content.extend(items),
            _ => self.content.push((leaf, items)),
        }
    }
}

/// What a piece of content is.
#[derive(Clone, Debug, PartialEq)]
pub enum Tag {
    /// A heading of a level.
    Heading(u16),
    /// A paragraph.
    Paragraph,
    /// A list.
    List,
    /// A list with numbers.
    Numbered,
    /// An item of a list.
    Item,
    /// The sign or number before an item.
    Label,
    /// What an item says.
    Body,
    /// A table.
    Table,
    /// A row of a table.
    Row,
    /// The head of a column.
    ColumnHead,
    /// The head of a row.
    RowHead,
    /// A cell.
    Cell,
    /// A figure with what it shows in words.
    Figure(String),
}

/// A branch of the tree of tags.
#[derive(Clone, Debug, PartialEq)]
pub enum Branch {
    /// What belongs together.
    Group(Tag, Vec<Branch>),
    /// A piece of content.
    Leaf(Leaf),
}

impl Branch {
    /// Puts branches together.
    #[must_use]
    pub fn new(tag: Tag, branches: Vec<Self>) -> Self {
        Self::Group(tag, branches)
    }
}

/// A whole file.
#[derive(Clone, Debug, PartialEq)]
pub struct Paper {
    /// The size of a page in points.
    pub size: Vec2,
    /// The title of the file.
    pub title: String,
    /// What it says, in a sentence.
    pub description: String,
    /// The pages.
    pub sheets: Vec<Sheet>,
    /// The tree of tags, in the order of reading.
    pub tree: Vec<Branch>,
    /// The outline: headings and where they stand.
    pub outline: Vec<(String, Place)>,
}

/// Writes the file.
///
/// # Errors
///
/// If the pages have no size, or the PDF library refuses.
pub fn write(paper: &Paper) -> Result<Vec<u8>, ExportError> {
    let Vec2 { x: width, y: height } = paper.size;
    let settings = PageSettings::from_wh(width, height).ok_or(ExportError::Empty { width, height, scale: 1.0 })?;
    let mut fonts = Fonts { regular: open(Face::Regular)?, semibold: open(Face::SemiBold)? };
    let mut document = Document::new();
    document.set_metadata(
        Metadata::new()
            .title(paper.title.clone())
            .description(paper.description.clone())
            .language("en".into())
            .creator("Plenary".into()),
    );
    let mut leaves: Vec<Vec<Node>> = Vec::new();
    for sheet in &paper.sheets {
        let mut page = document.start_page_with(settings.clone());
        let mut surface = page.surface();
        for (leaf, items) in &sheet.content {
            let tag = match leaf {
                Some(_) => ContentTag::Other,
                None => ContentTag::Artifact(krilla::tagging::Artifact::with_kind(ArtifactType::Layout)),
            };
            let identifier = surface.start_tagged(tag);
            for item in items {
                item_on(&mut surface, item, &mut fonts);
            }
            surface.end_tagged();
            if let Some(leaf) = leaf {
                push(&mut leaves, *leaf, identifier.into());
            }
        }
        surface.finish();
        for link in &sheet.links {
            let Some(annotation) = annotation(link, paper.sheets.len()) else { continue };
            let identifier = page.add_tagged_annotation(annotation);
            let mut group = TagGroup::new(krilla::tagging::Tag::Link);
            group.push(identifier);
            push(&mut leaves, link.leaf, group.into());
        }
        page.finish();
    }
    let mut tree = TagTree::new().with_lang(Some("en".into()));
    for branch in &paper.tree {
        for node in nodes(branch, &mut leaves) {
            tree.push(node);
        }
    }
    document.set_tag_tree(tree);
    document.set_outline(outline(paper));
    document.finish().map_err(|error| ExportError::Pdf(error.to_string()))
}

fn push(leaves: &mut Vec<Vec<Node>>, leaf: Leaf, node: Node) {
    if leaves.len() <= leaf.0 {
        leaves.resize_with(leaf.0 + 1, Vec::new);
    }
    if let Some(list) = leaves.get_mut(leaf.0) {
        list.push(node);
    }
}

/// A link, unless it leads to a page that is not there.
fn annotation(link: &Link, pages: usize) -> Option<Annotation> {
    let rect = PdfRect::from_ltrb(link.rect.left(), link.rect.top(), link.rect.right(), link.rect.bottom())?;
    if link.to.page >= pages {
        return None;
    }
    let target = Target::Destination(destination(link.to).into());
    Some(Annotation::new_link(LinkAnnotation::new(rect, target), Some(link.words.clone())))
}

fn destination(place: Place) -> XyzDestination {
    // A little above, so that what is meant does not stick to the edge of the window.
    XyzDestination::new(place.page, Point::from_xy(0.0, (place.y - 12.0).max(0.0)))
}

fn outline(paper: &Paper) -> Outline {
    let mut outline = Outline::new();
    for (words, place) in paper.outline.iter().filter(|(_, place)| place.page < paper.sheets.len()) {
        outline.push_child(OutlineNode::new(words.clone(), destination(*place)));
    }
    outline
}

/// A branch as nodes of the file. What has no content on any page has no node.
fn nodes(branch: &Branch, leaves: &mut [Vec<Node>]) -> Vec<Node> {
    match branch {
        Branch::Leaf(leaf) => leaves.get_mut(leaf.0).map(std::mem::take).unwrap_or_default(),
        Branch::Group(tag, branches) => {
            let children: Vec<Node> = branches.iter().flat_map(|branch| nodes(branch, leaves)).collect();
            if children.is_empty() { Vec::new() } else { vec![group(tag, children).into()] }
        }
    }
}

fn group(tag: &Tag, children: Vec<Node>) -> TagGroup {
    use krilla::tagging::Tag as Kind;
    match tag {
        Tag::Heading(level) => {
            let level = NonZeroU16::new(*level).unwrap_or(NonZeroU16::MIN);
            TagGroup::with_children(Kind::Hn(level, None), children)
        }
        Tag::Paragraph => TagGroup::with_children(Kind::P, children),
        Tag::List => TagGroup::with_children(Kind::L(ListNumbering::None), children),
        Tag::Numbered => TagGroup::with_children(Kind::L(ListNumbering::Decimal), children),
        Tag::Item => TagGroup::with_children(Kind::LI, children),
        Tag::Label => TagGroup::with_children(Kind::Lbl, children),
        Tag::Body => TagGroup::with_children(Kind::LBody, children),
        Tag::Table => TagGroup::with_children(Kind::Table, children),
        Tag::Row => TagGroup::with_children(Kind::TR, children),
        Tag::ColumnHead => TagGroup::with_children(Kind::TH(TableHeaderScope::Column), children),
        Tag::RowHead => TagGroup::with_children(Kind::TH(TableHeaderScope::Row), children),
        Tag::Cell => TagGroup::with_children(Kind::TD, children),
        Tag::Figure(alt) => TagGroup::with_children(Kind::Figure(Some(alt.clone())), children),
    }
}
