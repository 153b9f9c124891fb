# Handing over: parcels, couriers, pick-up.

noun-parcel = parcel
parcel-way-courier = shipped
parcel-way-pickup = picked up
parcel-packed = packed
parcel-sent = on its way
parcel-received = received
parcel-returned = returned
parcel-again = send again
parcel-close = close the order
goods-back-stock = back to stock
goods-back-lost = lost or spoilt
goods-back-none = stays with the customer

field-courier = Courier
field-service = Service
field-tracking = Tracking number
field-courier-paid = Shipping paid
field-cod = COD
field-parcel-days = Days until a parcel counts as received
field-update-days = News every (days)
form-update-days-hint = while goods are made; empty: no reminder
cli-arg-update-days = days between news to customers while goods are made; none for none
field-collect-days = Days to collect
form-collect-days-hint = later, what is not collected is listed

did-ship = Sent { $parcel } by { $courier }: { $orders }, { $customer }
did-pack = Packed { $parcel }: { $orders }, { $customer }
did-ship-many = Sent { $parcels ->
    [one] one parcel
   *[other] { $parcels } parcels
 }
did-pack-many = Packed { $parcels ->
    [one] one parcel
   *[other] { $parcels } parcels
 }
did-pick-up = { $customer } picked up { $orders }
did-pick-up-many = { $orders ->
    [one] One order
   *[other] { $orders } orders
 } picked up
did-pick-up-paid = { $customer } picked up { $orders } and paid { $amount }: { $method }
did-pick-up-many-paid = { $orders ->
    [one] One order
   *[other] { $orders } orders
 } picked up and paid { $amount }: { $method }
did-pick-up-settled = Settled { $amount } · { $way } · { $customer } picked up { $orders }
did-pick-up-many-settled = Settled { $amount } · { $way } · { $orders ->
    [one] one order
   *[other] { $orders } orders
 } picked up
did-change-parcel = Changed { $parcel }: { $orders }, { $customer }
did-change-parcels = Changed { $parcels ->
    [one] one parcel
   *[other] { $parcels } parcels
 }
did-send-parcel = Sent { $parcel }: { $orders }, { $customer }
did-send-parcels = Sent { $parcels ->
    [one] one parcel
   *[other] { $parcels } parcels
 }
did-receive-parcel = { $customer } received { $parcel }
did-receive-parcels = { $parcels ->
    [one] One parcel
   *[other] { $parcels } parcels
 } received
did-return-parcel = { $parcel } came back: { $orders }, { $customer }
did-return-parcel-again = { $parcel } came back and will be sent again: { $orders }, { $customer }
did-return-parcel-close = { $parcel } came back, order closed: { $orders }, { $customer }

refusal-handed-over = { $handed } pcs of { $goods } in { $order } are packed or handed over, so there can't be { $wanted }.
refusal-unsettled = { $order } is not settled, { $rest } is missing. Give a reason to hand it over anyway, or use COD.
refusal-unsettled-stage = { $order } still waits for the bill of a stage. Give a reason to hand it over anyway.
refusal-order-unconfirmed = { $order } still waits for its down payment, so it can't be handed over yet.
refusal-nothing-to-hand-over = Everything of { $order } is packed or handed over.
refusal-fewer-to-hand-over = Only { $left } pcs of { $goods } in { $order } are left to hand over, not { $wanted }.
refusal-not-there = Of { $goods } for { $order } only { $there } of { $wanted } pcs are there. Record what was made first.
refusal-parcel-of-two = { $order } is of { $customer }, { $other } of { $another }: one parcel is for one customer.
refusal-part-of-several = A part, or one recipient, can only be chosen from one order.
refusal-cod-too-much = COD can be { $rest } at most, what is left of the bill.
refusal-parcel-state = { $parcel } is { $state } now, so this can't be done.
refusal-parcel-fetched = { $parcel } was picked up, so it has no courier and tracking number.
refusal-choose-destination = What is left of { $order } is for its recipients. Choose one: { $names }.
refusal-destinations-have-more = The recipients of { $order } get { $shared } { $goods }, but only { $ordered } are ordered. Lower their share first.

cli-ship-cod = COD: { $courier } collects { $amount }.
cli-pickup-pays-rest = For several orders only the rest can be paid: --pay rest.
cli-col-sent-on = Sent
cli-cmd-ship = Send orders with a courier, several of one customer in one parcel; prints the parcel's code
cli-cmd-pickup = Hand over an order that is fetched, with its payment by --pay
cli-cmd-parcel = Parcels: list, tracking numbers, received, returned
cli-cmd-parcel-list = List parcels
cli-cmd-parcel-show = Show one parcel
cli-cmd-parcel-set = Fill in courier, tracking number, weight and what the shop paid
cli-cmd-parcel-sent = Send packed parcels
cli-cmd-parcel-received = Record that parcels arrived; the courier holds their COD money
cli-cmd-parcel-returned = Record that a parcel came back: sent again, or its orders closed
cli-arg-shipped-orders = orders to send
cli-arg-shipped-items = only a part, such as "2 NAS-KEJU"; may be repeated
cli-arg-ship-to = recipient of an order that has several
cli-arg-courier = courier, such as JNE or "own courier"
cli-arg-service = the courier's service, such as REG
cli-arg-resi = tracking number, exactly as the courier gave it
cli-arg-courier-paid = what the shop paid the courier
cli-arg-courier-account = account the courier was paid from
cli-arg-parcel-weight = weight of the parcel, such as 800 (grams) or 1.2kg
cli-arg-cod = what the courier collects (COD); rest for the rest of the bill
cli-arg-unsettled = why it is handed over unpaid
cli-arg-packed = only packed, not sent yet
cli-arg-parcel-note = note on the parcel
cli-arg-fetched-orders = orders that are fetched
cli-arg-pickup-pay = paid on the spot; rest for the rest of the bill
cli-arg-pickup-method = how it is paid on the spot
cli-arg-pickup-account = where the money goes
cli-arg-parcel = code of the parcel, such as P7
cli-arg-parcels = codes of parcels
cli-arg-parcel-state = only parcels in this state: packed, sent, received, returned
cli-arg-undecided = only returned parcels without a decision
cli-arg-new-courier = courier
cli-arg-new-service = the courier's service
cli-arg-new-resi = tracking number
cli-arg-collected = COD money the courier got; without it, what was to be collected
cli-arg-again = its goods will be sent again
cli-arg-close-orders = close its orders by their cancellation rule
cli-arg-collect-days = days that ready goods wait for their customer; none for no limit
cli-value-parcel = PARCEL
cli-value-amount-rest = AMOUNT|rest
cli-value-state = STATE
cli-value-where = WHERE
cli-value-destination = DESTINATION

check-units-offer = The units of { $subject } differ from their moves.
check-units-order = What is set aside or handed over of { $subject } differs from the moves.
check-units-period = The goods of PO { $subject } differ from the sum of its orders.
check-units-kept = Units of { $subject } appeared or vanished without a move.
check-units-more = { $subject } got more than was ordered.
check-units-crossing = The move of units { $subject } crosses to another PO or order.
check-parcel = What is in parcel { $subject } doesn't fit its state.
check-entry-reversal = Entry { $subject } isn't the opposite of what it reverses.
check-parcel-paid = What was paid for parcel { $subject } differs from what was booked.

intake-no-parcels = { $file } has no column of tracking numbers beside one that tells the parcels (order number, phone or recipient). Its columns: { $seen }. Name them with --map.
parcel-map-field = Line { $line } of the map: unknown column “{ $field }”. Known: resi, reference, name, phone, fee, courier, service.
parcel-row-unknown = fits no parcel; write the parcel's or order's code into the reference column
parcel-row-several = fits several parcels: { $parcels }; write the parcel's code into the reference column
parcel-row-resi-twice = has the tracking number of row { $row }
parcel-row-parcel-twice = parcel { $parcel } was filled in by row { $row }
parcel-row-resi-known = has the tracking number of parcel { $parcel }
cli-cmd-parcel-import = Fill in tracking numbers and fees from a courier's table (CSV, XLSX)
cli-arg-parcel-map = file that names its columns, such as "resi = Shipment code"
cli-arg-parcels-of = only parcels of this PO
cli-parcels-dry-run = { $parcels ->
    [one] One parcel
   *[other] { $parcels } parcels
 } would be filled in.
cli-parcels-imported = { $parcels ->
    [one] One parcel
   *[other] { $parcels } parcels
 } filled in.
refusal-handed-over-whole = { $handed } pcs of { $goods } in { $order } are packed or handed over, so the order can't be cancelled or moved as a whole. Lower only what is left.

cli-list-format = This list is written as csv, xlsx, json or text; pdf and escpos are for packing, labels and nota.
papers-test-sheet = A test sheet is for label sheets. Choose one with --paper, such as --paper a4-3x7.
papers-escpos-roll = ESC/POS is for rolls: --paper 80mm or --paper 58mm.
papers-not-as = This isn't written as { $format }. Possible: pdf, text, escpos (csv and xlsx for courier).
papers-own-unreadable = { $path } can't be read: { $why }.
papers-packing-about = { $orders ->
    [one] one order
   *[other] { $orders } orders
 } · { $units } pcs
papers-no-area = No area
output-parcels = Parcels
courier-upload-unknown = There is no table for the courier “{ $courier }”. Known: { $known }.
courier-upload-line = Line { $line } of couriers.csv can't be read. It holds courier,title,field,max.
courier-upload-too-long = { $order }: the column “{ $column }” takes { $most } characters at most. Shorten it first.
cli-arg-exported = PO, or orders for packing, labels, nota and courier; nothing for all
cli-arg-paper-name = paper: a4, 80mm, 58mm, a6, 100x150, or a label sheet
cli-arg-packed-by = packing list by order, product or route
cli-arg-upload-for = whose table for courier, such as aggregator, kiriminaja, lion
cli-arg-used-labels = labels of the first sheet that are used already
cli-arg-test-sheet = test sheet to adjust the print
cli-value-po-order = PO|ORDER
cli-value-paper = PAPER
