//! The view of unpaid bills: searched, sorted, marked, and paid alone or together.

use super::{LEAST_AMOUNT, PAGE, Payments};
use crate::book::{Book, BookError, OrderFilter, OrderSort};
use crate::domain::id::OrderId;
use crate::domain::money::Rupiah;
use crate::tui::effect::{Ctx, Outcome};
use crate::tui::forms::order_search::{self, Pages};
use crate::tui::forms::parse::money;
use crate::tui::forms::payment_bills::{self, BillPart};
use crate::tui::forms::{payment, payment_search};
use crate::tui::widgets::listing::Listing;

impl Payments {
    /// The open bills of the active PO, or of all.
    pub(super) fn open(&self, ctx: &Ctx) -> OrderFilter {
        OrderFilter {
            period: self.choice.period(ctx),
            open: true,
            owing: self.counted,
            sort: self.sort,
            ..OrderFilter::default()
        }
    }

    /// The typed amount.
    pub(super) fn amount(&self) -> Option<Rupiah> {
        let text = self.filter.text();
        // A phone number begins with 0; small numbers are those of orders.
        let amount = money(&text).ok().filter(|_| !text.starts_with('0'));
        amount.filter(|amount| *amount >= LEAST_AMOUNT)
    }

    /// The bills that fit what is typed, the surest first. An amount finds the orders with that DP,
    /// rest or total, then the bills of one customer of which it is the sum; else it is a number, a
    /// phone, a name or goods.
    pub(super) fn filters(&self, book: &Book, ctx: &Ctx) -> Result<Vec<OrderFilter>, BookError> {
        let text = self.filter.text();
        let mut filters = Vec::new();
        if let Some(amount) = self.amount() {
            filters.push(OrderFilter {
                amount: Some(amount),
                ..self.open(ctx)
            });
            let sums = payment_search::sums(amount, book, ctx)?;
            let bills = sums.into_iter().flatten().map(|(order, _)| order);
            filters.push(OrderFilter {
                only: Some(bills.collect()),
                ..self.open(ctx)
            });
        }
        // The overdue ones come first, where nothing else was asked for.
        if text.is_empty()
            && self.sort == OrderSort::Newest
            && book.overdue(self.choice.period(ctx), ctx.now)?.0 > 0
        {
            filters.push(OrderFilter {
                overdue: true,
                ..self.open(ctx)
            });
        }
        filters.extend(order_search::filters(self.open(ctx), &text, book, ctx.now)?);
        Ok(filters)
    }

    /// All bills of the list, also those not loaded yet; some of them twice.
    fn listed(&self, book: &Book, ctx: &Ctx) -> Result<Vec<OrderId>, BookError> {
        let mut ids = Vec::new();
        for filter in self.filters(book, ctx)? {
            book.each_order(&filter, None, ctx.now, |row| {
                ids.push(row.id);
                true
            })?;
        }
        Ok(ids)
    }

    /// The bills to export: the marked ones when there are any, else those of the list.
    pub(super) fn exported(&self, book: &Book, ctx: &Ctx) -> Result<OrderFilter, BookError> {
        if !self.marks.is_empty() {
            return Ok(OrderFilter::only(self.marks.ids().to_vec()));
        }
        Ok(OrderFilter {
            only: Some(self.listed(book, ctx)?),
            ..self.open(ctx)
        })
    }

    pub(super) fn read_bills(&mut self, book: &Book, ctx: &Ctx) -> Result<(), BookError> {
        self.pages = Pages::of(self.filters(book, ctx)?);
        let shown = self.bills.len().max(PAGE);
        let (rows, more) = self.pages.next(shown, book, ctx.now)?;
        self.bills.replace(rows, more);
        Ok(())
    }

    /// Marks the selected bill and goes to the next, or marks all bills.
    pub(super) fn mark(&mut self, all: bool, book: &Book, ctx: &Ctx) -> Result<(), BookError> {
        if !all {
            self.marks.toggle_selected(&mut self.bills);
            return self.more(book, ctx);
        }
        self.marks.toggle_all(self.listed(book, ctx)?);
        Ok(())
    }

    /// Opens the payment of the marked bills, else of the selected one. An amount typed to find the
    /// order is the amount paid: also when only several bills together come to it.
    pub(super) fn pay(&self, order: OrderId, book: &Book, ctx: &Ctx) -> Outcome {
        if !self.marks.is_empty() {
            return payment_bills::for_whole_bills(self.marks.ids(), book, ctx);
        }
        if let Some(amount) = self.amount() {
            let alone = OrderFilter {
                amount: Some(amount),
                ..OrderFilter::only(vec![order])
            };
            if book.order_rows(&alone, None, 1, ctx.now)?.rows.is_empty() {
                let sums = payment_search::sums(amount, book, ctx)?;
                let with = |sum: &Vec<BillPart>| sum.iter().any(|(id, _)| *id == order);
                if let Some(sum) = sums.into_iter().find(with) {
                    return payment_bills::for_bills(&sum, Some(amount), book, ctx);
                }
            }
        }
        payment::for_order(order, self.amount(), book, ctx)
    }

    /// Sorts the bills in the next way.
    pub(super) fn sort_next(&mut self) {
        self.sort = match self.sort {
            OrderSort::Newest => OrderSort::Oldest,
            OrderSort::Oldest => OrderSort::MostOwed,
            OrderSort::MostOwed => OrderSort::Newest,
        };
        self.bills = Listing::default();
    }

    /// The words for a way of sorting that is not the usual one.
    pub(super) fn sorted(&self) -> Option<&'static str> {
        match self.sort {
            OrderSort::Newest => None,
            OrderSort::Oldest => Some("screen-pay-oldest"),
            OrderSort::MostOwed => Some("screen-pay-largest"),
        }
    }
}
