//! Search, filters, orders and columns against slow plain ways to the same.
