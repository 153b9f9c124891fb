# Sentences of the command line.
cli-unknown-command = `{ $command }` has no command “{ $text }”.
cli-unknown-flag = `{ $command }` does not know { $text }.
cli-extra-word = “{ $text }” is one word too many for `{ $command }`.
cli-missing-argument = `{ $command }` still needs { $arguments }.
cli-missing-command = `{ $command }` still needs a command.
cli-missing-value = { $argument } has no value.
cli-conflict = { $argument } can't be used together with { $other }.
cli-twice = { $argument } is given twice.
cli-wrong-usage = `{ $command }` can't be written like this.
cli-did-you-mean = Did you mean { $guess }?
cli-see-help = See `{ $command } --help`.
cli-not-yet = `{ $command }` is not in this version yet.
cli-not-one-of = { $argument }: “{ $text }” is not known. Choose one of { $choices }.
cli-bad-value = { $argument }: { $why }
cli-unreadable = “{ $text }” can't be read.
cli-not-utf8 = One of the arguments is not UTF-8 text.
cli-path-not-json = The name { $path } is not UTF-8 text, so JSON cannot hold it unchanged. Run it without --json, or use another name.
cli-bad-number = “{ $text }” is not a whole number between { $low } and { $high }.
cli-bad-setting = “{ $text }” must be written KEY=VALUE, for example name="Dapur Ibu".
cli-bad-part = “{ $text }” must be written ORDER=AMOUNT, for example NAS3-017=50rb.
cli-io = The result can't be written: { $reason }.
cli-saved-all-the-same = The change itself is saved.
cli-no-data-folder = There is no data folder. Name the book's file with --book.
cli-backup-needs-file = A backup can't be shown on the screen. Name a file, or send it on: rekap backup - > copy.rekap
cli-restore-needs-file = Nothing comes in. Name a file, or send one: rekap restore - < copy.rekap
cli-restore-force = If that is what you mean, add --force; the current book is kept aside.
cli-binary-needs-file = This file is no text and can't be shown on screen. Name a file: -o rekap.xlsx.
cli-nothing-to-remove = A new order has no { $code } yet to take away.
cli-similar-payment = Like payment { $payment }: { $amount }, { $at }. It is recorded; if it is the same, `rekap pay void`.
cli-bad-handle = “{ $text }” must be written CHANNEL=NAME, for example ig=dapuribu.
cli-cleaned = Some characters were taken out; kept: “{ $text }”.
cli-undone = Undone: { $what } (change { $deed }, { $at })
cli-redone = Redone: { $what }
cli-was-undone = { $what } (undone)
cli-closed = { $po } is closed; tally v{ $version } is frozen.
cli-called-off = { $po } is cancelled{ $orders ->
    [0] .
    [one] , with one order.
   *[other] , with { $orders } orders.
}

# Column headings.
cli-col-name = Name
cli-col-phone = Phone
cli-col-zone = Zone
cli-col-dp-step = DP rounding
cli-col-backup-folder = Second backup folder
cli-col-method = Method
cli-col-code = Code
cli-col-price = Price
cli-col-cost = Cost
cli-col-id = No
cli-col-at = When
cli-col-what = What
cli-col-stage = Stage
cli-col-opens = Opens
cli-col-closes = Closes
cli-col-ready = Estimate
cli-col-dp = DP
cli-col-sold = Sold
cli-col-quota = Quota
cli-col-tier = Tier
cli-col-used = Used
cli-col-first = First
cli-col-until = Until
cli-col-left = Left
cli-col-product = Product
cli-col-orders = Orders
cli-col-owes = Balance due
cli-col-owed = To refund
cli-col-handles = Handles
cli-col-address = Address
cli-col-birthday = Birthday
cli-col-level = Price level
cli-col-note = Note
cli-late = late
cli-col-customer = Customer
cli-col-placed = Placed
cli-col-units = Pcs
cli-col-total = Total
cli-col-payment = Payment
cli-col-status = Status
cli-col-late = Late because
cli-col-cancelled = Cancelled because
cli-col-recipient = Recipient
cli-col-qty = Qty
cli-col-amount = Amount
cli-col-custom = Customization
cli-col-paid = Paid

cli-demo-needs-place = The sample shop needs a place: name a new file with --book, or run it in a terminal.
cli-demo-making = Making the sample shop: { $done } of { $total } …
cli-panic = Sorry, rekap stumbled at { $place }. What was saved is safe; please report this line.
cli-check-looking = Checking the book: { $done } of { $total } …
cli-check-ok = The book is sound.
cli-import-more = … and { $more } more.
cli-import-bad-rows = { $rows ->
    [one] One row
   *[other] { $rows } rows
} can't be read, so nothing was saved. Fix them, or skip them with --skip-bad.
cli-import-doubtful = { $rows ->
    [one] { $rows } row is
   *[other] { $rows } rows are
} doubtful, so nothing was saved. Mend the file, leave them out with --skip-bad, or take them as they stand with --take-doubtful.
cli-import-map-status = What the status "{ $status }" means isn't known: write in a file status wanted = { $status }, or status cancelled = { $status }, and give --map FILE.
cli-import-reading = Reading row { $rows } …
cli-import-saving = Saving order { $done } of { $total } …
cli-imported = { $orders ->
    [one] One order
   *[other] { $orders } orders
} taken in ({ $cancelled } cancelled), { $lines ->
    [one] one line
   *[other] { $lines } lines
}; { $products } new products, { $customers } new customers, { $known } orders were already there{ $changed ->
    [0] {""}
   *[other] , { $changed } of them changed
}. One `rekap undo` takes it all back.
cli-imported-nothing = No new orders: { $known ->
    [one] the one in this file is already there.
   *[other] all { $known } in this file are already there.
}
cli-import-update = { $orders ->
    [one] The order above can be changed as in the file
   *[other] The { $orders } orders above can be changed as in the file at once
}: again with --update.
cli-import-dry-run = { $orders ->
    [one] One order
   *[other] { $orders } orders
} would be taken in ({ $cancelled } cancelled), { $lines ->
    [one] one line
   *[other] { $lines } lines
}; { $known } orders are already there{ $changed ->
    [0] {""}
   *[other] , { $changed } of them would be changed
}. Nothing was saved.
cli-tally-stale = This PO was reopened after tally v{ $version }: what the kitchen has may be out of date. Send a new tally when it closes.
