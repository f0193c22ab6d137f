//! What a collection holds besides its roll calls and votes, for the about table and the metadata of Parquet files.

use serde::{Deserialize, Serialize};

use super::columns::{VERSION, whole};
use crate::archive::{Archive, Forum, RollCall, Voter};

/// What a collection holds besides its roll calls and votes.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct About {
    /// The version of the tables.
    pub version: u32,
    /// The title of the collection.
    #[serde(default)]
    pub title: String,
    /// Whose votes it is.
    #[serde(default)]
    pub credit: String,
    /// The files that it was read from.
    #[serde(default)]
    pub sources: Vec<String>,
    /// The bodies, in their order.
    #[serde(default)]
    pub forums: Vec<Forum>,
    /// The issues, sorted.
    #[serde(default)]
    pub issues: Vec<String>,
    /// The members, in their order; only in Parquet.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub voters: Vec<Voter>,
    /// The roll calls that no row names, each with its place in the order of all; only in Parquet.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub without_votes: Vec<(usize, RollCall)>,
}

impl About {
    /// What there is to say of a collection in the about table.
    #[must_use]
    pub fn of(archive: &Archive) -> Self {
        Self {
            version: VERSION,
            title: archive.title.clone(),
            credit: archive.credit.clone(),
            sources: archive.sources.clone(),
            forums: archive.forums.clone(),
            issues: archive.issues.clone(),
            ..Self::default()
        }
    }

    /// The same with the members, and the roll calls that no row names.
    #[must_use]
    pub fn whole(archive: &Archive) -> Self {
        let without = archive.roll_calls.iter().enumerate();
        let without = without.filter(|(number, _)| archive.planes.listed(*number) == 0);
        Self {
            voters: archive.voters.clone(),
            without_votes: without.map(|(number, roll)| (number, roll.clone())).collect(),
            ..Self::of(archive)
        }
    }

    /// The rows of the about table: `version`, `title`, `credit`, then `source`, `forum` and `issue` as often as there
    /// are. A body is its JSON: `{"id":"UNGA","name":"General Assembly","chamber":"general-assembly","rule":"ga-simple"}`.
    #[must_use]
    pub fn rows(&self) -> Vec<(&'static str, String)> {
        let mut rows = vec![("version", self.version.to_string())];
        rows.push(("title", self.title.clone()));
        rows.push(("credit", self.credit.clone()));
        rows.extend(self.sources.iter().map(|source| ("source", source.clone())));
        // A body is made of texts and always has a JSON.
        rows.extend(self.forums.iter().filter_map(|forum| Some(("forum", serde_json::to_string(forum).ok()?))));
        rows.extend(self.issues.iter().map(|issue| ("issue", issue.clone())));
        rows
    }

    /// Takes a row of the about table.
    ///
    /// # Errors
    /// What is wrong with it, in a sentence without its full stop.
    pub fn take(&mut self, about: &str, value: &str) -> Result<(), String> {
        match about {
            "version" => self.version = whole(value)?.unwrap_or(VERSION),
            "title" => value.clone_into(&mut self.title),
            "credit" => value.clone_into(&mut self.credit),
            "source" => self.sources.push(value.to_owned()),
            "forum" => {
                let forum = serde_json::from_str(value);
                self.forums.push(forum.map_err(|error| format!("The body cannot be read: {error}"))?);
            }
            "issue" => self.issues.push(value.to_owned()),
            // What a workbook has no room for.
            "remark" => {}
            other => return Err(format!("\"{other}\" is nothing that can be said about a collection here")),
        }
        Ok(())
    }
}
