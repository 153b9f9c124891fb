//! Row ids of the book. Each noun has its own type, so that one can't be used for another.

use serde::{Deserialize, Serialize};

macro_rules! ids {
    ($($(#[$doc:meta])* $name:ident),* $(,)?) => {$(
        $(#[$doc])*
        #[derive(
            Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize,
        )]
        #[serde(transparent)]
        pub struct $name(i64);

        impl $name {
            /// Wraps the number stored in the book.
            pub const fn new(number: i64) -> Self {
                Self(number)
            }

            /// The number stored in the book; never used twice.
            pub const fn raw(self) -> i64 {
                self.0
            }
        }
    )*};
}

ids! {
    /// An account: a bank account, the till, a wallet.
    AccountId,
    /// A supplier.
    SupplierId,
    /// A product.
    ProductId,
    /// A variant of a product.
    VariantId,
    /// A PO period.
    PeriodId,
    /// A variant on sale in one period.
    OfferId,
    /// A tier of an offer.
    TierId,
    /// An estimate of a period.
    EstimateId,
    /// A bonus of a period.
    BonusId,
    /// A custom field of a product.
    CustomFieldId,
    /// A customer.
    CustomerId,
    /// An order.
    OrderId,
    /// A line of an order (units sold at one price).
    LineId,
    /// One of several recipients of an order.
    DestinationId,
    /// A stage of payment of a period.
    StageId,
    /// A parcel, or what was fetched at once.
    ParcelId,
    /// A claim on goods that were handed over.
    ClaimId,
    /// Money of an account that is no customer's.
    EntryId,
    /// A payment in the ledger.
    PaymentId,
    /// An action in the history.
    ActionId,
}
