//! What a deed made: the row that lists select after it.

use crate::book::{Dropped, GoodsImported, Imported, Pasted};
use crate::domain::catalog::Variant;
use crate::domain::claim::Claim;
use crate::domain::id::{
    AccountId, ClaimId, CustomerId, EntryId, OrderId, ParcelId, PaymentId, PeriodId, ProductId,
    SupplierId, VariantId,
};
use crate::domain::money::Rupiah;
use crate::domain::order::{Order, OrderRow};
use crate::domain::parcel::Parcel;
use crate::domain::payment_stage::StageFigures;

/// A row that a deed made or changed.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Made {
    /// An account.
    Account(AccountId),
    /// A claim.
    Claim(ClaimId),
    /// A customer.
    Customer(CustomerId),
    /// Goods on sale in a PO, by their code.
    Offer(String),
    /// An order.
    Order(OrderId),
    /// A parcel.
    Parcel(ParcelId),
    /// A payment.
    Payment(PaymentId),
    /// A PO.
    Period(PeriodId),
    /// A product.
    Product(ProductId),
    /// A supplier.
    Supplier(SupplierId),
    /// Several rows.
    Several,
    /// A variant of a product.
    Variant(VariantId),
}

/// The result of a deed.
pub trait Makes {
    /// What it made or changed; `None` when that is no row of a list.
    fn made(&self) -> Option<Made> {
        None
    }
}

/// Implements [`Makes`] by an id.
macro_rules! makes {
    ($($made:ty => $variant:ident: $id:expr),+ $(,)?) => {$(
        impl Makes for $made {
            fn made(&self) -> Option<Made> {
                let id: fn(&Self) -> _ = $id;
                Some(Made::$variant(id(self)))
            }
        }
    )+};
}

makes! {
    AccountId => Account: |id| *id,
    Claim => Claim: |claim| claim.id,
    CustomerId => Customer: |id| *id,
    Order => Order: |order| order.row.id,
    Parcel => Parcel: |parcel| parcel.id,
    PaymentId => Payment: |id| *id,
    PeriodId => Period: |id| *id,
    ProductId => Product: |id| *id,
    SupplierId => Supplier: |id| *id,
    Variant => Variant: |variant| variant.id,
}

/// Implements [`Makes`] for several rows.
macro_rules! makes_several {
    ($($made:ty),+ $(,)?) => {$(
        impl Makes for $made {
            fn made(&self) -> Option<Made> {
                Some(Made::Several)
            }
        }
    )+};
}

makes_several! { Vec<Claim>, Vec<Order>, Vec<OrderRow>, Vec<Parcel>, Vec<ParcelId>, Vec<PaymentId> }

/// Implements [`Makes`] for results that are no row of a list.
macro_rules! makes_no_row {
    ($($made:ty),+ $(,)?) => {$(impl Makes for $made {})+};
}

makes_no_row! {
    (), u32, usize, Dropped, EntryId, Rupiah, GoodsImported, Imported, StageFigures, Vec<Pasted>, Vec<String>,
}
