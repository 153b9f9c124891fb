# The recipients of one order, how its shipping is paid, and in whose name it is sent.
field-card = Card
field-goods = Goods
field-shipping-by = Shipping
field-sender = Sender
shipping-billed = billed by the shop
shipping-on-arrival = paid on arrival
shipping-free = free
destination-sent = handed over
destination-row-differs = { $name } is told otherwise in this row than in row { $first }. Say the same of one recipient, or give the other one another name.
did-set-destination = Recipient { $name } of { $order } saved
did-remove-destination = Recipient { $name } of { $order } removed
did-import-destinations = { $order } shared among { $recipients ->
    [one] one recipient
   *[other] { $recipients } recipients
 } of a table
refusal-destinations-have-fewer = The table shares only { $shared } of { $ordered } { $goods } of { $order }. The sum must be the order's.
refusal-destination-packed = Something for { $name } of { $order } is packed or sent already, so that part stays.
intake-no-recipients = { $file } has no column for the recipient's name. Its columns: { $seen }.
intake-no-recipient = the recipient's name is empty.
cli-destinations-imported = { $recipients ->
    [one] One recipient
   *[other] { $recipients } recipients
 } saved.
cli-destinations-dry-run = { $recipients ->
    [one] One recipient
   *[other] { $recipients } recipients
 } would be saved. This was a trial.
cli-destinations-bad-rows = { $rows ->
    [one] One row
   *[other] { $rows } rows
 } can't be read, so nothing was saved. Mend the table first.
cli-usage-destination =
    rekap order destination ORDER NAME [options]
    rekap order destination import ORDER FILE [options]
cli-cmd-order-destination = Share an order among several recipients: add, change or remove one
cli-cmd-order-destination-import = Share an order among the recipients of a table; prints how many
cli-arg-destination-name = the recipient's name
cli-arg-destination-day = when it is wanted; none: no longer
cli-arg-card-text = the text of the card; fills the product's field for it, where there is one
cli-arg-destination-shipping = shipping to this recipient; 0: none
cli-arg-destination-items = goods for this recipient, for example "2 HAMP"; replaces those it had; may be repeated
cli-arg-destination-gone = remove this recipient
cli-arg-recipient-map = a file that names the columns, one field a line: card = Message
cli-arg-shipping-by = its shipping: billed by the shop, paid to the courier on arrival, or free
cli-arg-sender = in whose name it is sent, for example "Rina, 0812…"; empty: the shop's
cli-arg-handle-with-care = fragile, which the label says
product-fragile = fragile
check-destinations = The recipients of { $subject } get more than it has, or goods that aren't in it.
check-shipping = { $subject } doesn't bill shipping, but has it on the bill.
cli-arg-recipient-rename = another name for this recipient
