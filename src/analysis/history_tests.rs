//! Roll calls of a collection under their rules, lines over time and pages of members against slow plain ways.
