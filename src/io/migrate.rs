//! From older layouts of the dossier file to the present one, a step for each version, over plain JSON values.

use serde_json::{Map, Value, json};

use super::{VERSION, places::token};
use crate::model::Vote;

/// What could not be carried over: the JSON pointer of the value, and why.
pub(super) type Misfit = (String, String);

type Step = fn(&mut Value) -> Result<(), Misfit>;

/// The step at place n goes from version n to version n + 1.
const STEPS: [Step; VERSION as usize] = [votes_by_kind];

/// Brings a file of version `from` to the present layout.
///
/// # Errors
/// The pointer of a value that has no counterpart in the present layout, with a sentence why.
pub(super) fn migrate(mut file: Value, from: u64) -> Result<Value, Misfit> {
    let skip = usize::try_from(from).unwrap_or(usize::MAX);
    for step in STEPS.iter().skip(skip) {
        step(&mut file)?;
    }
    if let Some(file) = file.as_object_mut() {
        file.insert("version".to_owned(), json!(VERSION));
    }
    Ok(file)
}

/// Version 0 listed votes as member and letter, `{ "USA": "N" }`; version 1 lists the members of each kind of vote.
fn votes_by_kind(file: &mut Value) -> Result<(), Misfit> {
    let texts = length(file, "/dossier/texts");
    for text in 0..texts {
        regroup(file, &format!("/dossier/texts/{text}/record/votes"))?;
    }
    for scenario in 0..length(file, "/scenarios") {
        for change in 0..length(file, &format!("/scenarios/{scenario}/changes")) {
            regroup(file, &format!("/scenarios/{scenario}/changes/{change}/kind/votes"))?;
        }
    }
    Ok(())
}

fn length(file: &Value, pointer: &str) -> usize {
    file.pointer(pointer).and_then(Value::as_array).map_or(0, Vec::len)
}

fn regroup(file: &mut Value, pointer: &str) -> Result<(), Misfit> {
    let Some(votes) = file.pointer_mut(pointer) else { return Ok(()) };
    let misfit = |member: Option<&str>, why: String| {
        (member.map_or_else(|| pointer.to_owned(), |m| format!("{pointer}/{}", token(m))), why)
    };
    let old =
        votes.as_object().ok_or_else(|| misfit(None, "votes are not a list of members with letters".to_owned()))?;
    let mut kinds = Map::new();
    for (member, letter) in old {
        let vote = letter.as_str().and_then(Vote::parse);
        let vote =
            vote.ok_or_else(|| misfit(Some(member), format!("{letter} is no vote; it is one of Y, N, A and X")))?;
        if member.is_empty() || member.contains(char::is_whitespace) {
            return Err(misfit(Some(member), format!("\"{member}\" is no code of a member")));
        }
        let list = kinds.entry(vote.label().to_lowercase()).or_insert_with(|| json!(""));
        let before = list.as_str().unwrap_or("");
        *list = json!(format!("{before} {member}").trim());
    }
    *votes = Value::Object(kinds);
    Ok(())
}
