//! `rekap claim`: claims on goods that were handed over (rule 83).

use clap::{Args, Subcommand};

use crate::book::{ClaimEnd, ClaimFilter, NewClaim, Opening};
use crate::domain::claim::{ClaimEnding, ClaimKind};
use crate::domain::id::AccountId;
use crate::domain::item::ItemText;
use crate::domain::money::Rupiah;
use crate::domain::parcel::GoodsBack;
use crate::domain::refusal::Refusal;
use crate::tasks::rows::claim::CLAIMS;

use super::console::{Console, Failure, OpenBook, period};
use super::values::{self, Shape};

/// Subcommands for claims.
#[derive(Debug, Subcommand)]
pub enum Claim {
    #[command(visible_alias = "tambah")]
    Add {
        order: String,
        #[arg(value_name = "QTY VARIANT", value_parser = values::item, allow_hyphen_values = true)]
        claimed_goods: ItemText,
        #[arg(value_name = "AMOUNT", value_parser = values::amount, allow_negative_numbers = true, requires = "claim_ending")]
        claim_amount: Option<Rupiah>,
        #[arg(long = "kind", value_name = "KIND", value_parser = values::claim_kind())]
        claim_kind: ClaimKind,
        #[arg(long = "end", value_name = "ENDING", value_parser = values::claim_ending())]
        claim_ending: Option<ClaimEnding>,
        #[command(flatten)]
        how: How,
    },
    #[command(visible_alias = "akhiri")]
    End {
        #[arg(value_name = "CLAIM")]
        claim: String,
        #[arg(value_name = "ENDING", value_parser = values::claim_ending())]
        claim_ending: ClaimEnding,
        #[arg(value_name = "AMOUNT", value_parser = values::amount, allow_negative_numbers = true)]
        claim_amount: Option<Rupiah>,
        #[command(flatten)]
        how: How,
    },
    #[command(visible_alias = "terima")]
    Recovered {
        #[arg(value_name = "CLAIM")]
        claim: String,
        #[arg(value_name = "AMOUNT", value_parser = values::amount, allow_negative_numbers = true)]
        recovered: Rupiah,
        #[arg(long = "account", value_name = "NAME")]
        recovered_into: String,
    },
    #[command(visible_alias = "daftar")]
    List {
        #[arg(value_name = "PO OR ORDER")]
        claims_of: Option<String>,
        #[arg(long = "open")]
        open_claims: bool,
        #[command(flatten)]
        shape: Shape,
    },
}

/// How a claim ends.
#[derive(Debug, Args)]
pub struct How {
    #[arg(long = "with", value_name = "QTY VARIANT", value_parser = values::item, allow_hyphen_values = true)]
    exchanged_for: Option<ItemText>,
    #[arg(long = "difference", requires = "exchanged_for")]
    bill_difference: bool,
    #[arg(long = "back", value_name = "GOODS", value_parser = values::claim_goods())]
    goods_back: Option<GoodsBack>,
    #[arg(long = "recovered", value_name = "AMOUNT", value_parser = values::amount, allow_negative_numbers = true)]
    recovered: Option<Rupiah>,
    #[arg(long = "account", value_name = "NAME", requires = "recovered")]
    recovered_into: Option<String>,
    #[arg(long, value_name = "TEXT", allow_hyphen_values = true)]
    note: Option<String>,
}

impl How {
    /// The ending that these flags describe.
    fn end(&self, ending: ClaimEnding, amount: Option<Rupiah>, console: &mut Console) -> ClaimEnd {
        ClaimEnd {
            amount,
            with: self
                .exchanged_for
                .clone()
                .map(|item| console.clean_item(item)),
            difference: self.bill_difference,
            back: self.goods_back,
            ..ClaimEnd::of(ending)
        }
    }

    fn recovered(&self, opened: &OpenBook) -> Result<Option<(Rupiah, AccountId)>, Failure> {
        match (self.recovered, &self.recovered_into) {
            (None, _) => Ok(None),
            (Some(amount), Some(name)) => Ok(Some((amount, opened.book.account(name)?.id))),
            (Some(_), None) => Err(Refusal::ClaimRecoveredWhere.message().into()),
        }
    }

    fn note(&self, console: &mut Console) -> Option<String> {
        self.note.as_deref().map(|note| console.clean_block(note))
    }

    /// Whether something is said that only an ending has.
    fn says_ending(&self) -> bool {
        self.exchanged_for.is_some() || self.goods_back.is_some()
    }
}

impl Claim {
    /// Runs the subcommand.
    pub fn run(self, console: &mut Console) -> Result<(), Failure> {
        match self {
            Self::Add {
                order,
                claimed_goods,
                claim_amount,
                claim_kind,
                claim_ending,
                how,
            } => {
                let item = console.clean_item(claimed_goods);
                let end = claim_ending.map(|ending| how.end(ending, claim_amount, console));
                if end.is_none() && how.says_ending() {
                    return Err(Refusal::ClaimExchangeOnly.message().into());
                }
                let note = how.note(console).unwrap_or_default();
                let mut opened = console.open(Opening::Existing)?;
                let order = opened.book.order_id(&order)?;
                let new = NewClaim {
                    item,
                    kind: claim_kind,
                    end,
                    recovered: how.recovered(&opened)?,
                    note,
                };
                let done = opened.book.add_claim(order, &new, opened.now)?;
                console.line(&done.made.claim_code())?;
                console.say_consequences(&done);
                Ok(())
            }
            Self::End {
                claim,
                claim_ending,
                claim_amount,
                how,
            } => {
                let end = how.end(claim_ending, claim_amount, console);
                let note = how.note(console);
                let mut opened = console.open(Opening::Existing)?;
                let id = opened.book.claim_id(&claim)?;
                let end = ClaimEnd {
                    recovered: how.recovered(&opened)?,
                    note,
                    ..end
                };
                let done = opened.book.end_claim(id, &end, opened.now)?;
                console.say_consequences(&done);
                Ok(())
            }
            Self::Recovered {
                claim,
                recovered,
                recovered_into,
            } => {
                let mut opened = console.open(Opening::Existing)?;
                let id = opened.book.claim_id(&claim)?;
                let account = opened.book.account(&recovered_into)?.id;
                opened
                    .book
                    .recover_claim(id, recovered, account, opened.now)?;
                Ok(())
            }
            Self::List {
                claims_of,
                open_claims,
                shape,
            } => list(claims_of.as_deref(), open_claims, shape, console),
        }
    }
}

fn list(of: Option<&str>, open: bool, shape: Shape, console: &mut Console) -> Result<(), Failure> {
    let opened = console.open(Opening::Look)?;
    let mut filter = ClaimFilter {
        open,
        ..ClaimFilter::default()
    };
    if let Some(of) = of {
        match (period(&opened, of), opened.book.order_id(of)) {
            (Ok(period), _) => filter.period = Some(period.id),
            (Err(_), Ok(order)) => filter.order = Some(order),
            (Err(unknown), Err(_)) => return Err(unknown),
        }
    }
    let claims = opened.book.claims(&filter)?;
    console.list(&CLAIMS, &claims, shape, opened.now)
}
