# Hand-over: the queue, parcels, tracking numbers, fees.
cmd-shipping = Hand-over
cmd-shipping-help = Hand-over: what is picked up or shipped, and the parcels
context-shipping = Hand-over
screen-ship-queue = Queue
screen-ship-parcels = Parcels

cmd-pick-up = picked up + paid
cmd-pick-up-help = Hand over to who fetches it; the rest of the bill is recorded as paid in cash
cmd-pick-up-ask = picked up, ask
cmd-pick-up-ask-help = Hand over to who fetches it, after asking how much is paid, how, or why it isn't
cmd-ship = ship
cmd-ship-help = Ship orders with a courier; on Parcels: send those that are packed
cmd-receive-parcel = received
cmd-receive-parcel-help = Record that parcels arrived, with the money of COD
cmd-return-parcel = returned
cmd-return-parcel-help = Record that a parcel came back: send it again, close its order, or decide later
cmd-fill-tracking = tracking numbers
cmd-fill-tracking-help = Fill in the tracking numbers of many parcels, one a line; a column can be pasted
cmd-fill-fees = fees
cmd-fill-fees-help = Fill in what couriers were paid, one parcel a line; a column can be pasted
cmd-hand-over = hand over
cmd-hand-over-help = Hand over this order: picked up, or shipped
cmd-filter-shipping = narrow
cmd-filter-shipping-help = Next group: today, settled, unpaid; parcels packed, without a number, on their way, returned

cmd-also-shipping = deliver send handover pickup parcel courier tracking cod packing
cmd-also-pick-up = collect fetched handed settled
cmd-also-pick-up-ask = collect fetched partly unpaid transfer qris
cmd-also-ship = courier parcel send cod pack post
cmd-also-receive-parcel = arrived delivered cod
cmd-also-return-parcel = back bounced failed refused
cmd-also-fill-tracking = resi awb paste column waybill
cmd-also-fill-fees = shipping cost courier paid paste column
cmd-also-hand-over = pickup ship deliver courier parcel
cmd-also-filter-shipping = filter today ready settled packed

queue-all = all that is ready
queue-due = for today
queue-owing = not settled
queue-uncollected = not collected in time
queue-wanted = Wanted
queue-where = How, where
queue-today = today
queue-counts = { $orders ->
    [one] One order
   *[other] { $orders } orders
 } ready · { $settled } settled
queue-counts-due = { $due } for today
queue-empty = Nothing to hand over yet
queue-empty-hint = Orders come here once their PO is marked ready: press 2, then m
parcels-open = still open
parcels-untracked = without tracking number
parcels-undecided = returned, undecided
parcels-all = all parcels
parcels-empty = No parcels here
parcels-empty-hint = Parcels are made in the queue with k. Press { $key } for the other groups
parcel-code = Parcel
parcel-resi = Tracking
parcel-no-resi = none yet
parcel-billed = Shipping billed
parcel-fee = Fee
parcel-unsettled = Left unpaid: { $why }
parcel-nothing-to-copy = { $parcel } has no tracking number yet.
parcel-copied = tracking number of { $parcel } for { $customer }

pick-up-doubtful = { $order } { $customer }: { $why }. Hand it over alone with { $key }.
pick-up-next-title = This one too?
pick-up-next = { $order } { $customer } is picked up too, and settled with { $amount } in cash?
pick-up-question-title = All picked up?
pick-up-question = { $orders } orders are picked up; { $owing } of them are settled in cash, { $amount } in all?
pick-up-one-by-one = Those with a question about money go one by one: mark only one.
form-pick-up = Picked up: { $order } · { $customer }
form-pick-up-pays = Paid now
form-pick-up-hint = Leave it empty when nothing is paid now
form-pick-up-short = { $amount } is still missing: write why if it leaves all the same
form-pick-up-too-much = { $amount } is more than the rest, { $rest }. Record what is over on Payments.
form-unsettled-hint = Only when it leaves before it is settled: regular customer, pays tomorrow
hand-over-title = Hand over { $order } · { $customer }
hand-over-fetched = Picked up
hand-over-settling = Picked up, the rest of { $amount } paid: { $way }
hand-over-asking = Picked up, paid otherwise or not settled
hand-over-shipped = Shipped with a courier

form-ship = Ship { $order } · { $customer }
form-ship-many = Ship { $orders } orders
form-ship-parcels = Parcels
form-ship-joined = one parcel (shared shipping)
form-ship-each = one parcel for each order
form-ship-makes = { $parcels } parcels, one for each order
form-ship-to-own = the rest, for { $customer }
form-courier-hint = JNE, J&T, SPX, Gosend, or your own rider
form-courier-account = Paid from
form-courier-no-account = not booked out of an account
form-courier-paid-hint = What the courier is paid; may be filled in later
form-resi-later = May be filled in later, many at once, on Parcels
form-ship-no-cod = no COD
form-ship-cod-rest = the rest of the bill
form-ship-cod-hint = What the courier collects: rest, or an amount. Empty for no COD
form-ship-now = Now
form-ship-sent = sent at once
form-ship-packed = packed first
form-ship-items = Contents
form-ship-items-hint = Empty: all that is left. A part: 2 nastar keju
form-parcel-weight-hint = 1.2 (kg) or 1200gr
form-ship-one-only = This is for one parcel only. Leave it empty and fill it in later on Parcels.
form-ship-more = and { $orders } more orders
form-ship-left = { $left } of { $pieces } pcs are left to hand over
form-ship-no-address = There is no address yet
form-ship-others = { $orders } of { $customer } are ready too: mark them to share the shipping
form-ship-owed = Not settled: { $amount } ({ $orders ->
    [one] one order
   *[other] { $orders } orders
 })
form-ship-unsettled = Fill in COD, or write why

parcel-cod-title = Money of COD
parcel-cod-question = { $parcels } parcels were received, and the courier holds { $amount } of COD?
form-parcel-cod = { $parcel } received by { $customer }
form-parcel-cod-held = Recorded as paid, held by { $courier } until it is handed in
form-parcel-cod-differs = The COD was { $amount }
form-return = { $parcel } returned · { $customer }
form-return-ending = What next
form-return-later = decide later
form-return-goods = The goods
form-return-goods-hint = Matters only when the order is closed
form-return-again-means = Its goods go back to the queue for this order
form-return-close-means = Its order is cancelled by the rule of its PO
form-return-later-means = Recorded as returned, and Home reminds you
form-parcel = { $parcel } · { $customer }
form-parcel-fee-back = Fee of the way back

form-tracking = Tracking numbers of { $parcels ->
    [one] one parcel
   *[other] { $parcels } parcels
 }
form-tracking-hint = One parcel a line, in the order beside; paste the column. Empty lines are passed over
form-tracking-twice = { $resi } is there twice: { $parcel } and { $other }. Nothing is saved yet.
form-fees = Fees of { $parcels ->
    [one] one parcel
   *[other] { $parcels } parcels
 }
form-fees-hint = One parcel a line, in the order beside; paste the column. Empty lines are passed over
form-fees-small = { $amount } is too little for a fee. For thousands write 12rb
form-fees-billed = billed { $amount }
form-column-count = { $lines } lines for { $rows } parcels: they must be as many, nothing is saved yet.
form-column-none = No courier's parcels here.

order-handed = { $handed } of { $pieces } pcs handed over, { $left } left
home-about-hand-over = Hand over
home-hand-over = { $count ->
    [one] One order is
   *[other] { $count } orders are
 } ready and wanted by today
home-about-parcel = Parcels
home-parcels-back = { $count ->
    [one] One parcel came back and waits
   *[other] { $count } parcels came back and wait
 } for a decision
home-about-uncollected = Uncollected
home-uncollected = { $count ->
    [one] One order is
   *[other] { $count } orders are
 } ready and not collected in time
