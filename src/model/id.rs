//! Newtype ids. Cheap to clone, ordered, written as plain strings.

use std::{fmt, sync::Arc};

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

macro_rules! id {
    ($(#[$doc:meta])* $name:ident) => {
        $(#[$doc])*
        #[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize, JsonSchema)]
        #[serde(transparent)]
        #[schemars(transparent)]
        pub struct $name(#[schemars(with = "String")] Arc<str>);

        impl $name {
            /// The id as written in files.
            #[must_use]
            pub fn as_str(&self) -> &str {
                &self.0
            }
        }

        impl From<&str> for $name {
            fn from(text: &str) -> Self {
                Self(text.into())
            }
        }

        impl From<String> for $name {
            fn from(text: String) -> Self {
                Self(text.into())
            }
        }

        impl fmt::Display for $name {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.pad(&self.0)
            }
        }
    };
}

id!(
    /// A member, by its ISO 3166-1 alpha-3 code where it has one ("USA"). Holds no white space.
    MemberId
);
id!(
    /// A group of members, such as "EU".
    GroupId
);
id!(
    /// A body that votes, such as "UNGA".
    BodyId
);
id!(
    /// A text put to the vote.
    TextId
);
id!(
    /// A rule of adoption.
    RuleId
);
id!(
    /// A named set of members within a body, such as its permanent members.
    SetId
);
id!(
    /// A named weight of members within a body, such as their population.
    WeightId
);
