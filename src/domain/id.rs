//! Row identities of the book. Each noun has its own type, so that one can't stand for another.

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
            /// From the number the book keeps.
            pub const fn new(number: i64) -> Self {
                Self(number)
            }

            /// The number the book keeps; never used twice.
            pub const fn raw(self) -> i64 {
                self.0
            }
        }
    )*};
}

ids! {
    /// A place money is kept: a bank account, a till, a wallet.
    AccountId,
    /// Who makes goods.
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
    /// A price slice of an order.
    LineId,
    /// A movement of money.
    PaymentId,
    /// One deed in the history.
    ActionId,
}
