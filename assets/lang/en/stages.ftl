# Payment stages (EMS, tax, local shipping) and shared costs.
noun-payment-stage = stage
field-stage = Payment stage
field-step = Rounded to
share-pieces = shared by pieces
share-weight = shared by weight
share-value = shared by value
share-equal = shared equally
stage-bill-waiting = awaiting a bill
stage-bill-open = open
stage-bill-settled = settled
stage-part-waits = { $name }: awaiting a bill
stage-part-settled = { $name }: settled
stage-part-open = { $name }: { $rest }
stage-part-open-until = { $name }: { $rest }, by { $due }
stage-figures-waiting = awaiting a bill, due { $due }
stage-figures-open = { $amount } · { $paid } came in · { $open ->
    [one] { $open } order
   *[other] { $open } orders
} open
stage-figures-open-until = { $amount } · { $paid } came in · { $open ->
    [one] { $open } order
   *[other] { $open } orders
} open · due { $due }
stage-figures-settled = { $amount } · settled
stage-shop-paid = shop paid { $paid }
stage-shop-paid-from = shop paid { $paid } from { $account }
stage-without-part = { $orders ->
    [one] { $orders } order has
   *[other] { $orders } orders have
} no part of { $name }

did-set-stage = Stage { $label } of PO { $code } { $name } saved
did-bill-stage = Stage { $label } of PO { $code } { $name } billed: { $amount } on { $orders ->
    [one] { $orders } order
   *[other] { $orders } orders
}
did-remove-stage = Stage { $label } of PO { $code } { $name } removed
did-remove-paid-stage = Stage { $label } of PO { $code } { $name } removed, with the note that the shop paid { $paid }
cli-stage-removed-paid = The note that the shop paid { $paid } went with it.
did-release-order-stage = Order { $order } of { $customer } released: stage { $stage } is overdue
did-release-orders-stage = { $orders ->
    [one] { $orders } order
   *[other] { $orders } orders
} with an overdue stage released
release-why-stage = a stage was not paid by its deadline

refusal-stage-order = { $order } does not count in PO { $period }, so it has no part of its stages.
refusal-stage-part-paid = { $order } has paid { $paid } of { $stage }. Its part can't be less; refund the difference first.
refusal-nothing-to-share-by = PO { $period } has no orders for a bill that is { $by }.
refusal-weight-missing = The weight of { $codes } is missing, so nothing can be shared by weight.
refusal-stage-stays = { $order } has a bill for { $stage } of { $amount } in PO { $period }. Set that part to zero first, then move it.

check-stage-code = { $subject } has a unique code of a stage without the stage's bill.
check-stage-elsewhere = The stage bill of { $subject } is not of its PO.
check-stage-parts = The parts of stage { $subject } don't add up to its bill.

cli-cmd-po-stage = Payment stages: declare, bill, and share among orders
cli-arg-stage-name = name of the stage, such as "EMS + tax"; one that exists is billed or changed
cli-arg-stage-orders = the part of one order, may be repeated; 0 removes it
cli-arg-share = what it is shared by: pieces, weight, value, or equal
cli-arg-shared-amount = the bill to share
cli-arg-per-unit = this much for each unit
cli-arg-stage-due = when it is due; none for no deadline
cli-arg-share-step = parts are rounded to multiples of this, such as 500; they still add up
cli-arg-stage-paid = what the shop paid for this stage
cli-arg-stage-account = the account the shop paid from
cli-arg-remove-stage = remove this stage, while nobody has paid it
cli-arg-late-stages = those with an overdue stage, not an overdue DP
cli-value-how = HOW
cli-stage-billed = { $name }: { $amount } on { $orders ->
    [one] { $orders } order
   *[other] { $orders } orders
}.
cli-released-stages = { $count ->
    [one] { $count } order
   *[other] { $count } orders
} with an overdue stage released.
cli-col-late-stage = Stage overdue

home-about-stage = Stage
home-late-stages = { $count ->
    [one] { $count } order
   *[other] { $count } orders
} with an overdue stage
orders-late-stage = stage overdue
orders-of-stage = orders with this stage
orders-mark-stage = stage overdue

cmd-set-stage = payment stage
cmd-set-stage-help = Add a payment stage (EMS, tax), or bill it and share it among orders
form-stage = Payment stage
form-stage-name-hint = EMS + tax, local shipping. An existing name is billed or changed
form-stage-how = Bill
form-stage-later = none yet, or unchanged
form-stage-per-unit = this much for each unit
form-stage-remove = remove this stage
form-stage-amount-hint = 300rb: the bill to share, or the amount for each unit
form-stage-amount-needed = Give the amount of the bill.
form-stage-how-needed = Choose how it is shared.
form-stage-due = Due
form-stage-due-hint = 15/2. Empty: unchanged
form-stage-paid = Shop paid
form-stage-paid-hint = what the shop paid to others
form-stage-no-account = no account
form-stage-step-hint = 500: parts are rounded and still add up
form-stage-parts = The part of each order
form-release-stage-question = Release { $order } of { $customer }? Stage { $stage } is overdue; the slot will be free.
form-release-stages-question = Release { $count ->
    [one] { $count } order
   *[other] { $count } orders
} with an overdue stage? Their slots will be free.
