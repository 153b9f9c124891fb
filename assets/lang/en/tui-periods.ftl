# POs: the list, one PO, its forms, its announcement.
form-period = New PO
form-period-edit = Edit PO { $code }
form-period-clone = New PO like { $code }
form-period-clone-note = Products, prices, quotas and the DP rule come along; dates and orders don't.
form-period-name-hint = such as Nastar Lebaran
form-period-code-hint = Short; order numbers begin with it. Empty: made from the name
form-period-opens = Opens
form-period-opens-hint = now, tomorrow, 15/2, saturday 09:00. Empty: still a draft
form-period-closes = Closes
form-period-closes-hint = such as 28/2, +7, 28/2 20:00. Without a time: until 23:59
form-period-down-payment = DP rule
form-period-down-payment-hint = 50%, 100k, 25k/pcs, full. Empty: no DP
form-period-ready = Estimated ready
form-period-ready-hint = such as 10/3 or 10/3..12/3
form-period-why = Why it changed
form-period-why-hint = When the estimate is changed
form-period-quota-hint = At most how many pcs, all products together
form-period-target = Sales target
form-period-note = Note to customers
form-period-draft-note = Without an opening date this PO is a draft until it is opened.
rule-none = no DP
rule-rounded = { $percent }%, rounded up to { $step }
rule-percent = { $percent }% of the goods (shipping not counted)
rule-per-order = { $amount } per order
rule-per-unit = { $amount } per piece
rule-full = paid in full up front
form-offer-add = Products in PO { $code }
form-offer-edit = { $name } in this PO
form-offer-goods = Products
form-offer-goods-hint = nastar, lidah kucing. A product: all its variants. all: the whole catalogue
form-offer-no-products = The catalogue is empty. Press 8 then n to add products.
form-offer-quota = Quota each
form-offer-quota-hint = Empty: no limit
form-offer-price-hint = Empty: the catalogue's price
form-offer-price-edit-hint = Orders already placed keep their price
form-offer-cost = Unit cost
form-offer-sold = Sold
form-offer-deficit = { $count } pcs fewer than already sold; stays visible until resolved.
form-product-quota = Quota of all variants
form-product-quota-hint = At most how many pcs, all variants together. Empty: no limit
form-tier-add = Price tier for { $name }
form-tier-edit = Price { $label }: { $name }
form-tier-label-hint = such as Early bird
form-tier-first-hint = For how many first pcs. Empty: only until the date
form-tier-until-hint = 5/2, +7, 5/2 20:00. Empty: until the pcs are gone
form-tier-usual = Usual price
periods-empty = No PO yet
periods-empty-hint = Press n to make the first PO
period-product = Product
period-stage = Stage
period-sold = Sold
period-left = Left
period-turnover = Sales
period-bills = Bills in all
period-paid-waiting = From the waiting list
period-owed = Outstanding
period-surplus = Overpaid
period-planned-close = Planned close
period-gross = Before discounts
period-passed-on = Shipping & other passed-on costs
period-full = full
period-deficit = over by { $count }
period-withdrawn = not on sale
period-tier-until = until { $day }
period-closed-early = Closed
period-earlier = Earlier
period-within-hours = within { $hours } hours
period-no-offers = Nothing on sale in this PO yet
period-no-offers-hint = Press n to add products
period-chart = Orders per day
period-gone = This PO no longer exists
period-open-title = Open the PO?
period-open-empty = Nothing is on sale in this PO yet. Open it anyway?
period-opened-beside = { $code } is open ({ $undo } undoes). You still work on { $working } · { $key } changes to { $code }
period-close-title = Close the PO?
period-close-question = Close PO { $code } now? { $orders } orders, { $sold }. Its tally is frozen as v{ $version }; after that only late orders are taken.
period-close-all = { $said }
period-close-waiting = Still on the waiting list: { $names }.
period-close-waiting-paid = Still on the waiting list: { $names }, who paid { $paid }.
period-close-more = and { $count } more
period-close-unpaid = { $amount } outstanding ({ $orders ->
    [one] { $orders } order
   *[other] { $orders } orders
}).
period-close-no-dp = Without DP: { $orders ->
    [one] one order
   *[other] { $orders } orders
 }.
period-close-see-no-dp = see { $orders ->
    [one] the order
   *[other] the { $orders } orders
 } without DP
period-close-see-waiting = see the waiting list, { $orders ->
    [one] one order
   *[other] { $orders } orders
 }
period-reopen = Reopen PO { $code }
period-reopen-until = Until
period-reopen-hint = 2/3, +2, tomorrow 12:00. Empty: until it is closed again
period-mark-title = This PO now
period-mark-production = goes into production
period-mark-ready = has its goods ready
period-mark-finished = is finished
period-cancel = Cancel PO { $code }
period-cancel-hint = Why? The reason goes with every order
period-cancel-means = { $orders } orders are cancelled with it and { $paid } must be refunded.
announce = Announcement
announce-title = PO { $name }
announce-opens = Opens: { $at }
announce-closes = Closes: { $at }
announce-ready = Estimated ready: { $day }
announce-ready-range = Estimated ready: { $from } to { $to }
announce-tier-first = first { $count } pcs
announce-tier-left = { $left } pcs left
announce-tier-until = until { $at }
announce-package-holds = holds { $parts }
announce-package-choice = choose { $pick } of { $among }
announce-rounded = Down payments are rounded up to a multiple of { $step }.
announce-down-payment = DP: { $rule }
announce-down-payment-hours = DP: { $rule }, within { $hours } hours of ordering
announce-down-payment-days = DP: { $rule }, within { $days } days of ordering
announce-order = Order on WhatsApp: { $phone }
announce-sold-out = { $line } (sold out)
announce-not-open = Orders are not taken yet.
announce-closed = This PO has closed and takes no new orders.
announce-called-off = This PO is called off.
