# Money that is moved, sent back, rounded, and unique codes.
did-move-money = { $amount } of { $customer } moved from { $order } to { $to }
did-move-to-credit = { $amount } of { $customer } moved from { $order } to credit
did-round = Difference of { $order } rounded: { $amount }

refund-by-shop = cancelled by the shop
refund-by-customer = cancelled by the customer
refund-overpaid = paid too much
refund-credit = credit

refusal-refund-kept = { $kept } of the money of { $order } is forfeited. { $most } can go back; to send more, keep less first.
refusal-payment-given-back = Payment { $payment } can't be voided: { $amount } of its money was sent back or moved. Void that first.
refusal-code-taken = { $order } has the unique code { $code } on a bill of the same amount. This one is free: { $free }.
refusal-code-taken-all = { $order } has the unique code { $code } on a bill of the same amount, and all others are taken too.
refusal-codes-used-up = All unique codes for bills of { $base } are taken.
refusal-rounding-too-large = The difference is { $difference }; at most { $limit } is rounded away.
refusal-nothing-to-round = There is no difference to round away on { $order }.
refusal-nothing-to-move = Nothing was overpaid on { $order }. Give an amount to move it anyway.
refusal-move-too-large = At most { $most } can be moved from { $order }.
refusal-nothing-missing = Nothing is missing on the bill of { $order }. Name the amount to use the credit all the same.
refusal-credit-too-small = The credit of { $customer } is { $credit }.
check-paid-below-zero = The money of { $subject } is below zero: more went back than came in.

field-rounding-limit = Rounding limit
form-shop-rounding-hint = A difference up to this sum may be rounded away; Rp0 for none
form-shop-codes-off = not used
form-shop-codes-on = drawn for new bills
field-ticks = Tick ✅ in a list
form-shop-ticks-nothing = not recorded
form-shop-ticks-paid = means paid in full

cli-code-drawn = Unique code of { $order }: { $code }, its total is now { $total }.
cli-cmd-pay-move = Move what was paid too much, or a sum, to another order of the customer or to credit
cli-cmd-pay-credit = Put a customer’s credit on an order
cli-cmd-refund = Money to send back
cli-cmd-refund-list = List money to send back: cancelled orders, paid too much, credit
cli-cmd-order-round = Round a small difference away
cli-arg-charged = a sum, for example 125rb; auto for a unique code that is free
cli-arg-onto = order it goes to; without it, credit
cli-arg-moved = sum; without it, what was paid too much
cli-arg-used = sum; without it, what is missing, as far as the credit goes
cli-col-refund = To send back
cli-col-refunded = Sent back
cli-col-since = Since
cli-col-refund-why = Because

cmd-round-order = round
cmd-round-order-help = Round a small difference away
cmd-move-money = move money
cmd-move-money-help = Move money of the order to another order of the customer, or to credit
screen-pay-refunds = Refunds
screen-pay-back = To send back
screen-pay-since = Since
screen-pay-why = Because
screen-pay-sent-back = Sent back
screen-pay-no-refunds = No money waits to be sent back.
screen-pay-no-refunds-here = No money waits to be sent back in this PO.
surplus-short = Only { $amount } missing on { $order }: { $key } rounds it away
surplus-over = Only { $amount } too much on { $order }: { $key } rounds it away
form-money-to = Where does the money go?
form-money-cancelled = Where does the money of the cancelled order go?
form-money-credit = To credit
form-money-move = Move money of { $order }
form-charge-auto = a code that is free
