# Money that is moved, sent back, rounded, and unique codes.
did-move-money = { $amount } of { $customer } moved from { $order } to { $to }
did-move-to-credit = { $amount } of { $customer } moved from { $order } to credit
did-round = Difference of { $order } rounded off: { $amount }

refund-by-shop = cancelled by the shop
refund-by-customer = cancelled by the customer
refund-overpaid = overpaid
refund-credit = credit

refusal-refund-kept = { $kept } of the money of { $order } is forfeited. At most { $most } can be refunded; to refund more, lower the forfeited DP first.
refusal-payment-given-back = Payment { $payment } can't be voided: { $amount } of its money was refunded or moved. Void that first.
refusal-code-taken = { $order } has the unique code { $code } on a bill of the same amount. This one is free: { $free }.
refusal-code-taken-all = { $order } has the unique code { $code } on a bill of the same amount, and all others are taken too.
refusal-codes-used-up = All unique codes for bills of { $base } are taken.
refusal-rounding-too-large = The difference is { $difference }; at most { $limit } is rounded off.
refusal-nothing-to-round = There is no difference to round off on { $order }.
refusal-nothing-to-move = Nothing was overpaid on { $order }. Give an amount to move it anyway.
refusal-move-too-large = At most { $most } can be moved from { $order }.
refusal-nothing-missing = Nothing is due on { $order }. Give an amount to use the credit anyway.
refusal-credit-too-small = { $customer } has only { $credit } credit.
check-paid-below-zero = The money of { $subject } is below zero: more went back than came in.

field-rounding-limit = Rounding limit
form-shop-rounding-hint = A difference up to this amount may be rounded off; Rp0 for none
form-shop-codes-off = not used
form-shop-codes-on = automatic on new bills
field-ticks = Tick ✅ in a list
form-shop-ticks-nothing = not recorded
form-shop-ticks-paid = means paid in full

cli-code-drawn = Unique code of { $order }: { $code }, its total is now { $total }.
cli-cmd-pay-move = Move what was overpaid, or an amount, to another order of the customer or to credit
cli-cmd-pay-credit = Put a customer’s credit on an order
cli-cmd-refund = Money to refund
cli-cmd-refund-list = List money to refund: cancelled orders, overpayments, credit
cli-cmd-order-round = Round off a small difference
cli-arg-charged = an amount, for example 125k; auto for a free unique code
cli-arg-onto = order it goes to; without it, credit
cli-arg-moved = amount; without it, what was overpaid
cli-arg-used = amount; without it, what is due, as far as the credit goes
cli-col-refund = To refund
cli-col-refunded = Refunded
cli-col-since = Since
cli-col-refund-why = Because

cmd-round-order = round
cmd-round-order-help = Round off a small difference
cmd-move-money = move money
cmd-move-money-help = Move money of the order to another order of the customer, or to credit
screen-pay-refunds = Refunds
screen-pay-back = To refund
screen-pay-since = Since
screen-pay-why = Because
screen-pay-sent-back = Refunded
screen-pay-no-refunds = Nothing to refund.
screen-pay-no-refunds-here = Nothing to refund in this PO.
surplus-short = { $order } is short by only { $amount }: { $key } rounds it off
surplus-over = { $order } is overpaid by only { $amount }: { $key } rounds it off
form-money-to = Where does the money go?
form-money-cancelled = Where does the money of the cancelled order go?
form-money-credit = To credit
form-money-move = Move money of { $order }
form-charge-auto = a free code
