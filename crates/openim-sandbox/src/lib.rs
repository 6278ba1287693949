//! Under construction in this very commit series.
