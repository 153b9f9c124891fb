# The list of orders, one order, the history.
orders-code = Number
orders-customer = Customer
orders-units = Pcs
orders-payment = Payment
orders-rest = Bill
orders-goods = Goods
orders-goods-partial = partly
orders-mark = Flags
orders-placed = Placed
orders-source = Source number
orders-any = Any status
orders-unpaid = Unpaid or DP short
orders-without-dp = Without DP
orders-owing = With money to come
orders-surplus = Overpaid
orders-down-payment = DP paid
orders-settled = Settled
orders-differs = Underpaid or overpaid
orders-refund = Refund due
orders-past-deadline = DP overdue
orders-mark-deadline = DP overdue
orders-mark-claimed = says sent
orders-cancelled = Cancelled
orders-counting = All that are not cancelled
orders-waiting-fits = On the waiting list, and there is room now
orders-with-payment = With money paid
orders-claimed = customer says sent
orders-late = late order
orders-marked = { $count } marked
orders-no-period = No PO yet
orders-no-period-hint = Press 2 then n to make the first PO
orders-empty = No orders in this PO yet
orders-empty-hint = Press n to record one, a to see all POs
orders-none-found-hint = Esc shows everything again
orders-payments = Payments
orders-no-payments = No payments yet. Press b to record one
orders-part-of = { $part } of { $amount } ({ $bills ->
    [one] { $bills } bill
   *[other] { $bills } bills
})
orders-voided = voided
orders-refunded = refund
orders-gone = This order no longer exists
orders-gone-hint = Esc goes back, Ctrl-R redoes what was undone
history-title = History
history-when = When
history-what = What
history-undone = undone
history-empty = No history yet
history-empty-hint = Every change will be listed here
tui-no-terminal = The screens need a terminal. Scripts use the commands: rekap --help
tui-terminal-failed = The terminal can't be used: { $reason }
tui-dumb-terminal = This terminal (TERM=dumb) can't show the screens. Open them in an ordinary one, or use the commands: rekap --help
history-no-order = No order belongs to this one.
history-orders = Open which order?
