//! Wiring of the return counter: workers, ledger, import, export.
