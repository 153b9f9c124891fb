# The waiting list, places, and when an order begins to count.
did-waitlist-order = Order { $order } of { $customer } put on the waiting list, { $total }
did-place-unconfirmed = Order { $order } of { $customer } recorded, waiting for its DP, { $total }
did-serve-order = Order { $order } of { $customer } let in from the waiting list, { $total }
did-and-served = { $deed }; let in from the waiting list: { $orders }
did-pay-confirms = { $amount } received from { $customer }, { $order } is confirmed
did-pay-waits = { $amount } received from { $customer }, but no slot is left: { $order } goes to the waiting list
form-cancel-lets-in = ! From the waiting list comes in { $order } { $customer }: { $goods }
form-cancel-lets-in-more = ! and { $count } more

refusal-order-counts = Order { $order } already counts; it is not waiting.

cli-waits = { $order } is on the waiting list, number { $place }.
cli-unconfirmed = { $order } is not confirmed until its DP of { $amount } arrives.
cli-needs-no-waiting = There is room: { $order } was recorded, no waiting list needed.
cli-col-overbook = Overbooked because

cli-cmd-order-serve = Let an order in from the waiting list
cli-arg-overbook = why it is accepted although the quota is full
cli-arg-waitlist = when the quota is full, put it on the waiting list
cli-arg-keep-by = when its slot is locked: at once when recorded, or after the DP

home-about-deficit = Quota
home-about-waitlist = Waiting list
home-deficit = { $period }: { $over } sold over the quota ({ $codes })
home-waitlist-fits = { $count } orders on the waiting list fit now

orders-waitlist = Waiting list
orders-unconfirmed = Waiting for DP
orders-released = released
orders-mark-waiting = waiting list { $place }
orders-mark-unconfirmed = no DP yet

# Past the down-payment deadline: released, waived, postponed.
release-why = The DP did not arrive in time
did-release-order = Order { $order } of { $customer } released, its DP is overdue
did-release-orders = { $orders } orders released, their DP is overdue
did-waive-down-payment = DP of { $order } of { $customer } waived
did-postpone-down-payment = DP of { $order } of { $customer } extended until { $until }
refusal-not-past-deadline = { $order } is not past its DP deadline, so it can't be released. To drop it, cancel the order.
refusal-deadline-passed = The deadline { $until } has passed. Give a later time.
refusal-order-waits = { $order } is on the waiting list: no DP is asked yet.
cli-released = { $count } orders past their DP deadline released.

# Sold beyond a quota.
deficit-variant = { $code } sold { $sold } of a quota of { $quota }, { $over } too many
deficit-product = All variants of { $code } sold { $sold } of a quota of { $quota }, { $over } too many
deficit-period = PO { $code } sold { $sold } of a quota of { $quota }, { $over } too many
deficit-orders = PO { $code } has { $sold } orders of at most { $quota }, { $over } too many
cli-col-deficit = Deficit

# Units kept for a channel.
field-reservation = Pcs kept
did-reserve = { $units } pcs in PO { $code } { $name } kept for { $channel }
did-give-back = The rest of what was kept for { $channel } in PO { $code } { $name } is for everybody again
reservation-kept = { $channel } { $variant } { $units } pcs, { $used } used
reservation-given-back = { $channel } { $variant } { $units } pcs, { $used } used, the rest given back
refusal-quota-kept = { $full } Kept for other channels: { $kept }.
quota-kept-for = { $channel } { $units }
quota-kept-and = { $before }, { $one }
refusal-no-quota-to-reserve = { $code } has no quota, so nothing can be kept of it. Set its quota first.
refusal-nothing-reserved = Nothing is kept for { $channel } in PO { $period }.
cli-col-reserved = Kept

cli-cmd-order-release = Release orders past their DP deadline, or not collected
cli-cmd-order-dp = Waive the DP of an order, or extend its deadline
cli-cmd-po-reserve = Keep pcs of a quota for a channel, or give the rest back
cli-arg-released = order numbers
cli-arg-all-late = all that are past their deadline
cli-arg-of-po = only of this PO
cli-arg-waive = no DP is needed any more
cli-arg-grace-until = the new deadline
cli-arg-reserve-channel = the channel
cli-arg-units = pcs to keep
cli-arg-reserve-variant = only of this variant
cli-arg-give-back = what is not used is for everybody again
cli-value-reserve-channel = CHANNEL
cli-value-units = PCS

form-full-title = No slot left
form-full-less = Take { $units } only
form-full-less-items = Take what there is
form-full-wait = Put it on the waiting list
form-full-wait-note = let in when a slot is free
form-full-overbook = Accept anyway
form-full-overbook-note = over the quota, with a reason
form-overbook = Over the quota
form-overbook-hint = for example: the kitchen can manage
form-release-title = Release orders
form-release-question = Release { $order } of { $customer }? Its DP is overdue; its slot will be free.
form-release-all-question = Release { $count } orders past their DP deadline? Their slots will be free.
form-release-some = { $question } The other { $others } are not overdue and stay.
form-release-none = No order is past its DP deadline.
form-grace = DP of { $order } · { $customer }
form-grace-until = Due until
form-grace-hint = leave empty to waive it
form-period-keep-by = Slot is locked
form-period-keep-by-order = at once
form-period-keep-by-dp = after the DP (no DP no keep)
cmd-serve-order = let in
cmd-serve-order-help = Let an order in from the waiting list
cmd-release-order = release slot
cmd-release-order-help = Release an order past its DP deadline
cmd-release-all = release all
cmd-release-all-help = Release all orders past their DP deadline
cmd-grace = extend DP
cmd-grace-help = Extend the DP deadline, or waive the DP
cmd-reserve = keep for channel
cmd-reserve-help = Keep quota for one channel, or give the rest back
form-reservation = Keep for a channel
form-reservation-hint = for example 20. Empty: what is not used is for everybody again
form-reservation-of = Of the quota of
form-reservation-whole = the whole PO
period-finish-title = Finish the PO?
period-finish-here = { $orders ->
    [one] { $orders } order of PO { $code } is not recorded as handed over. Once finished it leaves the queue and counts as with its customer. Finish anyway?
   *[other] { $orders } orders of PO { $code } are not recorded as handed over. Once finished they leave the queue and count as with their customers. Finish anyway?
}
period-finish-question = { $waiting ->
    [one] { $waiting } order is
   *[other] { $waiting } orders are
} still on the waiting list of PO { $code } and would get nothing. Finish it anyway?
