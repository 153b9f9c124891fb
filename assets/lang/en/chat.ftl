# Orders from a chat: what is read, taken for granted, and asked.

chat-no-order = No order could be read. Paste an order form, a recap list, or a sentence such as "2 nastar keju an Budi".
chat-statement = This seems to be a bank statement, not orders. Record money on the payments screen or with rekap pay.
chat-too-long = The text is too long (the limit is { $limit } kB). Paste it in parts.
chat-too-many = There are more than { $limit } orders. Paste them in parts.
chat-nothing-on-sale = Nothing is on sale in this PO yet. Offer a product first: rekap po offer.

chat-goods-unknown = "{ $text }" is not in this PO. Which goods are meant?
chat-goods-several = "{ $text }": which one? { $names }
chat-goods-near = "{ $text }" is read as { $name }
chat-goods-only = no goods are named; only { $name } is on sale
chat-goods-twice = "{ $text }" is named again; the quantities are added up
chat-goods-missing = { $count } pcs, but of what? No goods are named.
chat-goods-heading = the goods are those of the heading: { $name }
chat-goods-context = "{ $text }" is read from what was spoken of before

chat-qty-missing = no quantity for "{ $text }", taken as 1
chat-qty-shared = the quantity in "{ $text }" is taken for that item only
chat-qty-each = { $text } of each
chat-qty-dozen = { $text } counts as { $count } pcs
chat-qty-pack = { $text } counts in units of the catalogue
chat-qty-bare = { $text } is taken as a number of pieces
chat-qty-minus = "{ $text }" is read as a quantity, not as fewer
chat-qty-amount = { $text }: pieces or a price?
chat-qty-odd = "{ $text }": how many is that?
chat-qty-measure = "{ $text }": how many pcs is that?
chat-qty-or-name = The number in "{ $text }": a quantity or part of the name?
chat-qty-priced = "{ $text }" has only a price. How many?
chat-qty-several = There are several numbers beside "{ $text }". How many?
chat-qty-whose = The quantity of "{ $text }" is unclear. How many?
chat-corrected = changed to { $count } by a later word
chat-answered = { $count } is an answer or a later number
chat-qty-bounds = The quantity { $text } is out of bounds. How many?

chat-price-differs = the message says { $price }, the PO's price { $ours } is taken ({ $name })
chat-amount-differs = { $code }: the message says { $seen }, it is { $ours } now
chat-sum-differs = The message says { $seen }, the goods cost { $ours }. Which is right?
chat-shipping = shipping by the message: { $amount }
chat-total-differs = the message says { $seen } in total, the bill is { $ours } now
chat-tick-pays = recorded as paid in full, { $amount } ({ $way })
chat-tick-again = ✅ is recorded as paid, but this customer paid { $amount } already ({ $at })
chat-claim-pays = recorded as sent but not checked yet: { $amount } ({ $way })
chat-claim-again = this customer paid { $amount } already ({ $at })
chat-tick-choice = the ✅/☑ in this message is taken as a choice, not as paid
chat-ticks-unset = { $ticks ->
    [one] A message has a tick ✅
   *[other] { $ticks } messages have a tick ✅
}; no payment is recorded. If ✅ means paid: rekap shop set ticks=paid, or the key ! on the screens.
chat-custom = "{ $text }" is taken as a request for the item
chat-note = "{ $text }" is kept as a note
chat-field-place = "{ $text }" is read by its place

chat-name-sentence = the name is taken from the sentence: { $text }
chat-name-sender = the name is the sender's: { $text }
chat-name-other = sent by { $sender }; { $text } is taken to be who orders
chat-name-recipient = only a recipient is named; taken as who orders: { $text }
chat-name-known = taken to be the customer { $name } ({ $phone })
chat-names = There are two names: { $text }. Who orders?
chat-name-several = { $count } customers are called { $name }. Which one? Add the phone number.
chat-phone-of = this number is { $name }'s; the message says { $text }
chat-phone-loose = { $text } is taken as a phone number
chat-phones = two phone numbers: { $text }; { $taken } is taken
chat-phone-sender = the phone number is the sender's: { $text }
chat-phone-unusable = { $text } is no usable phone number; kept as it stands
chat-address-sentence = the address is taken from the sentence: { $text }

chat-addresses = There is more than one address: “{ $text }”. One order each, or where to?
chat-address-goods = The address names goods too: “{ $text }”. Are they ordered?
chat-quoted = This answers another message (the lines with >). Who orders what?
chat-who = There is no name or phone number. Who is it from?
chat-other-person = { $text } in the same message: someone else's order? Split the message first.
chat-row = This line of the list is not fully readable. Who orders what?
chat-struck = "{ $text }" is struck out or not ticked. Is it still wanted?
chat-items-many = There are more than { $limit } items; the rest was not read. Split the order.
chat-no-items = No goods could be read. What is ordered?
chat-changes = It seems to be changed or cancelled. Check it first.
chat-changes-another = This changes or cancels an order that is not in this paste. Find the order, change it there, then skip this message.
chat-changes-order = This changes or cancels an existing order: { $orders }. Change it there.
chat-asks = It seems to be a question, not an order. Check it first.
chat-from-shop = It seems to be the shop's own message, not an order. Check it first.
chat-plans = It depends on a condition, or is not settled. Does it stand?
chat-vague = "{ $text }": how many, or which, is not said for certain. What is ordered?
chat-not-understood = "{ $text }" is not fully understood. Is it an order?
chat-vanished = This line is gone in a later version of the list. Does it stand?
chat-other-po = This form is for PO { $other }, not { $po }. Paste it there.

did-teach-alias = "{ $text }" means { $code }
did-forget-alias = "{ $text }" was forgotten
did-paste-orders = { $orders } orders from a chat saved
noun-alias = nickname
field-alias = Nickname

cli-cmd-order-paste = Read orders from a chat or a recap list; with --yes what is clear is saved and the codes printed
cli-cmd-alias = Nicknames customers use for the goods
cli-cmd-alias-add = Teach that this nickname means that variant
cli-cmd-alias-list = List the nicknames
cli-cmd-alias-forget = Forget a nickname
cli-cmd-po-recap = The PO's recap list for the group
cli-arg-yes = save what is clear or assumed
cli-arg-chat-file = a text file; - or nothing for stdin
cli-arg-said = what customers say
cli-arg-alias-of = the variant's code
cli-value-words = WORDS
cli-col-alias = Nickname

cli-paste-head = Message { $nth } (lines { $first }–{ $last }): { $state }
cli-paste-certain = clear
cli-paste-assumed = assumed
cli-paste-unclear = unclear
cli-paste-known = known already
cli-paste-again = Message { $nth } is { $order } already; nothing was added.
cli-paste-again-ticked = Message { $nth } is { $order } already; its ✅ records nothing more, { $lacks } is still missing. If it was paid: rekap pay { $order } AMOUNT.
cli-paste-twice = Message { $nth } is the same as message { $other }; it is read once.
cli-paste-not-saved = Message { $nth } (line { $first }, { $who }) was not saved: { $why }
cli-paste-order-says = { $order }: { $what }
cli-paste-hint = Nothing was saved. Add --yes to save what is clear or assumed.
cli-paste-passed = { $count ->
    [one] { $count } line is no order and was skipped. To read it: --json, or the screens.
   *[other] { $count } lines are no orders and were skipped. To read them: --json, or the screens.
}
cli-paste-nobody = no name
cli-not-text = The text is not UTF-8. Save it again as UTF-8 text.
