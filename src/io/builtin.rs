//! The dossiers that come with the program.

use super::{DossierFile, parse};
use crate::model::{Body, BodyId, Dossier, Group, Member, Roster};

/// A body to start a dossier with.
#[derive(Clone, Debug, PartialEq)]
pub struct BodyTemplate {
    /// Its name in a menu.
    pub name: String,
    /// The body.
    pub body: Body,
    /// All members that hold or have held a seat in it.
    pub members: Vec<Member>,
    /// Groups with at least two of these members, cut down to them.
    pub groups: Vec<Group>,
}

/// A dossier that comes with the program.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum BuiltIn {
    /// Ukraine, 24 February 2025.
    Ukraine,
    /// China's seat, 25 October 1971.
    China,
    /// The Council of the European Union, without texts.
    EuCouncil,
}

impl BuiltIn {
    /// All, in the order of a menu.
    pub const ALL: [Self; 3] = [Self::Ukraine, Self::China, Self::EuCouncil];

    /// Its name on the command line.
    #[must_use]
    pub fn id(self) -> &'static str {
        match self {
            Self::Ukraine => "ukraine",
            Self::China => "china-1971",
            Self::EuCouncil => "eu-council",
        }
    }

    /// The title of the dossier.
    #[must_use]
    pub fn title(self) -> &'static str {
        match self {
            Self::Ukraine => "Ukraine, 24 February 2025",
            Self::China => "China’s seat, 25 October 1971",
            Self::EuCouncil => "Council of the European Union",
        }
    }

    /// The one with this name.
    #[must_use]
    pub fn named(id: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|one| one.id() == id)
    }

    /// The dossier itself.
    #[must_use]
    pub fn file(self) -> DossierFile {
        match self {
            Self::Ukraine => ukraine(),
            Self::China => china(),
            Self::EuCouncil => eu_council(),
        }
    }
}

/// The votes on Ukraine of 24 February 2025, with earlier and later roll calls.
#[must_use]
pub fn ukraine() -> DossierFile {
    read(include_str!("../../assets/dossiers/ukraine-2025-02-24.plenary"))
}

/// The seven votes of 25 October 1971 on who speaks for China.
#[must_use]
pub fn china() -> DossierFile {
    read(include_str!("../../assets/dossiers/china-1971-10-25.plenary"))
}

/// The Council of the European Union, without texts.
#[must_use]
pub fn eu_council() -> DossierFile {
    read(include_str!("../../assets/dossiers/eu-council.plenary"))
}

/// A dossier with nothing in it but a name.
#[must_use]
pub fn blank() -> DossierFile {
    let dossier = Dossier { title: "New dossier".to_owned(), ..Dossier::default() };
    DossierFile { dossier, ..DossierFile::default() }
}

/// The bodies to choose from for a new dossier: General Assembly, Security Council, Council of the European Union.
#[must_use]
pub fn templates() -> Vec<BodyTemplate> {
    let (world, union) = (ukraine().dossier, eu_council().dossier);
    let mut groups = union.groups.clone();
    groups.extend(world.groups.iter().filter(|group| union.group(&group.id).is_none()).cloned());
    let union = Dossier { groups, ..union };
    [(&world, "UNGA"), (&world, "UNSC"), (&union, "EU-COUNCIL")]
        .into_iter()
        .filter_map(|(dossier, body)| template(dossier, &body.into()))
        .collect()
}

fn template(dossier: &Dossier, body: &BodyId) -> Option<BodyTemplate> {
    let body = dossier.body(body)?.as_ref().clone();
    let members: Vec<Member> =
        dossier.members.iter().filter(|member| body.seats.contains_key(&member.id)).cloned().collect();
    let groups = dossier
        .groups
        .iter()
        .map(|group| {
            let seated: Roster = group.members.iter().filter(|id| body.seats.contains_key(*id)).cloned().collect();
            let terms = group.terms.iter().filter(|(id, _)| seated.contains(id));
            let terms = terms.map(|(id, terms)| (id.clone(), terms.clone())).collect();
            Group { members: seated, terms, ..group.clone() }
        })
        .filter(|group| group.members.len() >= 2)
        .collect();
    Some(BodyTemplate { name: body.name.clone(), body, members, groups })
}

/// A test guarantees that the assets parse; a fault in them would show as a remark in an empty dossier.
fn read(text: &str) -> DossierFile {
    parse(text).unwrap_or_else(|problem| {
        let mut file = blank();
        file.dossier.note = format!("The built-in dossier cannot be read. {problem}");
        file
    })
}
