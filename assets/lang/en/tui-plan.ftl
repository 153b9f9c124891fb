# Screens for plans that change.
cmd-postpone = move date
cmd-postpone-help = Move the date the PO will be ready, with a reason
cmd-tell = tell
cmd-tell-help = Tell customers about the new date: the message is copied, then they are marked as told
cmd-minimum = minimum
cmd-minimum-help = Decide about a PO below its minimum: extend, produce, or cancel
cmd-move-order = move
cmd-move-order-help = Move the order, or some of its items, into another PO
cmd-pass-order = pass on
cmd-pass-order-help = Pass the order on to another customer
cmd-substitute = replace
cmd-substitute-help = Replace what was promised with something else
form-postpone = New estimate of PO { $code }
form-postpone-now = Now
form-postpone-proposed = Proposed
tell-nobody = All orders of PO { $code } know the date.
minimum-title = Minimum not reached
minimum-nothing = PO { $code } has no minimum to decide about.
minimum-extend = Extend: open again until another date
minimum-proceed = Produce anyway
minimum-call-off = Cancel everything, with full refunds
form-move = Move { $order }
form-move-several = Move { $orders } orders
form-move-to = To PO
form-move-items = Items
form-move-items-hint = 1 nastar keju, 2 lidah kucing. Empty: the whole order
form-move-overbook = Reason to exceed the quota
form-move-note = Prices and money go along; bonuses of the old PO do not.
form-move-share = These items take their share of the money and discounts along.
form-move-nowhere = There is no other PO to move to yet.
form-pass = Pass on { $order }
form-pass-note = Price and place in line stay; the money stays with who paid it.
form-substitute = Replace goods in { $order }
form-substitute-item = What is replaced
form-substitute-item-hint = such as 2 nastar keju
form-substitute-one = Only one item, for example 2 nastar keju
form-substitute-by = Replacement
form-substitute-by-hint = such as lidah kucing
form-substitute-old = the old price
form-substitute-new = today's price of the replacement
home-about-minimum = Minimum
home-minimum = { $code } has { $sold } of { $units }: decide (g)
home-about-moved = Date
home-moved = { $code }: { $count ->
    [one] { $count } order not told of the new date (i)
   *[other] { $count } orders not told of the new date (i)
}
period-sets = { $complete } full sets, next set { $begun }/{ $size }
period-to-tell = { $count ->
    [one] { $count } order not told of the new date
   *[other] { $count } orders not told of the new date
}
