//! The collection of roll calls that is open beside the dossier, what is shown of it, and what is computed from it.

mod blocs;
mod collection;
mod findings;
mod form;
mod list;
mod shown;
mod view;
mod words;

pub use blocs::OwnBloc;
pub use collection::{Collection, MemberPage};
pub use findings::{FindingFilter, csv};
pub use form::MappingForm;
pub use list::list_csv;
pub use shown::{Library, ShownLine};
pub use view::{LineOf, PastTab, PastView, With};
pub use words::thousands;

pub use crate::archive::{Filter, Order};
