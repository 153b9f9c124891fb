# Plans that change: dates that move, minimums not reached, orders moved, goods replaced.
plan-days = { $days ->
    [one] { $days } day
   *[other] { $days } days
}
plan-minimum = { $sold } of { $units }
plan-minimum-waived = { $sold } of { $units }, produced anyway
field-minimum = Minimum
field-set-size = Pieces per set
field-daily-capacity = Capacity per day
field-delivery-days = Longest delivery (days)
field-buffer-days = Buffer (days)
form-minimum-hint = Below this you are asked at closing: produce or cancel
form-set-size-hint = 12: counted in sets of 12. Empty: no sets
form-shop-capacity-hint = How many pcs you can make in a day; used to suggest estimates
form-shop-delivery-hint = How many days a parcel takes at most
form-shop-buffer-hint = Added to be on the safe side

did-postpone = Estimate of PO { $code } { $name } changed to { $from } – { $to }
did-tell = { $orders ->
    [one] { $orders } order of PO { $code } { $name } told of the new date
   *[other] { $orders } orders of PO { $code } { $name } told of the new date
}
did-tell-orders = { $orders ->
    [one] { $orders } order told of the new date
   *[other] { $orders } orders told of the new date
}
did-produce-anyway = { $what } in PO { $code } { $name } is produced below its minimum

refusal-same-period = { $order } is in PO { $period } already.
refusal-split-takes-all = That is all of { $order }. Move the whole order: rekap order move { $order }.
refusal-same-variant = The replacement is the same: { $code }. Name another variant.
refusal-same-person = { $order } is { $customer }'s order already.
refusal-order-elsewhere = { $order } is not an order of PO { $period }.
refusal-nothing-to-tell = The estimate of PO { $period } was never moved, so there is nobody to tell.
refusal-no-minimum = { $code } has no minimum.
refusal-no-pace = No estimate can be proposed for PO { $period } yet. Set the capacity per day (rekap shop set daily-capacity=40) or a lead time (rekap supplier edit NAME --lead 14).

cli-to-tell = { $orders ->
    [one] { $po }: { $orders } order has not been told of the new date. See rekap po show { $po } --json; mark with rekap po told.
   *[other] { $po }: { $orders } orders have not been told of the new date. See rekap po show { $po } --json; mark with rekap po told.
}
cli-below-minimum = { $code } is below its minimum: { $sold } of { $minimum }. Extend (rekap po reopen { $po } --until …), produce anyway (rekap po proceed { $po }), or cancel everything (rekap po cancel { $po } --why …).
cli-col-begins = Production begins
cli-col-production-days = Production takes

cli-cmd-po-postpone = Move the estimate; the earlier ones stay on record
cli-cmd-po-told = Mark who has been told of the new date
cli-cmd-po-estimate = Propose an estimate from capacity, delivery and buffer
cli-cmd-po-proceed = Produce even though the minimum was not reached
cli-arg-minimum = minimum pcs to go ahead; none: no minimum
cli-arg-set-size = sold in sets of so many; each: one of each variant; none: no sets
cli-arg-told-orders = orders that have been told
cli-arg-all-told = all have been told
cli-arg-waived = only this variant
cli-arg-lead-days = days until the goods arrive; none: not known
cli-value-days = DAYS

# Orders that are moved, split, substituted, passed on.
field-agreed-by = Agreed by
changes-moved-from = Moved from { $order }
changes-moved-to = Moved to { $order }
changes-substituted = { $qty } { $from } replaced by { $to }, agreed by { $agreed } ({ $at })
changes-passed = { $order }: Passed from { $from } to { $to } ({ $at })
did-move-order = Order { $from } of { $customer } moved to PO { $period } as { $order }
did-move-orders = { $orders ->
    [one] { $orders } order moved to PO { $period }
   *[other] { $orders } orders moved to PO { $period }
}
did-split-order = Part of order { $from } of { $customer } moved to PO { $period } as { $order }
did-substitute = { $qty } { $from } in order { $order } of { $customer } replaced by { $to }
did-pass-order = Order { $order } passed from { $from } to { $to }
cli-cmd-order-move = Move an order with its money into another PO; prints the new code
cli-cmd-order-split = Move some items of an order into another PO; prints the new code
cli-cmd-order-substitute = Replace what was promised with something else
cli-cmd-order-pass = Pass a slot on to another customer; the money stays with who paid it
cli-arg-to-po = the PO it goes to
cli-arg-parted = what is moved, for example "2 NAS-KEJU"; may be repeated
cli-arg-replaced = what is replaced, for example "2 NAS-KEJU"
cli-arg-replacement = code of the replacement
cli-arg-agreed-by = who agreed
cli-arg-reprice = at today's price of the replacement; else the old price stays
cli-arg-next-customer = name of the customer who takes it
