# One item as typed: “2 NAS: no sugar”.
item-no-quantity = “{ $text }”: the quantity is missing. Write quantity and code, for example “2 NAS”.
item-quantity-out-of-bounds = “{ $text }”: the quantity must be between 1 and { $max }.
item-no-variant = “{ $text }”: the product is missing. Write quantity and code, for example “2 NAS”.
