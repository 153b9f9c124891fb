# Claims on goods that were handed over, and goods that nobody collected.
noun-claim = claim
claim-short = too few
claim-damaged = damaged
claim-wrong = wrong goods
claim-size = another size
claim-lost = lost
claim-replace = replaced
claim-refund = refunded
claim-compensate = compensated
claim-refuse = refused
claim-open = open
claim-replacing = waiting for the replacement
claim-ended = over
claim-col-kind = Complaint
claim-col-end = Ending
claim-col-with = Exchanged for
field-recovered = Recovered
charge-of-claim = { $kind } { $claim }
charge-exchange = exchange { $label } ({ $claim })
changes-exchanged = { $qty } { $from } exchanged for { $to }, claim { $agreed } ({ $at })
did-add-claim = Claim { $claim } recorded: { $order } { $customer }, { $qty } { $goods } { $kind }
did-add-claims = { $claims } claims recorded: { $order } { $customer }, { $goods } { $kind }
did-end-claim-replace = Claim { $claim }: { $qty } { $goods } of { $order } { $customer } are replaced ({ $kind })
did-end-claim-exchange = Claim { $claim }: { $qty } { $goods } of { $order } { $customer } exchanged for { $with } ({ $kind })
did-end-claim-refund = Claim { $claim }: { $amount } back to { $customer } for { $qty } { $goods } of { $order } ({ $kind })
did-end-claim-compensate = Claim { $claim }: { $amount } compensation to { $customer }, { $qty } { $goods } of { $order } ({ $kind })
did-end-claim-refuse = Claim { $claim } refused: { $qty } { $goods } of { $order } { $customer } ({ $kind })
did-recover-claim = Claim { $claim } of { $order }: { $amount } came from insurance or courier
refusal-claim-too-many = Only { $left } pcs of { $goods } in { $order } can still be claimed, not { $wanted }.
refusal-claim-none = Nothing of { $goods } in { $order } can be claimed: not handed over yet, or claimed already.
refusal-claim-ended = Claim { $claim } is over. Undo it if that was wrong.
refusal-claim-too-much = At most { $most } can go back from { $order }: what was paid, less earlier claims.
refusal-claim-without-amount = Only a refund or a compensation has an amount.
refusal-claim-exchange-only = Another variant and its difference are only for a claim that is replaced: --end replace --with "QTY VARIANT".
refusal-claim-exchange-qty = { $claimed } pcs are claimed, { $with } would come for them. Give as many.
refusal-claim-goods-stay = The goods stay with the customer, because nothing is replaced or refunded.
refusal-claim-recovered-where = Name the account it went to: --account NAME.
refusal-not-uncollected = { $order } is not past its day to be collected, or some of it is packed.
did-release-uncollected = { $order } { $customer } released, it was not collected
did-release-uncollected-many = { $orders ->
    [one] One order
   *[other] { $orders } orders
 } released, not collected
release-why-uncollected = not collected by its day
cli-released-uncollected = { $count ->
    [one] One order
   *[other] { $count } orders
 } released because nobody collected them.
customer-uncollected-warning = { $uncollected } of { $orders } orders were not collected
customer-unpaid-uncollected-warning = of { $orders } orders { $failed } came to nothing unpaid, { $uncollected } were not collected
check-claim-bill = A claim of { $subject } doesn't fit its bill.
check-claim-goods = The claims of { $subject } are for more than was handed over.
check-claim-moves = The goods of a claim of { $subject } did not move as it ended.
cli-cmd-claim = Claims: too few, damaged, wrong, another size, lost
cli-cmd-claim-add = Record a claim; prints its number
cli-cmd-claim-end = End a claim: replace, refund, compensate or refuse
cli-cmd-claim-recovered = Record what insurance or a courier paid
cli-cmd-claim-list = List claims
cli-arg-claimed-goods = quantity and code of the goods that are claimed
cli-arg-claim-amount = amount; for a refund without it the price of the goods
cli-arg-claim-kind = what is wrong
cli-arg-claim-ending = how it ends
cli-arg-claim = number of the claim, for example K3
cli-arg-exchanged-for = another variant in exchange, as many as are claimed
cli-arg-bill-difference = bill the difference in price, or give it back
cli-arg-goods-back = the goods go back to stock, are lost or spoilt, or stay with the customer (none); usually another size to stock, what is damaged is lost
cli-arg-recovered = what insurance or a courier paid
cli-arg-recovered-into = the account it went to
cli-arg-claims-of = a PO or an order
cli-arg-open-claims = those that are not over
cli-arg-not-collected = what was not collected by its day; with the code of a PO or an order only that
cli-value-claim = CLAIM
cli-value-ending = ENDING
cli-value-goods = GOODS
cli-value-po-or-order = PO|ORDER
