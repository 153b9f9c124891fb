# The recipients of one order on the screens.
context-recipients = Recipients of an order
cmd-recipients = recipients
cmd-recipients-help = Share one order among several recipients, each with an address, a card and shipping of its own
cmd-new-recipient = new recipient
cmd-new-recipient-help = Add a recipient to this order
cmd-remove-recipient = remove
cmd-remove-recipient-help = Remove this recipient; the goods are the order's again
cmd-also-recipients = address destination send to many dropship gift hampers greeting card share
cmd-also-new-recipient = add address destination gift card
cmd-also-remove-recipient = delete address destination

recipients-title = Recipients
recipients-head = { $order } · { $customer }: { $count ->
    [one] 1 recipient
   *[other] { $count } recipients
 }
recipients-of = Recipients of { $order }
recipients-left = Not shared yet: { $goods }
recipients-all-shared = All goods have their recipient
recipients-more = and { $count } more: { $key }
recipients-empty = { $order } goes to one address
recipients-empty-hint = For several recipients: { $new } one by one, { $import } from a file, or paste their table here
recipient-copied = recipient { $name }

form-recipient = { $name } · { $order }
form-recipient-new = New recipient · { $order }
form-recipient-name-hint = The name on the parcel
form-recipient-goods-hint = Of the goods of this order: 2 nastar keju; 1 hampers
form-recipient-card-hint = The text of the greeting card
form-recipient-shipping-hint = Added to the bill of who ordered
form-recipient-taken = { $name } is in this order already. Change that one, or give another name.
form-recipients-table = Recipients of { $order } from a table
form-recipients-pasted = Pasted table
form-recipients-pasted-hint = Paste the table with its titles: name, address, goods, quantity, card, shipping
form-recipients-replaced = { $count ->
    [one] This table replaces the recipient that is there
   *[other] This table replaces the { $count } recipients that are there
 }
form-recipients-makes = { $recipients ->
    [one] 1 recipient is going to be saved
   *[other] { $recipients } recipients are going to be saved
 }
form-recipients-unreadable = { $rows ->
    [one] One row can't be read
   *[other] { $rows } rows can't be read
 }, so nothing is saved. { $first }
