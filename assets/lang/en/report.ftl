# Reports: what came in, what went out, and what was earned.
report-title = Report of { $code } { $name }, counted from its orders
report-cost-hpp = unit cost
report-cost-spent = money spent
report-col-part = Of
report-col-day = Day
report-turnover = Sales
report-forfeited = DP kept
report-shipping = Shipping billed − paid
report-stages = Stages billed − paid
report-other = Unique codes & rounding
report-cost = Cost of goods
report-promotion = Promotion (free goods)
report-losses = Made again
report-expenses = Expenses
report-fees = Payment fees
report-compensation = Compensation
report-recovered = Paid back for claims
report-profit = Profit
report-orders = Orders
report-units = Sold
report-gross = Before discounts
report-discounts = Discounts
report-paid = Paid
report-outstanding = Outstanding
report-refund-due = To refund
report-sell-through = Of the quota
report-days-to-full = Sold out
report-full-after = { $days ->
    [0] on the first day
    [one] after { $days } day
   *[other] after { $days } days
}
report-cancelled = Cancelled
report-repeat = Returning customers
report-ready = Ready
report-late = { $days ->
    [one] { $days } day later than first promised
   *[other] { $days } days later than first promised
}
report-early = { $days ->
    [one] { $days } day earlier than first promised
   *[other] { $days } days earlier than first promised
}
report-on-time = as first promised
report-rate = { $part } of { $of } ({ $percent }%)
report-whole-orders = Charges & discounts of whole orders
report-per-product = By product
report-per-day = By day
report-per-channel = By channel
report-cost-by-hpp = Counted by unit cost, { $hpp }. Spent on goods: { $spent }, a difference of { $difference }.
report-cost-by-spent = Counted by the money spent on goods, { $spent }. By unit cost: { $hpp }, a difference of { $difference }.
advice-raise-quota = The quota could be larger
advice-slow = Sold slowly
advice-loss = Sold at a loss
advice-cancellations = Many cancelled
advice-repeat = Many customers came back
advice-late = Later than promised
advice-full = { $days ->
    [0] { $of } sold out on the first day
    [one] { $of } sold out after { $days } day
   *[other] { $of } sold out after { $days } days
}
advice-goods-full = { $goods } sold out, { $part } of { $of }
advice-goods-slow = { $goods } sold { $part } of { $of } ({ $percent }%)
advice-goods-loss = { $goods } sold for { $turnover }, at a cost of { $cost }
advice-share-cancelled = { $part } of { $of } orders cancelled ({ $percent }%)
advice-share-repeat = { $part } of { $of } customers had ordered in another PO ({ $percent }%)
advice-days-late = { $days ->
    [one] ready { $days } day after the first promise
   *[other] ready { $days } days after the first promise
}
report-none = No PO is chosen
report-none-hint = p chooses a PO
report-chart = Sold by day
report-counted-by = Profit is now counted by { $way }.
