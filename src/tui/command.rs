//! The table of commands: keys, contexts, label and help text of each. Dispatch, footer, help,
//! palette and docs/keys.md are made from it.

use strum::{EnumIter, IntoEnumIterator};

use crate::lang::Words;

/// Where keys are read: a screen, or a layer over it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, EnumIter)]
pub enum Context {
    /// Everywhere, over everything.
    Always,
    /// On every screen, but not in forms, choices and questions.
    Global,
    /// On every screen; all of them show a list.
    List,
    /// Beranda.
    Home,
    /// The list of POs.
    Periods,
    /// One PO.
    Period,
    /// The list of orders.
    Orders,
    /// One order.
    Order,
    /// The recipients of one order.
    Recipients,
    /// Orders pasted from a chat.
    Review,
    /// Bills and payments.
    Payments,
    /// The tally.
    Production,
    /// Orders to hand over, parcels and claims.
    Shipping,
    /// The list of customers.
    Customers,
    /// The messages that are due.
    Messages,
    /// The words of messages.
    Templates,
    /// Messages of a kind, one after the other.
    Letters,
    /// One customer.
    Customer,
    /// Products, suppliers, accounts.
    Catalog,
    /// What a PO came to.
    Reports,
    /// The copies of the book.
    Backups,
    /// A form.
    Form,
    /// A field of a form with an answer highlighted under it.
    Suggestion,
    /// A list to choose from by typing.
    Picker,
    /// A question or a text to read.
    Dialog,
    /// The question which of two contents of a field counts.
    Conflict,
}

impl Context {
    /// The contexts whose keys work in this one, the nearest first.
    pub fn chain(self) -> &'static [Context] {
        use Context as C;
        match self {
            C::Always => &[C::Always],
            C::Global => &[C::Global, C::Always],
            C::List => &[C::List, C::Global, C::Always],
            C::Home => &[C::Home, C::List, C::Global, C::Always],
            C::Periods => &[C::Periods, C::List, C::Global, C::Always],
            C::Period => &[C::Period, C::List, C::Global, C::Always],
            C::Orders => &[C::Orders, C::List, C::Global, C::Always],
            C::Order => &[C::Order, C::List, C::Global, C::Always],
            C::Recipients => &[C::Recipients, C::List, C::Global, C::Always],
            C::Review => &[C::Review, C::List, C::Global, C::Always],
            C::Payments => &[C::Payments, C::List, C::Global, C::Always],
            C::Production => &[C::Production, C::List, C::Global, C::Always],
            C::Shipping => &[C::Shipping, C::List, C::Global, C::Always],
            C::Customers => &[C::Customers, C::List, C::Global, C::Always],
            C::Messages => &[C::Messages, C::List, C::Global, C::Always],
            C::Templates => &[C::Templates, C::List, C::Global, C::Always],
            C::Letters => &[C::Letters, C::List, C::Global, C::Always],
            C::Customer => &[C::Customer, C::List, C::Global, C::Always],
            C::Catalog => &[C::Catalog, C::List, C::Global, C::Always],
            C::Reports => &[C::Reports, C::List, C::Global, C::Always],
            C::Backups => &[C::Backups, C::List, C::Global, C::Always],
            C::Form => &[C::Form, C::Always],
            C::Suggestion => &[C::Suggestion, C::Always],
            C::Picker => &[C::Picker, C::Always],
            C::Dialog => &[C::Dialog, C::Always],
            C::Conflict => &[C::Conflict, C::Always],
        }
    }

    /// The key of the context's name in `assets/lang`.
    pub fn label(self) -> &'static str {
        match self {
            Context::Always => "context-always",
            Context::Global => "context-global",
            Context::List => "context-list",
            Context::Home => "context-home",
            Context::Periods => "context-periods",
            Context::Period => "context-period",
            Context::Orders => "context-orders",
            Context::Order => "context-order",
            Context::Recipients => "context-recipients",
            Context::Review => "context-review",
            Context::Payments => "context-payments",
            Context::Production => "context-production",
            Context::Shipping => "context-shipping",
            Context::Customers => "context-customers",
            Context::Messages => "context-messages",
            Context::Templates => "context-templates",
            Context::Letters => "context-letters",
            Context::Customer => "context-customer",
            Context::Catalog => "context-catalog",
            Context::Reports => "context-reports",
            Context::Backups => "context-backups",
            Context::Form => "context-form",
            Context::Suggestion => "context-suggestion",
            Context::Picker => "context-picker",
            Context::Dialog => "context-dialog",
            Context::Conflict => "context-conflict",
        }
    }

    /// The commands that work in this context, the nearest context's first, in table order.
    pub fn commands(self) -> impl Iterator<Item = Command> {
        self.chain().iter().flat_map(|context| {
            Command::iter().filter(move |command| command.spec().contexts.contains(context))
        })
    }

    /// The commands the footer shows in this context, the most useful first.
    pub fn footer(self) -> Vec<Command> {
        let mut commands: Vec<Command> = self
            .commands()
            .filter(|command| command.spec().rank > 0)
            .collect();
        commands.sort_by_key(|command| command.spec().rank);
        commands
    }
}

/// One row of the table.
#[derive(Debug, Clone, Copy)]
pub struct Spec {
    /// Default keys, the one to show first, as `Key::parse` reads them.
    pub keys: &'static [&'static str],
    /// Where the keys work.
    pub contexts: &'static [Context],
    /// Key of the short name, for the footer and the palette.
    pub label: &'static str,
    /// Key of the sentence, for the help and the tables of keys in docs/.
    pub help: &'static str,
    /// Place in the footer, smallest first; 0 means not in the footer.
    pub rank: u8,
}

/// Everything a key can mean.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, EnumIter)]
pub enum Command {
    /// Quit.
    Quit,
    /// Quit at once, from anywhere.
    Leave,
    /// Suspend the program and return to the shell.
    Suspend,
    /// Repaint the screen.
    Redraw,
    /// Show what the keys do.
    Help,
    /// Find any command by name.
    Palette,
    /// Show what needs doing today.
    Home,
    /// Show the POs.
    Periods,
    /// Show the orders.
    Orders,
    /// Show who owes and what was paid.
    Payments,
    /// Show what to make.
    Production,
    /// Show what to hand over, and parcels.
    Shipping,
    /// Show the customers.
    Customers,
    /// Show the products.
    Catalog,
    /// Shows what a PO came to.
    Reports,
    /// Counts the cost of a report the other way (rule 103).
    CountCost,
    /// Shows other rows of a report, or a year instead of a month.
    FilterReport,
    /// Closes a month (rule 110).
    CloseMonth,
    /// Make the PO before this one active.
    PreviousPeriod,
    /// Make the PO after this one active.
    NextPeriod,
    /// Choose the active PO from a list.
    PickPeriod,
    /// Open a customer's card from anywhere.
    FindCustomer,
    /// Undo the newest change.
    Undo,
    /// Redo what was undone.
    Redo,
    /// Show what was changed, newest first.
    History,
    /// Change the shop's name, phone, zone.
    Settings,
    /// Show the backups of the book.
    Backup,
    /// Go back one step.
    Back,
    /// Move up.
    Up,
    /// Move down.
    Down,
    /// Move up a page.
    PageUp,
    /// Move down a page.
    PageDown,
    /// Go to the first row.
    First,
    /// Go to the last row.
    Last,
    /// Move left in a matrix or calendar.
    Left,
    /// Move right in a matrix or calendar.
    Right,
    /// Open what is selected.
    Open,
    /// Narrow the list while typing.
    Filter,
    /// Show the next view of this screen.
    NextView,
    /// Show the view before.
    PreviousView,
    /// Write what is shown to a file.
    Export,
    /// Copy what is shown as text.
    Copy,
    /// Edit what is selected.
    Edit,
    /// Plan a new PO.
    NewPeriod,
    /// Plan a PO like this one.
    ClonePeriod,
    /// Open the PO now.
    OpenPeriod,
    /// Close the PO now and freeze its tally.
    ClosePeriod,
    /// Reopen or extend a closed PO.
    ReopenPeriod,
    /// Copy the announcement.
    Announce,
    /// Write the recap of a PO for its group.
    GroupRecap,
    /// Write to a supplier what it is to make.
    TellSupplier,
    /// Open the chat for the message that is shown.
    OpenChat,
    /// Write the order form of a PO for its customers.
    OrderForm,
    /// Mark that production began, goods are ready, all is handed over.
    MarkPeriod,
    /// Call the PO off.
    CancelPeriod,
    /// Move the date the PO will be ready.
    PostponePeriod,
    /// Tell customers about a moved date.
    TellMoved,
    /// Decide about a minimum that was not reached.
    DecideMinimum,
    /// Limit all variants of a product together.
    ProductQuota,
    /// Reserve units for a channel.
    Reserve,
    /// Put a product on sale in the PO.
    AddOffer,
    /// Add a price tier to the selected offer.
    AddTier,
    /// Weigh the selected goods, which are sold by weight.
    Weigh,
    /// Drop the selected variant: the shop cancels its lines.
    DropOffer,
    /// Record who approved the designs of the order.
    ApproveDesign,
    /// Set a bonus for the first or the next orders.
    SetBonus,
    /// Adds a payment stage, or bills one.
    SetStage,
    /// Record an order.
    NewOrder,
    /// Record a payment.
    RecordPayment,
    /// Cancel the order, with a reason.
    CancelOrder,
    /// Confirm an order of the waiting list.
    ServeOrder,
    /// Release an order past the deadline of its down payment.
    ReleaseOrder,
    /// Release all orders past the deadline of their down payment.
    ReleaseAll,
    /// Waive a down payment or postpone its deadline.
    Grace,
    /// Move the order, or a part of it, into another PO.
    MoveOrder,
    /// Pass the order on to another customer.
    PassOrder,
    /// Replace what was promised by something else.
    Substitute,
    /// Add shipping, a discount or another charge.
    AddCharge,
    /// Save the order that was read from a message.
    AcceptDraft,
    /// Save all orders that were read without doubt.
    AcceptAll,
    /// Skip a message.
    SkipDraft,
    /// Choose which goods are meant.
    NameGoods,
    /// List the lines of a chat that are no order.
    NotOrders,
    /// Filter by the next payment status.
    FilterStatus,
    /// Show all POs or only the active one.
    AllPeriods,
    /// Hand the order over to who fetches it, all of it paid.
    PickUp,
    /// Hand the order over to who fetches it, after asking what is paid.
    PickUpAsk,
    /// Make a parcel for a courier, or send one that is packed.
    Ship,
    /// Record that a parcel arrived.
    ReceiveParcel,
    /// Record that a parcel came back, and decide what becomes of it.
    ReturnParcel,
    /// Fill in tracking numbers, one below the other.
    FillTracking,
    /// Fill in what couriers were paid, one below the other.
    FillFees,
    /// Choose how to hand the order over.
    HandOver,
    /// Show the next group of rows.
    FilterShipping,
    /// Import a table of orders or a price list.
    Import,
    /// Explain how to paste a chat.
    PasteChat,
    /// Open the customer of this order.
    OpenCustomer,
    /// Record that the customers of orders were told of a moved date.
    TellOrders,
    /// Records what a customer answers to a delay (rule 52).
    AnswerDelay,
    /// Record a claim on goods that were handed over.
    AddClaim,
    /// Record what insurance or a courier paid for a claim.
    RecoverClaim,
    /// Show the recipients of the order.
    Recipients,
    /// Add a recipient to the order.
    NewRecipient,
    /// Remove a recipient of the order.
    RemoveRecipient,
    /// Print the papers of orders into a file.
    PrintPapers,
    /// Mark a row, for a command that takes several.
    Mark,
    /// Mark all rows of the list.
    MarkAll,
    /// Sort bills by age or amount.
    SortBills,
    /// Record a payment by its amount or payer.
    NewPayment,
    /// Moves money from an account, or hands in what is held for it.
    MoveBetween,
    /// Counts what an account has.
    CountAccount,
    /// Says what an account began with.
    SetOpening,
    /// Records an expense.
    AddExpense,
    /// Send money back.
    Refund,
    /// Reverse a payment recorded by mistake.
    VoidPayment,
    /// Round off a small difference on a bill.
    RoundOrder,
    /// Move money of an order to another, or to credit.
    MoveMoney,
    /// Freeze the tally as a new version.
    FreezeTally,
    /// Show changes since a version.
    CompareTally,
    /// Add a customer.
    NewCustomer,
    /// Merge two cards of one customer.
    MergeCustomers,
    /// Tell customers what they are due to be told.
    TellCustomers,
    /// Passes a message over for now.
    PassOver,
    /// Marks a customer as told in another way.
    ToldOtherwise,
    /// Shows the number as a QR code.
    ShowQr,
    /// Goes back to the words that come with the program.
    ResetTemplate,
    /// Add to this list.
    NewProduct,
    /// Add a variant to the product.
    AddVariant,
    /// Set what is in the selected package.
    Package,
    /// Set a further price of the selected goods.
    FurtherPrice,
    /// Add or change a custom field of the product.
    CustomField,
    /// Archive or bring back.
    Archive,
    /// Make a copy of the book now.
    NewBackup,
    /// Go to the next field.
    NextField,
    /// Go to the field before.
    PreviousField,
    /// Take the highlighted suggestion.
    TakeSuggestion,
    /// Close the suggestions.
    CloseSuggestions,
    /// Save the form.
    Submit,
    /// Save from a field of several lines.
    SubmitAll,
    /// Show or hide the optional fields.
    More,
    /// Move up among suggestions or fields.
    FieldUp,
    /// Move down among suggestions or fields.
    FieldDown,
    /// Choose the next value.
    Toggle,
    /// Choose the value before.
    ToggleBack,
    /// Choose what is selected.
    Choose,
    /// Agree.
    Yes,
    /// Disagree.
    No,
    /// Save what was typed in the form.
    KeepMine,
    /// Take what another desk saved.
    TakeTheirs,
}

impl Command {
    /// The command's row in the table.
    #[rustfmt::skip]
    pub const fn spec(self) -> Spec {
        use Command as C;
        use Context::{
            Always, Backups, Catalog, Conflict, Customer, Customers, Dialog, Form, Global, Home, Letters, List, Messages,
            Order, Orders, Payments, Period, Periods, Picker, Production, Recipients, Reports, Review, Shipping, Suggestion,
            Templates,
        };
        match self {
            C::Quit => Spec { keys: &["q"], contexts: &[Global], label: "cmd-quit", help: "cmd-quit-help", rank: 90 },
            C::Leave => Spec { keys: &["Ctrl-C", "Ctrl-Q"], contexts: &[Always], label: "cmd-leave", help: "cmd-leave-help", rank: 0 },
            C::Suspend => Spec { keys: &["Ctrl-Z"], contexts: &[Always], label: "cmd-suspend", help: "cmd-suspend-help", rank: 0 },
            C::Redraw => Spec { keys: &["Ctrl-L"], contexts: &[Always], label: "cmd-redraw", help: "cmd-redraw-help", rank: 0 },
            C::Help => Spec { keys: &["?", "F1"], contexts: &[Global, Form, Suggestion, Picker, Dialog, Conflict], label: "cmd-help", help: "cmd-help-help", rank: 91 },
            C::Palette => Spec { keys: &["Ctrl-P"], contexts: &[Global], label: "cmd-palette", help: "cmd-palette-help", rank: 80 },
            C::Home => Spec { keys: &["1"], contexts: &[Global], label: "cmd-home", help: "cmd-home-help", rank: 0 },
            C::Periods => Spec { keys: &["2"], contexts: &[Global], label: "cmd-periods", help: "cmd-periods-help", rank: 0 },
            C::Orders => Spec { keys: &["3"], contexts: &[Global], label: "cmd-orders", help: "cmd-orders-help", rank: 0 },
            C::Payments => Spec { keys: &["4"], contexts: &[Global], label: "cmd-payments", help: "cmd-payments-help", rank: 0 },
            C::Production => Spec { keys: &["5"], contexts: &[Global], label: "cmd-production", help: "cmd-production-help", rank: 0 },
            C::Shipping => Spec { keys: &["6"], contexts: &[Global], label: "cmd-shipping", help: "cmd-shipping-help", rank: 0 },
            C::Customers => Spec { keys: &["7"], contexts: &[Global], label: "cmd-customers", help: "cmd-customers-help", rank: 0 },
            C::Catalog => Spec { keys: &["8"], contexts: &[Global], label: "cmd-catalog", help: "cmd-catalog-help", rank: 0 },
            C::Reports => Spec { keys: &["9"], contexts: &[Global], label: "cmd-reports", help: "cmd-reports-help", rank: 0 },
            C::CountCost => Spec { keys: &["H"], contexts: &[Reports], label: "cmd-count-cost", help: "cmd-count-cost-help", rank: 20 },
            C::FilterReport => Spec { keys: &["s"], contexts: &[Reports], label: "cmd-filter-report", help: "cmd-filter-report-help", rank: 21 },
            C::CloseMonth => Spec { keys: &["c"], contexts: &[Reports], label: "cmd-close-month", help: "cmd-close-month-help", rank: 22 },
            C::PreviousPeriod => Spec { keys: &["["], contexts: &[Global], label: "cmd-previous-period", help: "cmd-previous-period-help", rank: 0 },
            C::NextPeriod => Spec { keys: &["]"], contexts: &[Global], label: "cmd-next-period", help: "cmd-next-period-help", rank: 0 },
            C::PickPeriod => Spec { keys: &["p"], contexts: &[Global], label: "cmd-pick-period", help: "cmd-pick-period-help", rank: 70 },
            C::FindCustomer => Spec { keys: &["f"], contexts: &[Global], label: "cmd-find-customer", help: "cmd-find-customer-help", rank: 60 },
            C::Undo => Spec { keys: &["u"], contexts: &[Global], label: "cmd-undo", help: "cmd-undo-help", rank: 50 },
            C::Redo => Spec { keys: &["Ctrl-R"], contexts: &[Global], label: "cmd-redo", help: "cmd-redo-help", rank: 0 },
            C::History => Spec { keys: &["h"], contexts: &[Global], label: "cmd-history", help: "cmd-history-help", rank: 0 },
            C::Settings => Spec { keys: &["!"], contexts: &[Global], label: "cmd-settings", help: "cmd-settings-help", rank: 0 },
            C::Backup => Spec { keys: &["B"], contexts: &[Global], label: "cmd-backup", help: "cmd-backup-help", rank: 0 },
            C::Back => Spec { keys: &["Esc"], contexts: &[Global, Form, Picker, Dialog, Conflict], label: "cmd-back", help: "cmd-back-help", rank: 40 },
            C::Up => Spec { keys: &["Up"], contexts: &[List, Picker, Dialog], label: "cmd-up", help: "cmd-up-help", rank: 0 },
            C::Down => Spec { keys: &["Down"], contexts: &[List, Picker, Dialog], label: "cmd-down", help: "cmd-down-help", rank: 0 },
            C::PageUp => Spec { keys: &["PageUp"], contexts: &[List, Picker, Dialog], label: "cmd-page-up", help: "cmd-page-up-help", rank: 0 },
            C::PageDown => Spec { keys: &["PageDown"], contexts: &[List, Picker, Dialog], label: "cmd-page-down", help: "cmd-page-down-help", rank: 0 },
            C::First => Spec { keys: &["Home"], contexts: &[List, Picker, Dialog], label: "cmd-first", help: "cmd-first-help", rank: 0 },
            C::Last => Spec { keys: &["End"], contexts: &[List, Picker, Dialog], label: "cmd-last", help: "cmd-last-help", rank: 0 },
            C::Left => Spec { keys: &["Left"], contexts: &[List], label: "cmd-left", help: "cmd-left-help", rank: 0 },
            C::Right => Spec { keys: &["Right"], contexts: &[List], label: "cmd-right", help: "cmd-right-help", rank: 0 },
            C::Open => Spec { keys: &["Enter"], contexts: &[List], label: "cmd-open", help: "cmd-open-help", rank: 10 },
            C::Filter => Spec { keys: &["/"], contexts: &[List], label: "cmd-filter", help: "cmd-filter-help", rank: 30 },
            C::NextView => Spec { keys: &["Tab"], contexts: &[List], label: "cmd-next-view", help: "cmd-next-view-help", rank: 35 },
            C::PreviousView => Spec { keys: &["Shift-Tab"], contexts: &[List], label: "cmd-previous-view", help: "cmd-previous-view-help", rank: 0 },
            C::Export => Spec { keys: &["x"], contexts: &[List], label: "cmd-export", help: "cmd-export-help", rank: 55 },
            C::Copy => Spec { keys: &["y"], contexts: &[List], label: "cmd-copy", help: "cmd-copy-help", rank: 56 },
            C::Edit => Spec { keys: &["e"], contexts: &[Periods, Period, Orders, Order, Recipients, Shipping, Customers, Templates, Customer, Catalog, Backups, Review], label: "cmd-edit", help: "cmd-edit-help", rank: 12 },
            C::NewPeriod => Spec { keys: &["n"], contexts: &[Periods], label: "cmd-new-period", help: "cmd-new-period-help", rank: 11 },
            C::ClonePeriod => Spec { keys: &["d"], contexts: &[Periods, Period], label: "cmd-clone-period", help: "cmd-clone-period-help", rank: 24 },
            C::OpenPeriod => Spec { keys: &["o"], contexts: &[Periods, Period], label: "cmd-open-period", help: "cmd-open-period-help", rank: 20 },
            C::ClosePeriod => Spec { keys: &["c"], contexts: &[Periods, Period], label: "cmd-close-period", help: "cmd-close-period-help", rank: 21 },
            C::ReopenPeriod => Spec { keys: &["r"], contexts: &[Periods, Period], label: "cmd-reopen-period", help: "cmd-reopen-period-help", rank: 22 },
            C::Announce => Spec { keys: &["a"], contexts: &[Periods, Period], label: "cmd-announce", help: "cmd-announce-help", rank: 26 },
            C::GroupRecap => Spec { keys: &["R"], contexts: &[Periods, Period], label: "cmd-recap", help: "cmd-recap-help", rank: 0 },
            C::TellSupplier => Spec { keys: &["T"], contexts: &[Production], label: "cmd-tell-supplier", help: "cmd-tell-supplier-help", rank: 24 },
            C::OpenChat => Spec { keys: &["o"], contexts: &[Dialog], label: "cmd-open-chat", help: "cmd-open-chat-help", rank: 13 },
            C::OrderForm => Spec { keys: &["F"], contexts: &[Periods, Period], label: "cmd-order-form", help: "cmd-order-form-help", rank: 0 },
            C::MarkPeriod => Spec { keys: &["m"], contexts: &[Periods, Period, Production], label: "cmd-mark-period", help: "cmd-mark-period-help", rank: 23 },
            C::CancelPeriod => Spec { keys: &["K"], contexts: &[Periods, Period], label: "cmd-cancel-period", help: "cmd-cancel-period-help", rank: 27 },
            C::PostponePeriod => Spec { keys: &["w"], contexts: &[Periods, Period], label: "cmd-postpone", help: "cmd-postpone-help", rank: 0 },
            C::TellMoved => Spec { keys: &["i"], contexts: &[Periods, Period], label: "cmd-tell", help: "cmd-tell-help", rank: 0 },
            C::DecideMinimum => Spec { keys: &["g"], contexts: &[Periods, Period], label: "cmd-minimum", help: "cmd-minimum-help", rank: 0 },
            C::ProductQuota => Spec { keys: &["j"], contexts: &[Period], label: "cmd-product-quota", help: "cmd-product-quota-help", rank: 0 },
            C::Reserve => Spec { keys: &["s"], contexts: &[Period], label: "cmd-reserve", help: "cmd-reserve-help", rank: 0 },
            C::AddOffer => Spec { keys: &["n"], contexts: &[Period], label: "cmd-add-offer", help: "cmd-add-offer-help", rank: 11 },
            C::AddTier => Spec { keys: &["t"], contexts: &[Period], label: "cmd-add-tier", help: "cmd-add-tier-help", rank: 13 },
            C::Weigh => Spec { keys: &["W"], contexts: &[Period], label: "cmd-weigh", help: "cmd-weigh-help", rank: 0 },
            C::DropOffer => Spec { keys: &["D"], contexts: &[Period], label: "cmd-drop-offer", help: "cmd-drop-offer-help", rank: 0 },
            C::SetBonus => Spec { keys: &["b"], contexts: &[Period], label: "cmd-set-bonus", help: "cmd-set-bonus-help", rank: 0 },
            C::SetStage => Spec { keys: &["v"], contexts: &[Period], label: "cmd-set-stage", help: "cmd-set-stage-help", rank: 0 },
            C::NewOrder => Spec { keys: &["n"], contexts: &[Home, Orders, Customer], label: "cmd-new-order", help: "cmd-new-order-help", rank: 11 },
            C::RecordPayment => Spec { keys: &["b"], contexts: &[Home, Orders, Order, Payments, Shipping, Customers, Customer], label: "cmd-record-payment", help: "cmd-record-payment-help", rank: 14 },
            C::CancelOrder => Spec { keys: &["k"], contexts: &[Orders, Order], label: "cmd-cancel-order", help: "cmd-cancel-order-help", rank: 22 },
            C::ServeOrder => Spec { keys: &["w"], contexts: &[Orders, Order], label: "cmd-serve-order", help: "cmd-serve-order-help", rank: 0 },
            C::ReleaseOrder => Spec { keys: &["z"], contexts: &[Orders, Order], label: "cmd-release-order", help: "cmd-release-order-help", rank: 0 },
            C::ReleaseAll => Spec { keys: &["Z"], contexts: &[Orders], label: "cmd-release-all", help: "cmd-release-all-help", rank: 0 },
            C::Grace => Spec { keys: &["D"], contexts: &[Orders, Order], label: "cmd-grace", help: "cmd-grace-help", rank: 0 },
            C::MoveOrder => Spec { keys: &["m"], contexts: &[Orders, Order], label: "cmd-move-order", help: "cmd-move-order-help", rank: 0 },
            C::PassOrder => Spec { keys: &["o"], contexts: &[Orders, Order], label: "cmd-pass-order", help: "cmd-pass-order-help", rank: 0 },
            C::Substitute => Spec { keys: &["i"], contexts: &[Orders, Order], label: "cmd-substitute", help: "cmd-substitute-help", rank: 0 },
            C::AnswerDelay => Spec { keys: &["J"], contexts: &[Orders, Order], label: "cmd-answer-delay", help: "cmd-answer-delay-help", rank: 0 },
            C::AddCharge => Spec { keys: &["g"], contexts: &[Orders, Order], label: "cmd-add-charge", help: "cmd-add-charge-help", rank: 20 },
            C::ApproveDesign => Spec { keys: &["A"], contexts: &[Orders, Order], label: "cmd-approve-design", help: "cmd-approve-design-help", rank: 0 },
            C::AcceptDraft => Spec { keys: &["a"], contexts: &[Review], label: "cmd-accept-draft", help: "cmd-accept-draft-help", rank: 5 },
            C::AcceptAll => Spec { keys: &["A"], contexts: &[Review], label: "cmd-accept-all", help: "cmd-accept-all-help", rank: 6 },
            C::SkipDraft => Spec { keys: &["s"], contexts: &[Review], label: "cmd-skip-draft", help: "cmd-skip-draft-help", rank: 7 },
            C::NameGoods => Spec { keys: &["t"], contexts: &[Review], label: "cmd-name-goods", help: "cmd-name-goods-help", rank: 8 },
            C::NotOrders => Spec { keys: &["o"], contexts: &[Review], label: "cmd-not-orders", help: "cmd-not-orders-help", rank: 15 },
            C::PickUp => Spec { keys: &["L"], contexts: &[Shipping], label: "cmd-pick-up", help: "cmd-pick-up-help", rank: 5 },
            C::PickUpAsk => Spec { keys: &["D"], contexts: &[Shipping], label: "cmd-pick-up-ask", help: "cmd-pick-up-ask-help", rank: 6 },
            C::Ship => Spec { keys: &["k"], contexts: &[Shipping], label: "cmd-ship", help: "cmd-ship-help", rank: 7 },
            C::ReceiveParcel => Spec { keys: &["t"], contexts: &[Shipping], label: "cmd-receive-parcel", help: "cmd-receive-parcel-help", rank: 20 },
            C::ReturnParcel => Spec { keys: &["r"], contexts: &[Shipping], label: "cmd-return-parcel", help: "cmd-return-parcel-help", rank: 21 },
            C::FillTracking => Spec { keys: &["i"], contexts: &[Shipping], label: "cmd-fill-tracking", help: "cmd-fill-tracking-help", rank: 8 },
            C::FillFees => Spec { keys: &["o"], contexts: &[Shipping], label: "cmd-fill-fees", help: "cmd-fill-fees-help", rank: 22 },
            C::AddClaim => Spec { keys: &["K"], contexts: &[Orders, Order, Shipping], label: "cmd-add-claim", help: "cmd-add-claim-help", rank: 0 },
            C::RecoverClaim => Spec { keys: &["g"], contexts: &[Shipping], label: "cmd-recover-claim", help: "cmd-recover-claim-help", rank: 0 },
            C::Recipients => Spec { keys: &["R"], contexts: &[Orders, Order, Recipients], label: "cmd-recipients", help: "cmd-recipients-help", rank: 0 },
            C::NewRecipient => Spec { keys: &["n"], contexts: &[Recipients], label: "cmd-new-recipient", help: "cmd-new-recipient-help", rank: 11 },
            C::RemoveRecipient => Spec { keys: &["k"], contexts: &[Recipients], label: "cmd-remove-recipient", help: "cmd-remove-recipient-help", rank: 13 },
            C::PrintPapers => Spec { keys: &["c"], contexts: &[Orders, Order, Recipients, Shipping], label: "cmd-print-papers", help: "cmd-print-papers-help", rank: 0 },
            C::HandOver => Spec { keys: &["s"], contexts: &[Order], label: "cmd-hand-over", help: "cmd-hand-over-help", rank: 15 },
            C::FilterShipping => Spec { keys: &["s"], contexts: &[Shipping], label: "cmd-filter-shipping", help: "cmd-filter-shipping-help", rank: 32 },
            C::FilterStatus => Spec { keys: &["s"], contexts: &[Orders], label: "cmd-filter-status", help: "cmd-filter-status-help", rank: 32 },
            C::AllPeriods => Spec { keys: &["a"], contexts: &[Orders, Payments, Production, Shipping], label: "cmd-all-periods", help: "cmd-all-periods-help", rank: 33 },
            C::Import => Spec { keys: &["I"], contexts: &[Orders, Recipients, Catalog], label: "cmd-import", help: "cmd-import-help", rank: 40 },
            C::PasteChat => Spec { keys: &["v"], contexts: &[Orders], label: "cmd-paste-chat", help: "cmd-paste-chat-help", rank: 13 },
            C::OpenCustomer => Spec { keys: &["l"], contexts: &[Orders, Order, Payments, Shipping], label: "cmd-open-customer", help: "cmd-open-customer-help", rank: 28 },
            C::TellOrders => Spec { keys: &["T"], contexts: &[Orders, Order], label: "cmd-tell-orders", help: "cmd-tell-orders-help", rank: 0 },
            C::Mark => Spec { keys: &["Space"], contexts: &[Orders, Payments, Shipping], label: "cmd-mark", help: "cmd-mark-help", rank: 34 },
            C::MarkAll => Spec { keys: &["Ctrl-A"], contexts: &[Orders, Payments, Shipping], label: "cmd-mark-all", help: "cmd-mark-all-help", rank: 0 },
            C::SortBills => Spec { keys: &["s"], contexts: &[Payments], label: "cmd-sort-bills", help: "cmd-sort-bills-help", rank: 32 },
            C::NewPayment => Spec { keys: &["n"], contexts: &[Payments], label: "cmd-new-payment", help: "cmd-new-payment-help", rank: 11 },
            C::MoveBetween => Spec { keys: &["m"], contexts: &[Payments], label: "cmd-move-between", help: "cmd-move-between-help", rank: 0 },
            C::CountAccount => Spec { keys: &["="], contexts: &[Payments], label: "cmd-count-account", help: "cmd-count-account-help", rank: 0 },
            C::SetOpening => Spec { keys: &["e"], contexts: &[Payments], label: "cmd-set-opening", help: "cmd-set-opening-help", rank: 0 },
            C::AddExpense => Spec { keys: &["-"], contexts: &[Global], label: "cmd-add-expense", help: "cmd-add-expense-help", rank: 0 },
            C::Refund => Spec { keys: &["r"], contexts: &[Order, Payments, Customer], label: "cmd-refund", help: "cmd-refund-help", rank: 23 },
            C::VoidPayment => Spec { keys: &["v"], contexts: &[Order, Payments, Customer], label: "cmd-void-payment", help: "cmd-void-payment-help", rank: 24 },
            C::RoundOrder => Spec { keys: &["t"], contexts: &[Orders, Order, Payments, Customer], label: "cmd-round-order", help: "cmd-round-order-help", rank: 0 },
            C::MoveMoney => Spec { keys: &["d"], contexts: &[Orders, Order, Payments, Customer], label: "cmd-move-money", help: "cmd-move-money-help", rank: 0 },
            C::FreezeTally => Spec { keys: &["k"], contexts: &[Production], label: "cmd-freeze-tally", help: "cmd-freeze-tally-help", rank: 20 },
            C::CompareTally => Spec { keys: &["v"], contexts: &[Production], label: "cmd-compare-tally", help: "cmd-compare-tally-help", rank: 21 },
            C::NewCustomer => Spec { keys: &["n"], contexts: &[Customers], label: "cmd-new-customer", help: "cmd-new-customer-help", rank: 11 },
            C::MergeCustomers => Spec { keys: &["m"], contexts: &[Customers, Customer], label: "cmd-merge-customers", help: "cmd-merge-customers-help", rank: 24 },
            C::TellCustomers => Spec { keys: &["T"], contexts: &[Home, Customers, Messages, Templates], label: "cmd-tell-customers", help: "cmd-tell-customers-help", rank: 25 },
            C::PassOver => Spec { keys: &["s"], contexts: &[Letters], label: "cmd-pass-over", help: "cmd-pass-over-help", rank: 11 },
            C::ToldOtherwise => Spec { keys: &["o"], contexts: &[Letters], label: "cmd-told-otherwise", help: "cmd-told-otherwise-help", rank: 12 },
            C::ShowQr => Spec { keys: &["c"], contexts: &[Letters], label: "cmd-show-qr", help: "cmd-show-qr-help", rank: 13 },
            C::ResetTemplate => Spec { keys: &["z"], contexts: &[Templates], label: "cmd-reset-template", help: "cmd-reset-template-help", rank: 13 },
            C::NewProduct => Spec { keys: &["n"], contexts: &[Catalog], label: "cmd-new-product", help: "cmd-new-product-help", rank: 11 },
            C::AddVariant => Spec { keys: &["v"], contexts: &[Catalog], label: "cmd-add-variant", help: "cmd-add-variant-help", rank: 20 },
            C::Package => Spec { keys: &["i"], contexts: &[Catalog], label: "cmd-package", help: "cmd-package-help", rank: 21 },
            C::FurtherPrice => Spec { keys: &["t"], contexts: &[Catalog], label: "cmd-further-price", help: "cmd-further-price-help", rank: 0 },
            C::CustomField => Spec { keys: &["c"], contexts: &[Catalog], label: "cmd-custom-field", help: "cmd-custom-field-help", rank: 0 },
            C::Archive => Spec { keys: &["Delete"], contexts: &[Catalog, Period], label: "cmd-archive", help: "cmd-archive-help", rank: 26 },
            C::NewBackup => Spec { keys: &["n"], contexts: &[Backups], label: "cmd-new-backup", help: "cmd-new-backup-help", rank: 11 },
            C::NextField => Spec { keys: &["Tab"], contexts: &[Form], label: "cmd-next-field", help: "cmd-next-field-help", rank: 20 },
            C::PreviousField => Spec { keys: &["Shift-Tab"], contexts: &[Form, Suggestion], label: "cmd-previous-field", help: "cmd-previous-field-help", rank: 0 },
            C::TakeSuggestion => Spec { keys: &["Enter", "Tab"], contexts: &[Suggestion], label: "cmd-take-suggestion", help: "cmd-take-suggestion-help", rank: 10 },
            C::CloseSuggestions => Spec { keys: &["Esc"], contexts: &[Suggestion], label: "cmd-close-suggestions", help: "cmd-close-suggestions-help", rank: 40 },
            C::Submit => Spec { keys: &["Enter"], contexts: &[Form], label: "cmd-submit", help: "cmd-submit-help", rank: 10 },
            C::SubmitAll => Spec { keys: &["Ctrl-S"], contexts: &[Form, Suggestion], label: "cmd-submit-all", help: "cmd-submit-all-help", rank: 0 },
            C::More => Spec { keys: &["Ctrl-O"], contexts: &[Form, Suggestion], label: "cmd-more", help: "cmd-more-help", rank: 30 },
            C::FieldUp => Spec { keys: &["Up"], contexts: &[Form, Suggestion], label: "cmd-field-up", help: "cmd-field-up-help", rank: 0 },
            C::FieldDown => Spec { keys: &["Down"], contexts: &[Form, Suggestion], label: "cmd-field-down", help: "cmd-field-down-help", rank: 20 },
            C::Toggle => Spec { keys: &["Space", "Right"], contexts: &[Form], label: "cmd-toggle", help: "cmd-toggle-help", rank: 0 },
            C::ToggleBack => Spec { keys: &["Left"], contexts: &[Form], label: "cmd-toggle-back", help: "cmd-toggle-back-help", rank: 0 },
            C::Choose => Spec { keys: &["Enter"], contexts: &[Picker, Dialog], label: "cmd-choose", help: "cmd-choose-help", rank: 10 },
            C::Yes => Spec { keys: &["y"], contexts: &[Dialog], label: "cmd-yes", help: "cmd-yes-help", rank: 11 },
            C::No => Spec { keys: &["n", "t"], contexts: &[Dialog], label: "cmd-no", help: "cmd-no-help", rank: 12 },
            C::KeepMine => Spec { keys: &["m"], contexts: &[Conflict], label: "cmd-keep-mine", help: "cmd-keep-mine-help", rank: 10 },
            C::TakeTheirs => Spec { keys: &["t"], contexts: &[Conflict], label: "cmd-take-theirs", help: "cmd-take-theirs-help", rank: 11 },
        }
    }

    /// The key that footer and help show.
    pub const fn key(self) -> &'static str {
        match self.spec().keys.first() {
            Some(key) => key,
            None => "",
        }
    }

    /// The short name.
    pub fn label(self, words: &Words) -> String {
        words.word(self.spec().label)
    }

    /// Other words that people look for the command by; empty where the name is enough.
    pub fn synonyms(self, words: &Words) -> String {
        let name = self.spec().label.trim_start_matches("cmd");
        let key = format!("cmd-also{name}");
        let found = words.word(&key);
        if found == key { String::new() } else { found }
    }

    /// A sentence that says what the command does.
    pub fn help(self, words: &Words) -> String {
        words.word(self.spec().help)
    }
}

/// Writes the Markdown tables of docs/keys.md: every key with what it does, one table for each
/// context.
pub fn markdown(words: &Words) -> String {
    let mut out = String::new();
    for context in Context::iter() {
        let commands: Vec<Command> = Command::iter()
            .filter(|command| command.spec().contexts.contains(&context))
            .collect();
        if commands.is_empty() {
            continue;
        }
        out.push_str(&format!(
            "**{}**\n\n| {} | {} |\n|---|---|\n",
            words.word(context.label()),
            words.word("cmd-table-key"),
            words.word("cmd-table-does"),
        ));
        for command in commands {
            let keys: Vec<String> = command
                .spec()
                .keys
                .iter()
                .map(|key| format!("`{key}`"))
                .collect();
            out.push_str(&format!(
                "| {} | {} |\n",
                keys.join(" "),
                command.help(words)
            ));
        }
        out.push('\n');
    }
    out.truncate(out.trim_end().len());
    out.push('\n');
    out
}

#[cfg(test)]
mod tests {
    use std::collections::HashMap;

    use super::*;
    use crate::tui::input::Key;

    #[test]
    fn every_key_can_be_read() {
        for command in Command::iter() {
            for key in command.spec().keys {
                let parsed = Key::parse(key).map(|key| key.to_string());
                assert_eq!(parsed.as_deref(), Some(*key), "{command:?}");
            }
        }
    }

    #[test]
    fn no_key_twice_where_it_works() {
        for context in Context::iter() {
            let mut seen = HashMap::new();
            for command in context.commands() {
                for key in command.spec().keys {
                    let before = seen.insert(*key, command);
                    assert!(
                        before.is_none_or(|before| before == command),
                        "{key} in {context:?}: {before:?} and {command:?}"
                    );
                }
            }
        }
    }

    #[test]
    fn every_command_works_somewhere_and_has_a_key() {
        for command in Command::iter() {
            assert!(!command.spec().contexts.is_empty(), "{command:?}");
            assert!(!command.spec().keys.is_empty(), "{command:?}");
        }
    }
}
