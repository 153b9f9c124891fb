# Why something can't be done.
refusal-field = { $field }: { $problem }
refusal-down-payment-unreadable = “{ $text }” is not a DP rule. Examples: 50%, 25000, 10000/pcs, full, no DP.
refusal-missing = { $field } is not filled in.
refusal-too-long = { $field } is too long, at most { $limit } characters.
refusal-out-of-range = { $field } must be between { $least } and { $most }.
refusal-not-positive = { $field } must be more than Rp0.

# Codes and names that were looked for.
refusal-unknown = There is no { $noun } “{ $code }”.
refusal-unknown-near = There is no { $noun } “{ $code }”. Did you mean { $near }?
refusal-ambiguous = More than one { $noun } goes by “{ $code }”: { $matches }. Say which one.
refusal-taken = There is already a { $noun } “{ $code }”. Please use another name or code.
refusal-archived = The { $noun } “{ $code }” is archived. Bring it back first.

# Quotas and the order window.
refusal-quota-variant = { $left ->
    [0] { $code } is sold out, { $wanted } wanted.
   *[other] Only { $left } of { $code } left, { $wanted } wanted.
}
refusal-quota-package = { $left ->
    [0] The quota of { $code } is used up; { $wanted } packages are wanted.
   *[other] The quota of { $code } has { $left } packages left; { $wanted } are wanted.
}
refusal-quota-product = { $left ->
    [0] All variants of { $code } are sold out, { $wanted } wanted.
   *[other] Only { $left } left over all variants of { $code }, { $wanted } wanted.
}
refusal-quota-period = { $left ->
    [0] PO { $code } is sold out, { $wanted } wanted.
   *[other] Only { $left } left in PO { $code }, { $wanted } wanted.
}
refusal-orders-full = PO { $code } is full: at most { $quota } orders.
refusal-period-closed = PO { $period } is closed. Give a reason to accept a late order.
refusal-period-closed-at = PO { $period } closed { $at }. Give a reason to accept a late order.
refusal-period-draft = PO { $period } is a draft. Open it first, or give it an opening date.
refusal-period-opens-at = PO { $period } opens { $at }. Open it now to start early.
refusal-period-over = PO { $period } is { $stage } and can't be changed any more.
refusal-wrong-stage = That can't be done: PO { $period } is { $stage }.
refusal-closes-before-opening = The PO would close { $closes } but open { $opens }. It must close after it opens.

# What is on sale in a PO.
refusal-not-offered = { $code } is not on sale in PO { $period }. On sale: { $offered }.
refusal-nothing-offered = { $code } is not on sale in PO { $period }: nothing is on sale there yet.
refusal-tier-without-end = The price “{ $label }” has no end yet. Give it a date or a number of first units.
refusal-tier-over = The price “{ $label }” would hold until { $until }, which has passed.
refusal-choose-variant = { $product } has several variants. Choose one: { $variants }.

# Orders.
refusal-alias-is-name = "{ $text }" already means { $name }. Choose another nickname.
refusal-message-known = This message is { $order } already; it was not saved again.
refusal-no-items = The order is empty. Add at least one item.
refusal-nothing-left = Nothing would be left of { $order }. To drop all of it, cancel the order.
refusal-fewer-in-order = { $order } has only { $has } of { $code }.
refusal-choose-customization = { $order } has { $code } with different customizations. Say which one.
refusal-order-cancelled = Order { $order } is cancelled and can't be changed any more.
refusal-below-zero = The bill of { $order } would go below Rp0. At most { $most } can be taken off.

# Money.
refusal-refund-too-large = At most { $paid } can be refunded: that is what was paid.
refusal-split-too-large = The parts are { $parts }, more than the payment of { $amount }.
refusal-other-customer = { $order } belongs to another customer.
refusal-already-voided = Payment { $payment } is already voided.

# Customers.
refusal-contact-taken = { $contact } belongs to { $customer }. Merge the two if they are one person.
refusal-same-customer = That is the same customer, there is nothing to merge.

# History.
refusal-nothing-to-undo = There is nothing left to undo.
refusal-restored = This book was restored from a backup { $at }; undo stops there. To go back to the book that was replaced: rekap restore "{ $kept }"
refusal-restored-lost = This book was restored from a backup { $at }; undo stops there.
refusal-nothing-to-redo = There is nothing to redo.
refusal-history-pruned = That is too long ago, what is needed to undo it is not kept any more.
refusal-gone = That is no longer in the book; it may have been undone in another window. Look first, then try again.
refusal-changed-meanwhile = It was changed in another window just now. Look first, then save again.
refusal-not-newest = Change { $deed } is not the newest: { $after ->
    [1] after it came
   *[other] { $after } changes came after it, the last of them
} change { $newer } ({ $at }), { $what }. Nothing was undone.
refusal-already-undone = Change { $deed } is already undone.
refusal-in-table = Row { $row } ({ $who }): { $why }
refusal-free-priced = { $code } has a price, but its order is free. Leave out the price or the reason.
refusal-month-not-over = { $month } isn't over yet, so it can't be closed.
refusal-month-closed = { $month } is closed already. Open it again with: rekap report close { $month } --reopen
refusal-month-open = { $month } isn't closed.
refusal-no-delay = { $order } hasn't been delayed since it was ordered.
refusal-answered-so = { $order } has this answer already.
