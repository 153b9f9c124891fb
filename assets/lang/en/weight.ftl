# Goods by weight and wholesale prices.
refusal-not-by-weight = { $code } isn't sold by weight. Set it first: rekap product edit { $code } --per kg --about 1
refusal-not-in-order = { $code } isn't in { $order }, and nothing there is weighed.
refusal-not-in-order-but = { $code } isn't in { $order }. To be weighed: { $has }.
weight-unreadable = “{ $text }” is no weight. Write for example 0.87 (kg) or 870gr.
did-weigh = { $goods } of { $order } weighed { $weight }: { $amount }
field-weight = Weight
cli-cmd-order-weigh = Record the weight of goods sold by weight; the bill follows
cli-arg-weighed = variant that was weighed
cli-arg-weight = its weight, for example 0.87 (kg) or 870gr
cli-arg-priced-per = kg: price and cost are for a kilogram; unit: for one piece
cli-arg-about-weight = about what one piece weighs
cli-arg-unit-weight = weight of one piece
cli-arg-across-variants = count all variants of the product (a dozen of mixed sizes)
form-further-counts = Counts
form-further-counts-variant = this variant only
form-further-counts-product = all its variants (mixed)
weigh-rest-leave = stays on the bill
weigh-rest-round = a small one is rounded
weigh-rest-credit = what is over becomes credit
did-weigh-orders = { $goods } weighed for { $orders ->
    [one] { $orders } order
   *[other] { $orders } orders
}
cmd-weigh = weigh
cmd-weigh-help = Record the weight of goods sold by weight, for all orders at once
cmd-also-weigh = kilo kg gram scale
cmd-drop-offer = drop
cmd-drop-offer-help = Drop this variant of the PO: the shop cancels its lines, the rest of the orders stands
cmd-also-drop-offer = cancel variant minimum not reached remove
form-weigh = Weigh { $goods }
form-weigh-none = There is no { $goods } to weigh. What is sold by weight is set in the catalogue.
form-weigh-weights = Weights
form-weigh-hint = One line for each order, as listed beside: 0.87 (kg) or 870gr. Empty lines are passed over
form-weigh-rest = Difference to what was paid
form-weigh-too-many = { $lines } lines for { $rows } orders: some are too many, nothing is saved yet.
form-column-line = { $row }: { $why }
form-drop = Drop { $variant } from the PO
form-drop-hint = Why? For example: fewer than 12
form-product-sold = Sold
form-product-sold-unit = by the piece
form-product-sold-kg = by weight
form-product-weight = Weight of one
form-product-weight-hint = 400gr; for goods by weight: about
form-order-edit-below = The order has too few for its wholesale price now
form-order-edit-keep-price = Keep { $label }
form-order-edit-today-price = Today's price
cli-price-kept = The price { $label } is kept. For today's price, repeat with --reprice.
cli-arg-today-prices = today's price for units that are too few for their wholesale price now
member-sets = { $complete ->
    [one] { $complete } full set
   *[other] { $complete } full sets
}
member-sets-open = { $complete ->
    [one] { $complete } full set, still open { $open }
   *[other] { $complete } full sets, still open { $open }
}
period-member-sets = Sets
form-offer-set = A set is
form-offer-set-own = of this variant
form-offer-set-each = one of each variant
price-per-kilo = { $price }/kg (± { $about })
