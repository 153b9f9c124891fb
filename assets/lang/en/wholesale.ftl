# Wholesale prices that count all variants, and orders that fall below one.
cli-arg-across-variants = count all variants of the product (a dozen of mixed sizes)
form-further-counts = Counts
form-further-counts-variant = this variant only
form-further-counts-product = all its variants (mixed)
form-order-edit-below = The order has too few for its wholesale price now
form-order-edit-keep-price = Keep { $label }
form-order-edit-today-price = Today's price
cli-price-kept = The price { $label } is kept. For today's price, repeat with --reprice.
cli-arg-today-prices = today's price for units that are too few for their wholesale price now
