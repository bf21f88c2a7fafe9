//! The sheet of returns.

use rusqlite::Connection;

use super::sheet::{Sheet, local, plain};
use crate::ledger::LedgerError;
use crate::ledger::text::visit_no;
use crate::words::export::RETURNS_COLUMNS;

/// Columns 0 and 1 make the visit's number; the others stand in the order of the sheet from its second column on.
const ROWS: &str = "
    SELECT v.day_on, v.sequence, v.day_on, v.confirmed_at, v.clock_trust, v.policy_from_on, v.language,
        l.order_no, l.line_no, l.product_barcode, l.product_name, l.units, l.reason, l.noticed_on, l.outcome,
        l.clauses, l.deadline_on, l.net_won, l.fee_won, iif(v.talked, 'talked', v.stage), v.wants_staff, v.look,
        v.decided_at, v.decided_by, iif(v.talked, NULL, v.refused_clause), s.copy, s.state,
        iif(l.position = 0, v.shipping_payer, NULL),
        iif(l.position = 0, iif(v.stage = 'refused', 0, v.shipping_won), NULL),
        iif(l.position = 0, iif(v.stage = 'refused', 0, v.refund_won), NULL),
        iif(l.position = 0, iif(v.stage = 'refused', 0, v.due_won), NULL),
        iif(l.position = 0 AND v.stage <> 'refused', (SELECT group_concat(method || ':' || amount_won, ' ' ORDER BY position)
            FROM visit_payments WHERE visit_id = v.id AND (counts = 1 OR v.stage = 'waiting')), NULL),
        (SELECT group_concat(word, ' ' ORDER BY nth) FROM (SELECT lot AS word, min(nth) AS nth FROM visit_units
            WHERE visit_id = l.visit_id AND position = l.position AND doubtful = 0 GROUP BY lot)),
        (SELECT group_concat(serial, ' ' ORDER BY nth) FROM visit_units
            WHERE visit_id = l.visit_id AND position = l.position AND doubtful = 0),
        (SELECT group_concat(word, ' ' ORDER BY word) FROM (SELECT DISTINCT expires_on AS word FROM visit_units
            WHERE visit_id = l.visit_id AND position = l.position)),
        iif(l.position = 0, iif(v.stage = 'refused', 0, v.first_delivery_won), NULL),
        iif(l.position = 0, json_extract(v.booking, '$.decision.refund.amount'), NULL),
        iif(l.position = 0, iif(v.stage = 'waiting' AND json_extract(v.booking, '$.decision.now') IS NOT NULL,
            max(0, v.refund_won - v.due_won - json_extract(v.booking, '$.decision.now.refund.amount')
                + json_extract(v.booking, '$.decision.now.refund.due')), 0), NULL),
        iif(l.position = 0 AND v.stage = 'waiting', (SELECT min(json_extract(value, '$.evidence_until'))
            FROM json_each(v.booking, '$.decision.lines')), NULL),
        (SELECT group_concat(coalesce(lot, serial, '?'), ' ' ORDER BY nth) FROM visit_units
            WHERE visit_id = l.visit_id AND position = l.position AND doubtful = 1)
    FROM shown_visits v JOIN visit_lines l ON l.visit_id = v.id
    LEFT JOIN slips s ON s.visit_id = v.id AND s.copy = (SELECT max(copy) FROM slips WHERE visit_id = v.id)
    WHERE v.id = ?1 ORDER BY l.position";

/// The sheet in the making.
pub(super) struct Returns {
    pub sheet: Sheet,
}

impl Returns {
    pub(super) fn new() -> Returns {
        Returns { sheet: Sheet::new(&RETURNS_COLUMNS) }
    }

    /// A row for each line of that visit.
    pub(super) fn visit(&mut self, db: &Connection, visit: i64) -> Result<(), LedgerError> {
        let mut rows = db.prepare_cached(ROWS)?;
        let mut rows = rows.query([visit])?;
        while let Some(row) = rows.next()? {
            let number = visit_no(&row.get::<_, String>(0)?, row.get(1)?)?;
            let mut cells = vec![number.to_string()];
            for column in 2..=RETURNS_COLUMNS.len() {
                cells.push(plain(row.get_ref(column)?)?);
            }
            for (cell, name) in cells.iter_mut().zip(RETURNS_COLUMNS) {
                if name.ends_with("_at") {
                    *cell = local(cell)?;
                }
            }
            self.sheet.row(cells);
        }
        Ok(())
    }
}
