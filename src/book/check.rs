//! Looking the book over: is the file sound, and do the figures that are kept equal the figures
//! recomputed from the facts?

use rusqlite::Connection;

use super::Book;
use super::error::Result;
use crate::domain::message::Message;

/// Something that is not as it should be.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Finding {
    /// The rule or part it belongs to: `file`, `keys`, or a rule's number.
    pub rule: &'static str,
    /// What it is about: a table, an order's number.
    pub subject: String,
    /// The sentence.
    pub message: Message,
}

/// A sum that is kept, and the query that lists where it differs from the facts.
struct Invariant {
    rule: &'static str,
    key: &'static str,
    sql: &'static str,
}

/// Each query lists the subjects that break its rule.
const INVARIANTS: &[Invariant] = &[
    Invariant {
        rule: "23",
        key: "check-order-total",
        sql: "SELECT o.code FROM order_sums s JOIN orders o ON o.id = s.order_id
              WHERE s.lines <> (SELECT coalesce(sum(qty * unit_price), 0) FROM lines WHERE order_id = o.id)
                 OR s.units <> (SELECT coalesce(sum(qty), 0) FROM lines WHERE order_id = o.id AND part_of IS NULL)
                 OR s.pieces <> (SELECT coalesce(sum(qty), 0) FROM lines WHERE order_id = o.id AND NOT is_package)
                 OR s.held <> (o.confirmed_at IS NOT NULL AND o.cancelled_at IS NULL)
                 OR s.waiting <> (o.waitlisted_at IS NOT NULL AND o.cancelled_at IS NULL)
                 OR s.charges <> (SELECT coalesce(sum(amount), 0) FROM charges
                                  WHERE order_id = o.id AND kind <> 'cancellation_fee')
                 OR s.fee <> (SELECT coalesce(sum(amount), 0) FROM charges
                              WHERE order_id = o.id AND kind = 'cancellation_fee')
                 OR s.code <> (SELECT coalesce(sum(amount), 0) FROM charges
                               WHERE order_id = o.id AND kind = 'unique_code')
                 OR s.cancelled <> (o.cancelled_at IS NOT NULL) OR s.customer_id <> o.customer_id
                 OR s.down_payment_by IS NOT o.down_payment_by
                 OR s.period_id <> o.period_id",
    },
    Invariant {
        rule: "23",
        key: "check-order-unsummed",
        sql: "SELECT code FROM orders WHERE id NOT IN (SELECT order_id FROM order_sums)",
    },
    Invariant {
        rule: "24",
        key: "check-below-zero",
        sql: "SELECT o.code FROM order_sums s JOIN orders o ON o.id = s.order_id WHERE s.total < 0",
    },
    Invariant {
        rule: "26",
        key: "check-order-paid",
        sql: "SELECT o.code FROM order_sums s JOIN orders o ON o.id = s.order_id
              WHERE s.paid <> (SELECT coalesce(sum(amount), 0) FROM allocations WHERE order_id = o.id)
                 OR s.refunded <> (SELECT coalesce(-sum(a.amount), 0) FROM allocations a
                    JOIN payments p ON p.id = a.payment_id WHERE a.order_id = o.id AND p.refund = 1)",
    },
    Invariant {
        rule: "33",
        key: "check-kept",
        sql: "SELECT o.code FROM order_sums s JOIN orders o ON o.id = s.order_id
              WHERE s.fee < 0 OR (s.fee > 0 AND (NOT s.cancelled OR s.fee > s.paid))",
    },
    Invariant {
        rule: "32",
        key: "check-paid-below-zero",
        sql: "SELECT o.code FROM order_sums s JOIN orders o ON o.id = s.order_id WHERE s.paid < 0",
    },
    Invariant {
        rule: "31",
        key: "check-unique-code",
        sql: "SELECT o.code FROM order_sums s JOIN orders o ON o.id = s.order_id WHERE s.code NOT BETWEEN 0 AND 999",
    },
    Invariant {
        rule: "28",
        key: "check-overallocated",
        sql: "SELECT p.id FROM payments p JOIN allocations a ON a.payment_id = p.id
              GROUP BY p.id HAVING abs(sum(a.amount)) > abs(p.amount)",
    },
    Invariant {
        rule: "27",
        key: "check-reversal",
        sql: "SELECT r.id FROM payments r JOIN payments p ON p.id = r.reverses WHERE r.amount <> -p.amount",
    },
    Invariant {
        rule: "15",
        key: "check-offer-sold",
        sql: "SELECT p.code || ' ' || v.code FROM offers f JOIN offer_sums s ON s.offer_id = f.id
              JOIN variants v ON v.id = f.variant_id JOIN periods p ON p.id = f.period_id
              WHERE s.units <> (SELECT coalesce(sum(l.qty), 0) FROM lines l JOIN orders o ON o.id = l.order_id
                                WHERE l.offer_id = f.id AND o.confirmed_at IS NOT NULL AND o.cancelled_at IS NULL)",
    },
    Invariant {
        rule: "12",
        key: "check-tier-used",
        sql: "SELECT p.code || ' ' || v.code || ' ' || t.label FROM tiers t
              JOIN tier_sums s ON s.tier_id = t.id JOIN offers f ON f.id = t.offer_id
              JOIN variants v ON v.id = f.variant_id JOIN periods p ON p.id = f.period_id
              WHERE s.units <> (SELECT coalesce(sum(l.qty), 0) FROM lines l JOIN orders o ON o.id = l.order_id
                                WHERE l.tier_id = t.id AND o.confirmed_at IS NOT NULL AND o.cancelled_at IS NULL)
                 OR EXISTS (SELECT 1 FROM lines WHERE tier_id = t.id AND offer_id <> t.offer_id)",
    },
    Invariant {
        rule: "15",
        key: "check-period-sold",
        sql: "SELECT p.code FROM periods p JOIN period_sums s ON s.period_id = p.id
              WHERE s.units <> (SELECT coalesce(sum(units), 0) FROM order_sums WHERE period_id = p.id AND held)
                 OR s.pieces <> (SELECT coalesce(sum(pieces), 0) FROM order_sums WHERE period_id = p.id AND held)
                 OR s.orders <> (SELECT count(*) FROM order_sums WHERE period_id = p.id AND held)
                 OR s.waiting <> (SELECT count(*) FROM order_sums WHERE period_id = p.id AND waiting)
                 OR s.cancelled <> (SELECT count(*) FROM order_sums WHERE period_id = p.id AND cancelled)
                 OR s.unconfirmed <> (SELECT count(*) FROM order_sums
                                      WHERE period_id = p.id AND NOT held AND NOT waiting AND NOT cancelled)
                 OR s.total <> (SELECT coalesce(sum(total), 0) FROM order_sums
                                WHERE period_id = p.id AND (held OR cancelled))
                 OR s.forfeited <> (SELECT coalesce(sum(fee), 0) FROM order_sums WHERE period_id = p.id AND cancelled)
                 OR s.codes <> (SELECT coalesce(sum(code), 0) FROM order_sums WHERE period_id = p.id AND held)
                 OR s.paid <> (SELECT coalesce(sum(paid), 0) FROM order_sums WHERE period_id = p.id)",
    },
    Invariant {
        rule: "14",
        key: "check-bonus-given",
        sql: "SELECT p.code || ' ' || b.label FROM bonuses b JOIN bonus_sums s ON s.bonus_id = b.id
              JOIN periods p ON p.id = b.period_id
              WHERE s.orders <> (SELECT count(*) FROM order_bonuses g JOIN orders o ON o.id = g.order_id
                                 WHERE g.bonus_id = b.id AND o.confirmed_at IS NOT NULL AND o.cancelled_at IS NULL)
                 OR EXISTS (SELECT 1 FROM order_bonuses g JOIN orders o ON o.id = g.order_id
                            WHERE g.bonus_id = b.id AND o.period_id <> b.period_id)",
    },
    Invariant {
        rule: "21",
        key: "check-package-parts",
        sql: "SELECT o.code FROM lines part JOIN orders o ON o.id = part.order_id JOIN lines l ON l.id = part.part_of
              WHERE l.order_id <> part.order_id OR NOT l.is_package OR part.unit_price <> 0 OR part.qty % l.qty <> 0",
    },
    Invariant {
        rule: "20",
        key: "check-waiting-holds",
        sql: "SELECT code FROM orders WHERE waitlisted_at IS NOT NULL AND confirmed_at IS NOT NULL AND cancelled_at IS NULL",
    },
    Invariant {
        rule: "49",
        key: "check-phone-twice",
        sql: "SELECT phone FROM customers WHERE merged_into IS NULL AND phone GLOB '62*'
              GROUP BY phone HAVING count(*) > 1",
    },
];

impl Book {
    /// Looks the whole book over. No findings means it is sound.
    ///
    /// # Errors
    /// When the file can't be read at all.
    pub fn check(&self) -> Result<Vec<Finding>> {
        let mut findings = Vec::new();
        integrity(&self.connection, &mut findings)?;
        foreign_keys(&self.connection, &mut findings)?;
        for invariant in INVARIANTS {
            let mut select = self.connection.prepare(invariant.sql)?;
            let mut rows = select.query([])?;
            while let Some(row) = rows.next()? {
                let subject = match row.get_ref(0)? {
                    rusqlite::types::ValueRef::Integer(number) => number.to_string(),
                    other => other.as_str().unwrap_or_default().to_owned(),
                };
                findings.push(Finding {
                    rule: invariant.rule,
                    message: Message::new(invariant.key).text("subject", subject.as_str()),
                    subject,
                });
            }
        }
        Ok(findings)
    }
}

fn integrity(connection: &Connection, findings: &mut Vec<Finding>) -> Result<()> {
    let mut select = connection.prepare("PRAGMA integrity_check")?;
    let mut rows = select.query([])?;
    while let Some(row) = rows.next()? {
        let found: String = row.get(0)?;
        if found != "ok" {
            findings.push(Finding {
                rule: "file",
                message: Message::new("check-integrity").text("detail", found.as_str()),
                subject: found,
            });
        }
    }
    Ok(())
}

fn foreign_keys(connection: &Connection, findings: &mut Vec<Finding>) -> Result<()> {
    let mut select = connection.prepare("PRAGMA foreign_key_check")?;
    let mut rows = select.query([])?;
    while let Some(row) = rows.next()? {
        let table: String = row.get(0)?;
        let id: Option<i64> = row.get(1)?;
        let subject = format!("{table} {}", id.unwrap_or_default());
        findings.push(Finding {
            rule: "keys",
            message: Message::new("check-foreign-key").text("subject", subject.as_str()),
            subject,
        });
    }
    Ok(())
}
