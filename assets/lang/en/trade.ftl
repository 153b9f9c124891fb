# The words of a PO shop.
noun-account = account
noun-product = product
noun-variant = variant
noun-period = PO
noun-tier = price tier
noun-customer = customer
noun-order = order
noun-payment = payment
noun-deed = change
noun-destination = recipient
noun-tally-version = tally

# Stages of a PO.
stage-draft = draft
stage-scheduled = scheduled
stage-open = open
stage-closed = closed
stage-in-production = in production
stage-ready = ready
stage-finished = finished
stage-cancelled = cancelled
# A stage with its countdown.
stage-opens = opens { $left }
stage-closes = open · closes { $left }

# Status of orders, payment and goods.
order-active = active
order-unconfirmed = unconfirmed (waiting for DP)
order-waitlist = waiting list
order-cancelled = cancelled
payment-unpaid = unpaid
payment-partial = DP short
payment-down-payment = DP paid
payment-settled = settled
payment-awaiting-bill = awaiting a bill
payment-goods-paid = items paid
payment-underpaid = underpaid
payment-overpaid = overpaid
payment-refund-due = refund due
payment-refunded = refunded
payment-nothing-due = nothing due
fulfilment-none = not started
fulfilment-in-progress = in progress
fulfilment-ready = ready
fulfilment-partial = partly sent
fulfilment-shipped = shipped
fulfilment-picked-up = picked up
fulfilment-done = done

# Channels.
channel-wa = WhatsApp
channel-ig = Instagram
channel-tiktok = TikTok Shop
channel-shopee = Shopee
channel-tokopedia = Tokopedia
channel-lazada = Lazada
channel-offline = at the shop
channel-other = other

# Ways to pay.
method-cash = cash
method-transfer = transfer
method-qris = QRIS
method-ewallet = e-wallet
method-va = virtual account
method-link = payment link
method-cod = COD

# Charges on a bill.
charge-shipping = shipping
charge-discount = discount
charge-unique-code = unique code
charge-surcharge = surcharge
charge-compensation = compensation
charge-rounding = rounding
charge-stage = stage
charge-weighing = weighing
charge-cancellation-fee = forfeited DP
charge-named = { $label }
charge-weighed = weighed { $goods } { $estimated } → { $weight }
charge-because = { $kind }: { $why }
charge-labelled = { $kind } { $label }
charge-for = { $kind } to { $to }
charge-labelled-for = { $kind } { $label } to { $to }

# Fields.
field-account = Account
field-address = Address
field-amount = Amount
field-channel = Channel
field-code = Code
field-customer = Customer name
field-customization = Customization
field-first-units = First pcs
field-down-payment-hours = Hours to pay the DP
field-down-payment-step = DP rounding step
field-for-whom = For whom
field-handle = Handle
field-level = Price level
field-name = Name
field-note = Note
field-order = Order
field-order-cap = Order limit
field-payer = Sender name
field-phone = Phone number
field-price = Price
field-quantity = Quantity
field-quota = Quota
field-reason = Reason
field-recipient = Recipient
field-reference = Reference
field-shop-name = Shop name
field-tier = Name of the price
field-until = Until
field-unique-code = Unique code
field-variant = Variant name
