# The payments screen and the forms about money.
tui-rest = { $amount } due
tui-give-back = refund { $amount }
tui-credit = credit { $amount }
tui-settled = ● settled
screen-filter-hint = { $key } shows everything again

screen-pay-bills = Bills
screen-pay-ledger = Ledger
screen-pay-owed = Outstanding { $amount } ({ $orders } { $orders ->
    [one] order
   *[other] orders
    })
screen-pay-refund = To refund { $amount } ({ $orders } { $orders ->
    [one] order
   *[other] orders
    })
screen-pay-owed-short = Outstanding { $amount }
screen-pay-refund-short = To refund { $amount }
screen-pay-oldest = oldest first
screen-pay-largest = largest first
screen-pay-mark = Remark
screen-pay-past-deadline = past the DP deadline
screen-pay-claimed = customer says sent
screen-pay-announced = was announced { $day }
screen-pay-amount = with a DP, balance or total of { $amount }
screen-pay-for = For
screen-pay-when = When
screen-pay-number = Number
screen-pay-reversal = voids no. { $payment }
screen-pay-voided = voided
screen-pay-claim-over = dealt with
screen-pay-is-refund = refund to customer
screen-pay-unmatched = { $amount } not matched
screen-pay-none = Every bill is settled.
screen-pay-none-hint = { $key } shows the ledger
screen-pay-none-here = No open bills in this PO.
screen-pay-none-here-hint = { $key } shows all POs
screen-pay-no-payments = No money recorded yet.
screen-pay-no-payments-hint = { $key } records a payment

form-pay-title = Payment for { $order } · { $customer }
form-pay-amount-hint = for example 125k, or “all”, or “dp”
form-pay-all = all that is due
form-pay-down-payment = DP
form-pay-total = Total
form-pay-paid = Paid
form-pay-way = Via
form-pay-credit = credit of { $amount }
form-pay-state = Money
form-pay-arrived = arrived
form-pay-claimed = customer says sent
form-pay-at = When
form-pay-at-hint = empty means now; for example kemarin, 15/2, 15/2 13:00
form-pay-nothing-missing = Nothing is due on this bill. Type the amount instead.
form-pay-left-out = { $count } of the marked ones are left out, as nothing is missing: { $orders }
form-pay-bill-now = The bill of { $order } is { $total } by now, { $paid } of it paid. Save again to record this anyway.
form-pay-twice-title = Recorded already?
form-pay-twice = { $amount } from { $customer } was recorded { $at }. Record it again?
form-pay-customer-title = Money from { $customer }
form-pay-customer-hint = such as 270k, or “all”; what is over becomes credit
form-pay-parts = For bills
form-pay-parts-hint = empty: the oldest first; such as 017, 020 or 017 50k, 020 25k; - for credit only
form-pay-parts-unreadable = “{ $text }” is unclear. For example: 017 50k, 020 25k.
form-pay-parts-unknown = There is no open bill { $code }.
form-pay-parts-several = There are two of number { $code }: { $one } and { $other }. Write the whole code.
form-pay-parts-twice = { $code } is named twice.
form-pay-settle = Settle { $bills } bills · { $amount }
form-pay-is-sum = sum of { $bills } bills
form-pay-is-sum-of-down-payments = sum of the DPs of { $bills } bills
form-more-orders = and { $orders ->
    [one] { $orders } other order
   *[other] { $orders } other orders
}
form-pay-owed = All bills
form-pay-left = Becomes credit
form-pay-other-bills = { $customer } has other bills of { $amount } ({ $orders }): saving offers to spread it over them
form-pay-much-title = Is the amount right?
form-pay-much = { $amount } for a bill of { $bill }?
form-pay-over-title = What are the { $amount } over for?
form-pay-over-spread = Spread over other bills
form-pay-over-here = Overpaid
form-pay-find = Money in: amount or name
form-pay-find-nothing = Nothing fits. Type the customer's name; the money may be less or more.
form-pay-is-rest = the rest, { $amount }
form-pay-is-total = the total, { $amount }
form-pay-is-down-payment = the DP, { $amount }

form-refund-title = Refund for { $order } · { $customer }
form-refund-way = Via
form-refund-owes = { $customer } still owes { $amount } ({ $orders }). Is the money for that? Esc, then { $key }.
form-refund-payee = Sent to
form-refund-nothing = Nothing was paid on { $order }, so there is nothing to refund.
form-refund-credit-title = Refund the credit of { $customer }
form-refund-no-credit = { $customer } has no credit.

form-void-title = Void the payment?
form-void-question = { $amount } from { $customer }, { $at }. Recorded by mistake? It is voided; its trace stays.
form-void-already = That payment is already voided.
form-void-none = There is no payment to void here.
form-void-which = Which payment was wrong?
