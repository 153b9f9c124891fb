# Claims on the screen of hand-overs, in the list of orders and on the page of an order.
screen-ship-claims = Claims
claim-code = Claim
claim-since = Since
claim-age = { $days ->
    [one] 1 day
   *[other] { $days } days
 }
claims-all = all claims
claims-empty = No claims yet
claims-empty-hint = { $key } on an order or a parcel records one

cmd-add-claim = claim
cmd-add-claim-help = Record a claim on goods that were handed over: too few, damaged, wrong, another size, lost
cmd-recover-claim = recovered
cmd-recover-claim-help = Record what insurance or a courier paid for a claim
cmd-also-add-claim = complaint damaged missing wrong size exchange lost return warranty replace refund
cmd-also-recover-claim = insurance courier compensation claim money in

form-claim = Claim on { $order } · { $customer }
form-claim-answer = Answer { $claim } · { $order } { $customer }
form-claim-recovered = { $claim } { $customer }: recovered
form-claim-goods = Goods
form-claim-goods-hint = As 1 nastar keju; several with commas between
form-claim-kind = Complaint
form-claim-old-goods = Old goods
form-claim-answer-is = Answer
form-claim-with-hint = What is given instead, as many as are claimed
form-claim-difference = Difference in price
form-claim-refund-hint = Empty: the price of the goods
form-claim-recovered-hint = What insurance or a courier paid for this claim
form-claim-account = Goes to
claim-answer-later = later
claim-answer-same = the same goods again
claim-answer-exchange = exchange for other goods
claim-answer-refund = money back
claim-answer-compensate = compensation, goods stay
claim-answer-refuse = refuse
claim-difference-left = leave it
claim-difference-billed = bill it or give it back
claim-goods-usual = as usual
claim-nothing-handed = Nothing of { $order } is recorded as handed over yet, so nothing can be claimed.
claim-one-item = This answer is for one item. Record the others as claims of their own.
claim-with-missing = Say what is given instead.
claim-amount-missing = Say how much the compensation is.
claim-no-account = There is no account for the money yet. Add one on the screen Catalogue.
claim-means-later = Only recorded; it is answered later under Hand-over, in the tab Claims
claim-means-refused = Nothing is replaced or given back
claim-means-again = The goods that come instead are due to { $customer } again, in the queue
claim-means-money = { $amount } back to { $customer }
claim-means-goods = Old goods: { $back }
claim-means-bill = The bill goes from { $before } to { $after }: { $balance }
claim-means-no-bill = The bill stays
claim-difference-is-billed = The difference of { $amount } is billed
claim-difference-goes-back = The difference of { $amount } goes back
claim-difference-not-billed = The difference of { $amount } is not billed
claim-difference-not-back = The difference of { $amount } is not given back
claim-difference-none = The price is the same

home-about-claim = Claim
home-open-claims = { $count ->
    [one] 1 claim waits for an answer
   *[other] { $count } claims wait for an answer
 }
