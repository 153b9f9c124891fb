# Goods sold by weight.
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
form-weigh = Weigh { $goods }
form-weigh-none = There is no { $goods } to weigh. What is sold by weight is set in the catalogue.
form-weigh-weights = Weights
form-weigh-hint = One line for each order, as listed beside: 0.87 (kg) or 870gr. Empty lines are passed over
form-weigh-rest = Difference to what was paid
form-weigh-too-many = { $lines } lines for { $rows } orders: some are too many, nothing is saved yet.
form-column-line = { $row }: { $why }
form-product-sold = Sold
form-product-sold-unit = by the piece
form-product-sold-kg = by weight
form-product-weight = Weight of one
form-product-weight-hint = 400gr; for goods by weight: about
price-per-kilo = { $price }/kg (± { $about })
