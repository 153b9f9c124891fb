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
