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
report-periods = POs
report-last = Last order
report-days = Days
report-debts = Debts
report-cash = Cash
report-compared = POs side by side
cash-payment = payment
cash-refund = refund
cash-expense = expense
cash-supplier = supplier
cash-courier = courier
cash-recovery = recovered
cash-stage = stage
cash-fee = fee
cash-interest = interest
cash-tax = tax
cash-transfer = transfer
cash-payout = paid out or handed in
cash-count = difference of a count
cash-owner = owner
cash-unknown = unknown
cash-other = other
cli-cmd-report-products = All products in all POs: sold, sales, cost, profit
cli-cmd-report-customers = Customers: how often, how much, when last
cli-cmd-report-debts = Unpaid bills by age, with kasbon
cli-cmd-report-cash = Money in and out of the accounts
cli-cmd-report-compare = POs side by side
cli-arg-cash-account = one account only
cli-arg-cash-from = from this day on
cli-arg-compared = the POs to compare
report-span-title = Report of { $from } – { $to }, counted by what was handed over
report-span-counts = { $orders } orders, { $pieces } pcs handed over; { $paid } paid by customers
report-shares = Shares of the profit
report-percent = Per cent
report-drawn = Already drawn by the owner: { $amount }
report-shares-too-much = The shares are more than 100%.
report-share-unreadable = "{ $text }" is no share. One that is right: Rina=40%
report-month-unreadable = "{ $text }" is no month. One that is right: 2026-02
report-year-unreadable = "{ $text }" is no year. One that is right: 2026
cli-cmd-report-month = A month by what was handed over (this month without it)
cli-cmd-report-year = A year by what was handed over (this year without it)
cli-cmd-report-range = Any days by what was handed over
cli-arg-month = the month, as 2026-02
cli-arg-year = the year, as 2026
cli-arg-days = from one day to another, as 1/2..15/2
cli-arg-shares = divides the profit, as Rina=40%; may be repeated
cli-value-yyyy-mm = YEAR-MONTH
cli-value-yyyy = YEAR
cli-value-name-percent = NAME=PERCENT
report-closed = Closed { $at }. Later changes count in the next month.
report-late-changes = Includes { $amount } from changes to closed months.
cli-cmd-report-close = Close a month (last month when none is named) and those before it
cli-arg-closed-month = Month, for example 2026-07
cli-arg-reopen = Open that month and those after it again
report-customers = Customers
report-customers-of = { $new } new, { $again } returning
report-tiers = Tier prices
report-tier-sold = { $goods } { $label } { $units } pcs
report-bonuses = Bonuses
report-counted = { $what } { $count }
report-cancel-reasons = Why cancelled
report-no-reason = no reason
report-paid-late = Paid late
report-late-still = Still open
report-paid-late-of = { $late } orders, { $open } still awaited
report-rejected = Spoiled
report-left = Left over
report-basis-orders = Counted from its orders
report-basis-hand-over = Counted by what was handed over
report-span-days = { $from } – { $to }
report-chart-months = Sales by month
report-drawn-by-owner = Drawn by the owner
papers-more-rows = … and { $count } more
report-no-pdf = This report has no PDF. Use text, csv, xlsx or json.
report-date-near = Date coming up
report-in-days = { $days ->
    [0] today
    [one] in 1 day
   *[other] in { $days } days
}
report-kasbon = on credit
report-share-of-all = %
report-up-to = Up to %
report-view-po = PO
report-view-month = Month
report-view-products = Products
report-view-cash = Cash
report-nothing = Nothing sold yet
report-nothing-hint = Products show here as soon as there are orders
report-nobody = Nobody
report-nobody-hint = s shows others
report-no-debts = All bills are paid
report-no-cash = No money came in or went out this month
report-other-month = ← → another month
report-debts-sum = { $amount } of { $orders } orders
report-cash-sums = { $month } · in { $in } · out { $out }
report-customers-best = the best first
report-customers-sleeping = no order for more than 90 days
report-customers-dates = dates of the next 30 days
report-close-title = Close the month
report-close-question = Close { $month } and the months before it? Their figures stay; later changes count in the next month.
report-pace = Against { $code }, sold since opening
report-pieces = { $units } pcs
report-to-figures = ← figures
report-to-products = → products
report-other-year = ← → another year
report-col-kasbon = On credit
