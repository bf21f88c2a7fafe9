//! Scanner, receipt printer, paper and stick; knows nothing of returns.
