//! The screens as Slint markup and what Slint generates from them.
