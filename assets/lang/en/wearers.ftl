# One order for many: whose each item is, and who pays.
field-bill-payer = Billed to
form-payer-hint = when it is not who ordered
check-payer = Who pays for { $subject } is no customer of this book.
cli-arg-bill-payer = who pays for it, when that is not who ordered; empty: who ordered
refusal-wearer-paid = The part of { $name } in { $order } is paid.
noun-wearer = name on the order
wearer-rest = { $name }: { $amount }, { $rest } due
wearer-paid = { $name }: { $amount }, settled
form-pay-for = For
form-pay-for-all = the whole order
cli-arg-paid-for = for whom it is paid (a name on the order); without an amount: what is left
form-pay-for-hint = for example 125rb; empty: what is left of the chosen one
form-pay-credit-for-all = Credit pays for the whole order. Choose all of it, or pay this part another way.
