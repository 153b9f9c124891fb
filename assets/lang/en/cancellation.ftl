# Cancellation: the rule, what is forfeited, what goes back.
forfeit = { $why } { $then }
did-cancel-order-kept = Order { $order } of { $customer } cancelled, { $kept } of its DP forfeited
did-keep = Forfeited DP of { $order } is now { $amount }
forfeit-unpaid = Nothing was paid, so there is nothing to refund.
forfeit-by-shop = The shop cancelled, so no DP is forfeited.
forfeit-nothing = No DP is forfeited.
forfeit-by-owner = { $kept } of the DP is forfeited, as the shop decided.
forfeit-until-close = { $percent }% of the DP is forfeited although the PO is not closed yet: { $kept }.
forfeit-until-production = { $percent }% of the DP is forfeited because the PO has closed: { $kept }.
forfeit-after = { $percent }% of the DP is forfeited because production has begun: { $kept }.
forfeit-refund = Refund { $refund }.
forfeit-no-refund = Nothing to refund.

refusal-cancellation-unreadable = “{ $text }” is not a cancellation rule. Write the percent of the DP that is refunded: before close/before production/after, for example 100/50/0. Or forfeit, or none.
refusal-cancellation-rises = { $rule } would refund more the later one cancels. The numbers are the percent of the DP that is refunded. Did you mean { $meant }?
refusal-keep-too-much = The forfeited DP can be Rp0 to { $paid }, what was paid.
refusal-keep-by-shop = When the shop cancels, all money is refunded: no DP is forfeited.
refusal-not-cancelled = { $order } is not cancelled, so no DP is forfeited. Cancel the order first.
check-kept = The forfeited DP of { $subject } is more than its money.
check-unique-code = The unique code of { $subject } is not a number from 1 to 999.

cancel-always = If cancelled at any time, { $part }.
cancel-stages = If cancelled before the PO closes, { $close }. Before production, { $production }. After that, { $after }.
cancel-after-close = If cancelled before the PO closes, { $before }. After that, { $after }.
cancel-after-production = If cancelled before production, { $before }. After that, { $after }.
cancel-gives-back = { $percent }% of the DP is refunded
cancel-gives-back-later = { $percent }% is refunded
cancel-forfeits = the DP is forfeited
form-period-cancellation = Cancellation rule
form-period-cancellation-hint = percent of the DP refunded before close/before production/later, for example 100/50/0
form-cancel-keep = Forfeited DP
form-cancel-keep-hint = empty: what the rule says; or an amount, Rp0 to refund everything
cli-col-cancellation = Cancellation rule
cli-col-kept = Forfeited DP
cli-arg-cancel-rule = percent of the DP refunded when the customer cancels before close/before production/later, for example 100/50/0; forfeit; none
cli-value-rule = RULE
cli-arg-kept = the DP that is forfeited; without it the PO's rule decides

refusal-part-needs-reason = { $order } is past the close, so taking goods out is a part cancellation. Write the reason.
refusal-offer-in-packages = { $code } is in packages that were ordered ({ $order }), so it can't be dropped by itself.
did-cancel-part = A part of { $order } { $customer } was cancelled ({ $why }). { $kept }
did-drop-offer = { $variant } was dropped from PO { $code } { $name }: { $orders } orders, { $why }
cli-dropped = { $changed ->
    [0] { $cancelled ->
        [one] { $cancelled } order cancelled by the shop.
       *[other] { $cancelled } orders cancelled by the shop.
    }
   *[other] { $cancelled ->
        [0] { $changed ->
            [one] { $changed } order has less.
           *[other] { $changed } orders have less.
        }
       *[other] { $changed ->
            [one] { $changed } order has less, { $cancelled } cancelled by the shop.
           *[other] { $changed } orders have less, { $cancelled } cancelled by the shop.
        }
    }
}
cli-cmd-po-drop = Drop one variant of the PO: its lines are cancelled by the shop, the rest stands
cli-arg-dropped = variant to drop
cli-arg-part-why = why goods leave the order after the close (a part cancellation)
cli-arg-part-by = who takes goods out, or how the order gets there
cli-arg-part-kept = forfeited DP, instead of what the rule says
form-part = Cancel a part of { $order } · { $customer }
form-part-hint = Why does the order get less?
