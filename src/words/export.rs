//! Names of the exports' files and columns. They are part of what other programs read: a name never changes its
//! meaning, new columns come at the end.

/// Beginning of the name of the file of returns.
pub const RETURNS: &str = "returns";

/// Beginning of the name of the file of answers.
pub const ANSWERS: &str = "answers";

/// Columns of the returns, a row per line of a visit.
pub const RETURNS_COLUMNS: [&str; 39] = [
    "visit",
    "confirmed_on",
    "confirmed_at",
    "clock_trust",
    "policy_from_on",
    "language",
    "order_no",
    "line_no",
    "product_barcode",
    "product_name",
    "units",
    "reason",
    "noticed_on",
    "outcome",
    "clauses",
    "deadline_on",
    "net_won",
    "fee_won",
    "stage",
    "wants_staff",
    "to_be_checked",
    "decided_at",
    "decided_by",
    "refused_clause",
    "slip_copy",
    "slip_state",
    "visit_shipping_payer",
    "visit_shipping_won",
    "visit_refund_won",
    "visit_due_won",
    "visit_refund_by",
    "lots",
    "serials",
    "expire_on",
    "visit_first_delivery_won",
    "visit_promised_won",
    "visit_after_document_won",
    "visit_document_until_on",
    // Lots and serial numbers that may hold more than themselves, since the scanner drops separators; `?` where even
    // that could not be read. They stand in no other column.
    "doubtful_markings",
];

/// Columns of the answers, a row per survey.
pub const ANSWERS_COLUMNS: [&str; 17] = [
    "visit",
    "confirmed_on",
    "survey_version",
    "status",
    "score",
    "kind",
    "chips",
    "touches",
    "shown_at",
    "ended_at",
    "seconds",
    "language",
    "stage",
    "reasons",
    "outcomes",
    "clauses",
    "waited_seconds",
];
