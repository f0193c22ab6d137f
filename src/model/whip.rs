//! A whip count: how each member is expected to vote, who says so, and how far that is believed.

use std::{borrow::Cow, collections::BTreeMap};

use schemars::{JsonSchema, Schema, SchemaGenerator, json_schema};
use serde::{Deserialize, Serialize};

use super::{Date, GroupId, MemberId, Vote};

/// A whole number of percent, 0 to 100.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(try_from = "u8", into = "u8")]
pub struct Percent(u8);

impl JsonSchema for Percent {
    fn schema_name() -> Cow<'static, str> {
        "Percent".into()
    }

    fn json_schema(_: &mut SchemaGenerator) -> Schema {
        json_schema!({ "description": "A whole number of percent, 0 to 100.", "type": "integer", "minimum": 0, "maximum": 100 })
    }
}

impl Percent {
    /// A number of percent; more than a hundred becomes a hundred.
    #[must_use]
    pub const fn new(percent: u8) -> Self {
        Self(if percent > 100 { 100 } else { percent })
    }

    /// The number.
    #[must_use]
    pub const fn get(self) -> u8 {
        self.0
    }
}

impl TryFrom<u8> for Percent {
    type Error = String;

    fn try_from(percent: u8) -> Result<Self, String> {
        if percent > 100 { Err(format!("{percent} is more than 100 percent")) } else { Ok(Self(percent)) }
    }
}

impl From<Percent> for u8 {
    fn from(percent: Percent) -> Self {
        percent.0
    }
}

/// How a member is expected to vote, and how firmly.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum Stance {
    /// It has promised a Yes.
    FirmYes,
    /// A Yes is likely.
    LeanYes,
    /// It has promised to abstain.
    FirmAbstain,
    /// To abstain is likely.
    LeanAbstain,
    /// It has promised a No.
    FirmNo,
    /// A No is likely.
    LeanNo,
    /// Nobody can say.
    Undecided,
    /// It will probably not be in the room.
    LikelyAbsent,
}

impl Stance {
    /// All of them, in the order of a menu.
    pub const ALL: [Self; 8] = [
        Self::FirmYes,
        Self::LeanYes,
        Self::Undecided,
        Self::LeanAbstain,
        Self::FirmAbstain,
        Self::LeanNo,
        Self::FirmNo,
        Self::LikelyAbsent,
    ];

    /// The words on a button.
    #[must_use]
    pub fn label(self) -> &'static str {
        match self {
            Self::FirmYes => "Firm Yes",
            Self::LeanYes => "Lean Yes",
            Self::FirmAbstain => "Firm Abstain",
            Self::LeanAbstain => "Lean Abstain",
            Self::FirmNo => "Firm No",
            Self::LeanNo => "Lean No",
            Self::Undecided => "Undecided",
            Self::LikelyAbsent => "Likely absent",
        }
    }

    /// The vote that it names; none where the member is undecided.
    #[must_use]
    pub fn vote(self) -> Option<Vote> {
        match self {
            Self::FirmYes | Self::LeanYes => Some(Vote::Yes),
            Self::FirmAbstain | Self::LeanAbstain => Some(Vote::Abstain),
            Self::FirmNo | Self::LeanNo => Some(Vote::No),
            Self::LikelyAbsent => Some(Vote::Absent),
            Self::Undecided => None,
        }
    }

    /// Reads a stance as people write it: "firm yes", "lean_no", "undecided", "likely absent".
    #[must_use]
    pub fn parse(text: &str) -> Option<Self> {
        let letters = |text: &str| -> String {
            text.chars().filter(|c| c.is_alphanumeric()).flat_map(char::to_lowercase).collect()
        };
        let typed = letters(text).replace("leaning", "lean").replace("abstention", "abstain");
        Self::ALL.into_iter().find(|stance| letters(stance.label()) == typed)
    }
}

/// Who says how a member will vote.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum Hearing {
    /// Its capital.
    Capital,
    /// Its delegation, which has its instructions.
    Instructed,
    /// Its delegation, in conversation.
    Spoken,
    /// Others.
    Rumour,
}

impl Hearing {
    /// All of them, from the best to the worst.
    pub const ALL: [Self; 4] = [Self::Capital, Self::Instructed, Self::Spoken, Self::Rumour];

    /// The word in a menu.
    #[must_use]
    pub fn label(self) -> &'static str {
        match self {
            Self::Capital => "Capital",
            Self::Instructed => "Instructed",
            Self::Spoken => "Spoken",
            Self::Rumour => "Rumour",
        }
    }

    /// Reads the word as people write it.
    #[must_use]
    pub fn parse(text: &str) -> Option<Self> {
        match text.trim().to_lowercase().as_str() {
            "capital" => Some(Self::Capital),
            "instructed" | "instructions" => Some(Self::Instructed),
            "spoken" | "said" => Some(Self::Spoken),
            "rumour" | "rumor" => Some(Self::Rumour),
            _ => None,
        }
    }
}

/// What is known of how one member will vote.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct Lean {
    /// How it is expected to vote.
    pub stance: Stance,
    /// The chance that it votes as its stance says; what the whip count assumes of the stance where left out. Says
    /// nothing of an undecided member, whose stance names no vote.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub percent: Option<Percent>,
    /// Who says so; left out where that is not known, and then nothing is discounted.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub source: Option<Hearing>,
    /// When that was heard.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub date: Option<Date>,
    /// A remark.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub note: String,
}

impl Lean {
    /// A stance about which nothing else is known.
    #[must_use]
    pub fn new(stance: Stance) -> Self {
        Self { stance, percent: None, source: None, date: None, note: String::new() }
    }
}

/// The chance that a member votes as its stance says, where its own lean gives none. The figures at the start are an
/// assumption of this program and no finding; each dossier may set its own.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(default)]
pub struct Assumed {
    /// Of a firm stance.
    pub firm: Percent,
    /// Of a stance that leans.
    pub leaning: Percent,
    /// Of a member that will probably not be in the room.
    pub absent: Percent,
}

impl Default for Assumed {
    fn default() -> Self {
        Self { firm: Percent(95), leaning: Percent(70), absent: Percent(80) }
    }
}

/// How much of what a source says is not believed. The figures at the start are an assumption of this program and no
/// finding; each dossier may set its own.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(default)]
pub struct Discounts {
    /// Of what a capital says.
    pub capital: Percent,
    /// Of what an instructed delegation says.
    pub instructed: Percent,
    /// Of what a delegation says in conversation.
    pub spoken: Percent,
    /// Of what others say.
    pub rumour: Percent,
}

impl Default for Discounts {
    fn default() -> Self {
        Self { capital: Percent(0), instructed: Percent(5), spoken: Percent(15), rumour: Percent(50) }
    }
}

impl Discounts {
    /// The discount of one source; none where the source is not known.
    #[must_use]
    pub fn of(&self, source: Option<Hearing>) -> Percent {
        match source {
            Some(Hearing::Capital) => self.capital,
            Some(Hearing::Instructed) => self.instructed,
            Some(Hearing::Spoken) => self.spoken,
            Some(Hearing::Rumour) => self.rumour,
            None => Percent(0),
        }
    }

    /// The discount of one source, to change it.
    pub fn of_mut(&mut self, source: Hearing) -> &mut Percent {
        match source {
            Hearing::Capital => &mut self.capital,
            Hearing::Instructed => &mut self.instructed,
            Hearing::Spoken => &mut self.spoken,
            Hearing::Rumour => &mut self.rumour,
        }
    }
}

/// How far members go together. Behind each vote stands an inclination towards Yes, and of its variance one share is
/// common to all members, one to the members of a bloc, and the rest the member's own.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(default)]
pub struct Together {
    /// The share that all members have in common, which is the correlation of any two.
    pub all: Percent,
    /// The share that a bloc has in common besides. Both shares together are a hundred at most; of what is more,
    /// this one gives way.
    pub bloc: Percent,
    /// The groups that are blocs. A member of several belongs to the first of them.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub blocs: Vec<GroupId>,
}

impl Together {
    /// The share of the blocs that is left beside the share of all.
    #[must_use]
    pub fn bloc_share(&self) -> Percent {
        Percent(self.bloc.0.min(100_u8.saturating_sub(self.all.0)))
    }

    /// Whether every member goes its own way.
    #[must_use]
    pub fn is_none(&self) -> bool {
        self.all.0 == 0 && (self.bloc_share().0 == 0 || self.blocs.is_empty())
    }
}

/// A whip count of one text.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(default)]
pub struct Whip {
    /// What is known of each member; a member that is not listed is not known.
    pub leans: BTreeMap<MemberId, Lean>,
    /// The chance that a member votes as its stance says, where its lean gives none.
    #[serde(skip_serializing_if = "is_default")]
    pub assumed: Assumed,
    /// How much of what a source says is not believed.
    #[serde(skip_serializing_if = "is_default")]
    pub discounts: Discounts,
    /// How far members go together.
    #[serde(skip_serializing_if = "is_default")]
    pub together: Together,
    /// Where a draw begins; the same seed gives the same draw.
    pub seed: u64,
}

impl Default for Whip {
    fn default() -> Self {
        Self {
            leans: BTreeMap::new(),
            assumed: Assumed::default(),
            discounts: Discounts::default(),
            together: Together::default(),
            seed: 1,
        }
    }
}

fn is_default<T: Default + PartialEq>(value: &T) -> bool {
    *value == T::default()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_are_read_as_people_write_them() {
        for stance in Stance::ALL {
            assert_eq!(Stance::parse(stance.label()), Some(stance));
            let in_file = serde_json::to_value(stance).expect("a word");
            assert_eq!(Stance::parse(in_file.as_str().expect("a word")), Some(stance));
        }
        assert_eq!(Stance::parse(" Leaning-No "), Some(Stance::LeanNo));
        assert_eq!(Stance::parse("firm abstention"), Some(Stance::FirmAbstain));
        assert_eq!(Stance::parse("yes"), None, "how firm it is must be said");
        for source in Hearing::ALL {
            assert_eq!(Hearing::parse(source.label()), Some(source));
        }
    }

    #[test]
    fn more_than_a_hundred_percent_is_refused() {
        assert_eq!(serde_json::from_str::<Percent>("100").expect("a percentage").get(), 100);
        assert!(serde_json::from_str::<Percent>("101").is_err());
        assert!(serde_json::from_str::<Percent>("-1").is_err());
    }

    #[test]
    fn a_whip_count_is_written_short_and_read_again() {
        let mut whip = Whip::default();
        whip.leans.insert("USA".into(), Lean::new(Stance::FirmNo));
        let text = serde_json::to_string(&whip).expect("text");
        assert_eq!(text, r#"{"leans":{"USA":{"stance":"firm_no"}},"seed":1}"#);
        assert_eq!(serde_json::from_str::<Whip>(&text).expect("a whip count"), whip);
        assert_eq!(serde_json::from_str::<Whip>("{}").expect("a whip count"), Whip::default());
    }

    #[test]
    fn the_shares_of_all_and_of_blocs_never_pass_the_whole() {
        let together = Together { all: Percent(70), bloc: Percent(50), blocs: vec!["EU".into()] };
        assert_eq!(together.bloc_share().get(), 30);
        assert!(!together.is_none());
        assert!(Together { all: Percent(0), bloc: Percent(50), blocs: Vec::new() }.is_none());
    }
}
