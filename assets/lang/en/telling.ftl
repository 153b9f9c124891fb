# Messages to customers
telling-title = Due to be told
telling-one-title = Tell one after the other (Enter: copy the message, mark as told)
telling-orders = { $count ->
    [one] { $count } order
   *[other] { $count } orders
}
telling-nothing = Nothing is due to be told.
telling-copied = the message "{ $kind }" for { $to } (marked as told)
tell-confirm = order noted
tell-dp = money received
tell-reminder = payment reminder
tell-bill = stage bill
tell-progress = production news
tell-price = bill changed
tell-delay = later date
tell-ready = ready
tell-uncollected = not collected
tell-shipped = shipped
tell-refund = money sent back
tell-announcement = PO announcement
tell-via-wa = WhatsApp
tell-via-clipboard = copied
tell-via-qr = QR
tell-via-other = another way
tell-hello = Hello { $name },
tell-hello-titled = Hello { $name },
tell-hello-nameless = Hello,
tell-more-goods = { $count ->
    [one] … and { $count } more line
   *[other] … and { $count } more lines
}
tell-not-cancelled = the order is cancelled
tell-not-waiting = the order isn't certain yet (waiting list, or its down payment is missing)
tell-not-told = told already { $at }
tell-not-paid = nothing is left to pay
tell-not-bill = it waits for a bill
tell-not-claimed = the customer says the money was sent; check the account
tell-not-payment = no money came in
tell-not-refund = no money was sent back
tell-not-made = its PO isn't in production
tell-not-change = nothing changed
tell-not-ready = its goods aren't ready
tell-not-handed = its goods were handed over
tell-not-late = its time to be collected isn't over
tell-not-parcel = no parcel was sent
tell-passed-over = { $order } is passed over: { $why }.
tell-nobody-due = Nobody is due to be told: { $kind }. For those not due yet add --all, or name the PO.
tell-mark-orders = Orders are marked one by one, not a whole PO: rekap tell KIND ORDER --mark.
tell-announce-which = Which PO is announced? For example: rekap tell announcement NAS3.
tell-shortened = The message for { $orders } is too long for a link: its list of goods was shortened.
tell-too-long = The message for { $orders } is too long for a WhatsApp link. Copy the text instead.
tell-no-number = { $to } has no WhatsApp number. Copy the text instead.
tell-col-at = When
tell-col-kind = Message
tell-col-via = By
tell-col-period = PO
tell-col-orders = Orders
tell-col-since = Since
tell-col-own = Edited
refusal-not-to-tell = { $order } needn't be told: { $why }.
refusal-template =
    The text can't be used, the old one stays:
    { $mistakes }
template-and =
    { $first }
    { $next }
template-unknown = Line { $line }, column { $column }: { "{" }{ $name }{ "}" } is not known. Did you mean { "{" }{ $nearest }{ "}" }?
template-unclosed = Line { $line }, column { $column }: a { "{" } is not closed by a { "}" }. For a plain brace write { "{{" }.
template-open-part = Line { $line }, column { $column }: { "{" }goods{ "}" } is not closed by { "{" }/goods{ "}" }.
template-no-part = Line { $line }, column { $column }: { "{" }/goods{ "}" } without a { "{" }goods{ "}" } before it.
template-part-in-part = Line { $line }, column { $column }: { "{" }goods{ "}" } inside { "{" }goods{ "}" }.
template-outside-part = Line { $line }, column { $column }: { "{" }{ $name }{ "}" } belongs between { "{" }goods{ "}" } and { "{" }/goods{ "}" } only.
template-empty = The text is empty.
template-fields =
    Fields that can be used (a line whose fields are all empty is left out):
    { $fields }
template-field-each = repeated for each of the goods
template-field-greeting = greeting with the name
template-field-name = the customer's name
template-field-shop = the shop's name
template-field-order = number of the order
template-field-period = name of the PO
template-field-total = total of the bill
template-field-down-payment = down payment not paid yet
template-field-paid = what was paid
template-field-balance = what is left to pay
template-field-credit = what the shop holds of the customer
template-field-asked = what is to be paid now
template-field-pay-by = until when to pay
template-field-accounts = accounts to pay to
template-field-ready = when the goods are expected
template-field-reason = reason of the delay
template-field-charges = shipping, discounts and other charges
template-field-stage = bills of stages
template-field-collect-by = until when to collect
template-field-announcement = the announcement of the PO
template-field-refund = money sent back
template-field-wanted = wanted day and way
template-field-courier = courier and service
template-field-tracking = tracking number
template-field-quantity = count of the goods
template-field-goods = name of the goods
template-field-amount = price of the line
field-template = Text
did-template = Text of "{ $kind }" edited
did-template-reset = Text of "{ $kind }" reset to the usual one
cli-cmd-tell = Who is to be told what, with text and WhatsApp link; nothing leaves by itself
cli-cmd-told = What was said to whom, and when
cli-cmd-due = What is due to be told, and for how many orders
cli-cmd-template = Texts to customers in the shop's own words
cli-cmd-template-list = All texts
cli-cmd-template-show = Show the text of a kind of message, and the fields it can have
cli-cmd-template-edit = Replace the text of a kind of message from a file, or - for stdin
cli-cmd-template-reset = Use the usual text again
cli-arg-tell-kind = what is told
cli-arg-tell-of = a PO, or orders; without this all who are due
cli-arg-tell-all = of all POs, also those not due yet
cli-arg-mark-told = mark as told
cli-arg-via = how it was sent (usually wa)
cli-arg-told-of = an order or a PO
cli-arg-template-file = file with the text; - for stdin
cli-value-order-or-po = ORDER|PO
