# Cancellation: the rule, what is forfeited, what goes back.
forfeit = { $why } { $then }
did-cancel-order-kept = Order { $order } of { $customer } cancelled, { $kept } of its DP forfeited
did-keep = What is kept of { $order } is now { $amount }
forfeit-unpaid = No money has come in, nothing has to go back.
forfeit-by-shop = The shop cancelled, so nothing of the DP is forfeited.
forfeit-nothing = Nothing of the DP is forfeited.
forfeit-by-owner = { $kept } of the DP is forfeited, as the shop decided.
forfeit-until-close = { $percent }% of the DP is forfeited although the PO is not closed yet: { $kept }.
forfeit-until-production = { $percent }% of the DP is forfeited because the PO has closed: { $kept }.
forfeit-after = { $percent }% of the DP is forfeited because production has begun: { $kept }.
forfeit-refund = Give back { $refund }.
forfeit-no-refund = Nothing has to go back.

refusal-cancellation-unreadable = “{ $text }” is not a cancellation rule. Say how many percent of the DP are given back: before close/before production/after, for example 100/50/0. Or forfeit, or none.
refusal-cancellation-rises = { $rule } would give back more the later one cancels. The numbers are the percent of the DP given back. Did you mean { $meant }?
refusal-keep-too-much = What may be kept is Rp0 to { $paid }, what was paid.
refusal-keep-by-shop = When the shop cancels, all money goes back: nothing can be kept.
refusal-not-cancelled = { $order } is not cancelled, so nothing of it is forfeited. Cancel the order first.
check-kept = More is kept of { $subject } than its money.
check-unique-code = The unique code of { $subject } is not a number from 1 to 999.

cancel-always = cancelled at any time { $part }
cancel-stages = cancelled before close { $close }, before production { $production }, later { $after }
cancel-gives-back = { $percent }% of the DP goes back
cancel-forfeits = the DP is forfeited
announce-cancellation = Cancelling: { $rule }
form-period-cancellation = Cancellation rule
form-period-cancellation-hint = percent of the DP given back before close/before production/later, for example 100/50/0
form-cancel-keep = Keep of the DP
form-cancel-keep-hint = empty: what the rule says; or a sum, Rp0 to give everything back
cli-col-cancellation = Cancellation
cli-col-kept = Forfeited
cli-arg-cancel-rule = percent of the DP given back when the customer cancels before close/before production/later, for example 100/50/0; forfeit; none
cli-value-rule = RULE
cli-arg-kept = what is kept of the money; without it the PO's rule decides
