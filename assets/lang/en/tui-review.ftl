# Orders pasted from a chat.

context-review = Orders from a chat
review-title = Orders from a chat
review-message = Message
review-head = Message { $nth } of { $all } · undecided { $open } · saved { $saved }
review-saved = already { $order }
review-not-orders = { $count ->
    [one] One line is no order
   *[other] { $count } lines are no orders
 }, skipped: { $key } shows them
review-not-orders-named = { $count } lines are no orders and passed over, { $named } of them naming goods: { $key } to see them
review-not-orders-title = No orders
review-all-orders = All lines were read as orders.
cmd-not-orders = other lines
cmd-not-orders-help = See the lines of the chat that are no order, such as questions
review-line-passed = · skipped, not read as an order: { $text }
review-passed = skipped
review-changed = dealt with: { $order } was changed
review-names-goods = Enter: make an order
review-paid-alone = paid, no order here
review-tick-unset = no payment is recorded for ✅; if it means paid, set it with { $key }
review-refused = { $saved } orders saved, { $refused } refused. { $who }: { $why }
review-leave = { $open } messages are not decided yet. Leave? What is not saved is gone from this list.
review-stays = { $open ->
    [one] 1 message of the chat is not decided yet
   *[other] { $open } messages of the chat are not decided yet
} · { $key } goes back to them
review-find = Find a message
review-no-export = This review is not exported: a saves, s skips, e edits, Esc goes back.
review-at-our-price = { $why }. Save it at the PO's prices?
review-none-certain = None is fully clear. Check them one by one: a saves, s skips, e fixes.
review-fix-first = Can’t be saved yet: { $why } · { $fix } fixes it, { $skip } skips it
review-change-first = { $fix } opens { $orders } to change it, { $skip } skips the message
review-which-order = Which order changes?
review-copied = the message of { $name }
review-goods-clear = All goods are clear.
review-pick-goods = "{ $text }": which goods?
review-total = Total { $total }
review-tick-waits = is recorded as paid once all is clear
review-twice = the same as message { $other }; they become one order

orders-paste-how = Copy the chat in WhatsApp, then paste it here (Ctrl+Shift+V or Cmd+V).
cmd-paste-chat = paste a chat
cmd-paste-chat-help = A chat or a recap list is pasted on this screen
cmd-accept-draft = save
cmd-accept-draft-help = Save the order read from this message (or Enter)
cmd-accept-all = save clear ones
cmd-accept-all-help = Save all orders that are fully clear
cmd-skip-draft = skip
cmd-skip-draft-help = Skip this message
cmd-name-goods = goods
cmd-name-goods-help = Choose which goods are meant; new words are remembered
review-done = All messages are decided, { $saved } saved.
review-look-at = Every message is decided. { $named } lines passed over name goods: { $key } to see them.
