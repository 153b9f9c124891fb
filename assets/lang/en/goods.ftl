# Further prices, numbers an order may have, and custom fields.
noun-custom-field = custom field
noun-further-price = other price
field-least-order = Minimum per order
field-multiple = In steps of
field-from-qty = From how many pcs
field-field-label = Name of the field
field-length = Length of the field

did-set-price = Price { $label } of { $variant } saved: { $price }
did-end-price = Price { $label } of { $variant } ended
did-set-field = Field { $label } of { $product } saved
did-end-field = Field { $label } of { $product } no longer used

refusal-below-least = An order takes at least { $least } of { $code }; this would be { $wanted }.
refusal-not-multiple = { $below ->
    [0] { $code } is sold in steps of { $multiple }, so { $wanted } can't be ordered. The minimum is { $above }.
   *[other] { $code } is sold in steps of { $multiple }, so { $wanted } can't be ordered. Choose { $below } or { $above }.
}
refusal-price-without-reason = Another price needs a reason: a price level, or from how many pcs it holds.

fields-missing = { $code }: { $label } is not filled in. Write { $example }.
fields-not-digits = { $code }: { $label } “{ $value }” must be digits only, for example 10.
fields-length-exact = { $code }: { $label } “{ $value }” must have exactly { $most } characters, it has { $length }.
fields-length-between = { $code }: { $label } “{ $value }” must have { $least } to { $most } characters, it has { $length }.
fields-length-most = { $code }: { $label } “{ $value }” is too long: at most { $most } characters, it has { $length }.
fields-length-least = { $code }: { $label } “{ $value }” is too short: at least { $least } characters, it has { $length }.
fields-unknown = { $code } has no field “{ $typed }”. It has: { $labels }.
fields-several = { $code }: “{ $typed }” may mean { $labels }. Say which one.
fields-twice = { $code }: { $label } is given twice. Once is enough.
fields-label = The name { $label } may not contain = : , ; @ or quotes.
form-order-custom-price = custom { $price }

cli-cmd-product-price = Set another price for a variant: for resellers, or from a number of pieces
cli-cmd-product-field = Set a custom field of a product: name on the back, number, greeting card
cli-arg-priced = code of the variant; a product's code means all its variants
cli-arg-further-price = price of one
cli-arg-of-level = for customers of this price level, such as reseller
cli-arg-from-units = from how many of this variant in one order (wholesale)
cli-arg-end-price = end this price
cli-arg-least = minimum pieces in one order; none: any number
cli-arg-multiple = steps of one order, for example 6; none: any number
cli-arg-field-label = name of the field, such as "Name"; one that exists is changed
cli-arg-required = must be filled in; --required=no: may be left out
cli-arg-digits = digits only; --digits=no: any text
cli-arg-length = characters it takes, for example 1..12 or ..12; none: any number
cli-arg-field-price = what it adds to the price of each piece that has it
cli-arg-end-field = no longer used
cli-value-field = FIELD
cli-value-yes-no = yes|no
cli-value-min-max = MIN..MAX

cli-col-further = Other prices
cli-col-field = Custom field
cli-col-asks = Rules
cli-least = minimum { $count } per order
cli-multiple = in steps of { $count }
cli-field-required = required
cli-field-optional = optional
cli-field-digits = digits
cli-field-length = { $range } characters
cli-col-why = Price
cli-col-for-whom = For

cmd-further-price = other price
cmd-further-price-help = Give it a price for resellers or in bulk
cmd-custom-field = custom field
cmd-custom-field-help = Ask a custom field of this product, such as a name on the back
form-units-hint = From 2 on. Empty: any number
form-further = Other price of { $name }
form-further-level-hint = reseller, member. Empty: all customers
form-further-from-hint = 12: in bulk from 12 pcs. Empty: any number
form-further-price-hint = Price of one. Empty: this price ends
form-field = Custom field of { $name }
form-field-label-hint = Name on the back, number, greeting card. An existing name is changed
form-field-required = Must be filled in
form-field-digits = Digits only
form-field-price = Extra price
form-field-price-hint = For each piece that has it. Empty: none
form-field-least-hint = How many characters at least
form-field-most = At most
form-field-most-hint = How many characters at most
form-field-yes = yes
form-field-no = no
form-field-as-it-is = as it is now
form-field-use = This field
form-field-on = used
form-field-off = no longer used
