//! temporary
use super::{Problem, import::mapping::{Mapping, Mappings}};
/// temporary
pub fn load() -> Result<Mappings, Problem> { Ok(Mappings::new()) }
/// temporary
pub fn remember(_m: Mapping) -> Result<(), Problem> { Ok(()) }
