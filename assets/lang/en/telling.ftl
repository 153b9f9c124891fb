# Messages to customers
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
tell-compensation = As an apology we take { $amount } off your bill.
tell-choice = If you don't mind waiting, answer *wait*. If you would rather have your money back, answer *refund*.
tell-col-answer = Answer
tell-answer-unreadable = “{ $text }” is no answer. There are: wait, refund.
tell-answer-how = Name the order and the answer, for example: rekap tell answer P1-001 wait. With a PO alone the answers are listed.
delay-wait = waits
delay-refund = wants the money back
did-answer-wait = { $order } waits, compensation { $amount }
did-answer-refund = { $order } wants { $amount } back
template-field-compensation = what is offered for a delay
template-field-choice = the choice to wait or be refunded
field-compensation = Compensation
field-asks-choice = Offer a refund
form-postpone-offer-hint = taken off the bill of who waits
form-answer-title = Answer to the later date
cmd-answer-delay = answer to the delay
cmd-answer-delay-help = Record what a customer answers to a later date: waits, or wants the money back
tell-answers = { $wait } wait, { $refund } want their money back, { $open } haven't answered
cli-arg-delay-compensation = What is taken off the bill of who waits
cli-arg-delay-asks = Ask: wait, or the money back
screen-messages-due = Messages
screen-messages-words = Wording
telling-nothing-hint = Messages show here as soon as somebody is to be told something
telling-nobody = Nobody is to be told anything
telling-all-told = Everybody was told
telling-rest-passed = The rest is passed over for now
telling-left = { $left } customers left, { $told } told
telling-opened = Chat of { $to } opened, marked as told
telling-told = { $to } marked as told
telling-copied-text = message to { $to }
telling-link = link to the chat
telling-qr-hint = Scan it with the phone, then paste the message.
template-preview = How it reads
template-is-default = It has the words that come with the program.
template-fields-short = Fields: { $fields }
form-template = Wording: { $kind }
form-person-answer-ready = expected ready { $ready }

# A PO's policies, and when it is announced
policy-refund = Refunds
policy-cancel = Cancelling
policy-change = Changing an order
policy-shipping = Shipping
field-announce-at = Announce on
form-announce-at-hint = when this PO is to be announced; you are reminded then
form-policy-hint = goes into the announcement; empty: not mentioned
cli-arg-announce-at = when the PO is to be announced; none for no reminder
cli-arg-policies = what is told about refund, cancel, change or shipping: --policy "refund=Money back within a day"; an empty text removes it
cli-value-kind-text = KIND=TEXT
cli-bad-policy = "{ $text }" isn't KIND=TEXT. The kinds are refund, cancel, change and shipping, as in "refund=Money back within a day".

# Messages to groups and suppliers
tell-recap = recap for the group
tell-supplier = order to a supplier
tell-not-of-period = such a message is about a whole PO, not for customers
tell-col-to = To
template-field-recap = the orders of the PO
template-field-slots = what is left of the PO
template-field-closes = when the PO closes
recap-slots = { $left ->
    [0] No slots left
   *[other] { $left } slots left
}
recap-goods = { $left ->
    [0] { $goods } sold out
   *[other] { $goods }: { $left } left
}
recap-orders = { $left ->
    [0] No more orders
   *[other] { $left } more orders
}
cmd-recap = group recap
cmd-recap-help = A recap for the group: who ordered what, how many slots are left
cmd-tell-supplier = send to supplier
cmd-tell-supplier-help = A message to a supplier: which goods are to be made
telling-of-period-copied = { $kind } (noted as sent)
telling-of-period-opened = Chat opened, { $kind } noted as sent
telling-no-supplier = This PO has no goods of a supplier. A product's supplier is set in Products (e).
telling-pick-supplier = Send to which supplier?
tell-of-period-which = Which PO? For example: rekap tell { $kind } NAS3.
tell-no-supplier-goods = No goods of { $supplier } are ordered in { $period }.
tell-no-suppliers = No goods of a supplier are ordered in { $period }.
cmd-open-chat = open chat
cmd-open-chat-help = Open WhatsApp with this message
telling-said = Told
