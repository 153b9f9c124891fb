# Files that are read in.

intake-file-missing = There is no file { $file }.
intake-file-denied = { $file } may not be read. Check its permissions.
intake-file-reading = { $file } could not be read to its end. Copy it to this computer first, then try again.
intake-not-a-table = { $file } is not a table. CSV, TSV, XLSX and ODS can be read.
intake-old-workbook = { $file } is an old XLS workbook. Save it as XLSX or CSV and try again.
intake-locked-workbook = { $file } is locked with a password. Open it with the password, save it without one and try again.
intake-bad-workbook = { $file } cannot be opened as XLSX or ODS: damaged, locked with a password, or another format. Save it again as XLSX or CSV.
intake-empty = { $file } is empty.
intake-too-large = { $file } is too large (the limit is { $limit } MB). Split it into several files.
intake-too-many-cells = { $file } holds too many cells or too much text for a table. Split it into several files.
intake-other-sheets = Only the sheet { $sheet } was read; { $others } was not. If what it holds is wanted too, save each sheet as a file of its own.
intake-several-sheets = { $file }: it isn't clear which sheet holds the orders ({ $sheets }). Choose one with --sheet NAME, an import for each.
intake-hidden-rows = { $rows } rows that are hidden in this file were read as well.
intake-no-titles = The columns have no titles: one was read as the names, the other as the orders.
intake-hidden-columns = Hidden columns of this file were read as well: { $columns }.
intake-spool = { $file } can't be kept while it is read: the temporary folder is full or can't be written to. Make room on the disk, then try again.
intake-encoding = { $file } row { $row } column { $column }: a letter there is broken. Fix that cell, then save again as CSV UTF-8.
intake-merged = { $file }: the cells of column { $column } in rows { $row } to { $last } are merged. Unmerge them and fill in each row.
intake-open-quote = { $file } row { $row }: a quotation mark (") is opened and never closed. Close it or delete it.
intake-row-too-long = { $file } row { $row }: too long for a table (at most 1,000 columns). Delete the columns that are not used.
intake-only-header = { $file } has column titles and nothing below them.
intake-too-many-rows = { $file } has more than { $limit } rows. Split it into several files.

intake-missing-who = { $file }: there is no column for order number or name. Columns seen: { $seen }.
intake-missing-what = { $file }: there is no column for product code or name. Columns seen: { $seen }.
intake-missing-quantity = { $file }: there is no column for quantity. Columns seen: { $seen }.
intake-missing-who-what = { $file }: there is no column for order number or name, and none for product code or name. Columns seen: { $seen }.
intake-missing-who-quantity = { $file }: there is no column for order number or name, and none for quantity. Columns seen: { $seen }.
intake-missing-what-quantity = { $file }: there is no column for product code or name, and none for quantity. Columns seen: { $seen }.
intake-missing-all = { $file }: there is no column for order number or name, none for product code or name, and none for quantity. Columns seen: { $seen }.
intake-column-twice = { $file }: there are two columns { $column } ({ $first } and { $second }). Delete or rename one of them.
intake-quantity-undecided = { $file }: the columns "{ $first }" and "{ $second }" may both be the quantity. Say which one is.

# What stands before each of the following.
intake-at-row = Row { $row }, column { $column }: { $problem }
intake-row-short = only { $have } columns where there should be { $want }: a separator may be missing.
intake-row-long = { $have } columns where there should be { $want }: there may be a separator too many.
intake-no-customer = customer name and order number are blank. Fill in one of them.
intake-no-product = the product is blank. Fill in its code or name.
intake-other-customer = order { $order } is in the name of { $name } in row { $other }. One order number belongs to one person.
intake-formula = it is a formula whose value was never stored. Open and save it in a spreadsheet, or type the value.
intake-formula-failed = it is a formula that failed ({ $value }). Fix the formula, or type what belongs there.
intake-phone-shortened = a spreadsheet has shortened the number to "{ $value }" and its digits are lost. Make the column Text in the original file and save again, or clear the cell.
intake-quantity-empty = the quantity is blank.
intake-quantity-unreadable = "{ $value }" is not a quantity. Write a number, such as 2.
intake-quantity-fraction = the quantity "{ $value }" is not whole. Write a whole number.
intake-quantity-not-positive = the quantity "{ $value }" must be at least 1.
intake-quantity-too-many = the quantity "{ $value }" is too large, at most { $limit }.
intake-quantity-ambiguous = the quantity "{ $value }" can be read in two ways. Write it without dots and commas, such as { $plain }.
intake-price-fraction = the price "{ $value }" is not whole. Write whole rupiah.
intake-price-negative = the price "{ $value }" must not be below zero.
intake-moment-unreadable = "{ $value }" is not a date. Write for example 15/02/2026 10:30.
intake-dates-mixed = month first, while row { $other } has the day first. Write all dates as day/month/year.
intake-number-shortened = the spreadsheet has shortened the number "{ $value }" and lost its digits. Make the column Text in the original file and save it again.
intake-unit-unknown = the unit in "{ $value }" can't be counted in pieces. Write the number of pieces, such as 2 or 1 lusin.
intake-units-differ = the unit "{ $value }" is another than the one in the column's title. Make them agree first.
intake-price-damaged = the price "{ $value }" seems to be thousands that a spreadsheet damaged. Write it in full, such as 60.000.
intake-price-thousands = the column's title says thousands, but "{ $value }" is in the thousands already. Make title and cell agree.
intake-price-small = the price "{ $value }" is too small: it usually is { $usual }. It may be written in thousands.
intake-price-differs = { $goods } costs { $usual }, not { $said }. Make them agree first.
intake-quantity-is-price = "{ $value }" is the price of one, not how many. Write how many.
intake-free-unreadable = "{ $value }" says no reason why it is free. Write why, such as endorse, or leave it empty.
intake-price-of-pack = the price "{ $value }" may be for one piece or for { $pieces }. Write the price of one.
intake-clock-unreadable = "{ $value }" is not a time. Write one such as 10.30.
intake-other-po = this row belongs to the PO { $other }, and the orders go into { $period }.
intake-status-unknown = the status "{ $status }" isn't known: still wanted, or cancelled?
intake-status-against = "{ $status }" doesn't go with an order that stands. Make sure first.
intake-remark-against = "{ $text }" may change or cancel this order ({ $phrase }). Make sure first.
intake-struck = this row is struck through. Make sure first whether it is still wanted.
intake-hidden-row = this row is hidden in the file. Make sure first whether it is still wanted.
intake-trial = the name "{ $name }" seems to be a trial of the form and no order.
intake-not-a-customer = "{ $name }" seems to be no customer but a row about the goods.
intake-comment = there is a comment on a cell: "{ $text }". Make sure first.
intake-coloured = its colour means "{ $legend }" by the legend in the file. Make sure first.
intake-red = this row is red and no legend says why. Make sure first whether it is still wanted.
intake-double = the same as row { $other }: sent twice, or ordered once more?
intake-corrected = the same person ordered these goods minutes before in row { $other }: instead, or besides?
intake-total-contradicts = the total { $total } doesn't fit: the goods are { $goods }, shipping { $shipping }. Make them agree first.
intake-goods-each = "{ $counted }" may be the number of all or of each. Write it as 2 nastar, 2 kastengel.
intake-goods-which = { $product } has several variants ({ $known }). Say which one.
intake-goods-no-variant = there is no variant "{ $value }" of { $product }. There are: { $known }.
intake-goods-maybe = "{ $value }" may be { $goods } or something new. Write its exact name, or teach it: rekap alias add "{ $value }" { $code }.
intake-goods-code-name = the code { $code } is { $goods }, but the name is { $other }. Fix one of them.
intake-goods-code-unknown = the code { $code } isn't known and has no name. Write the name of the goods.

intake-cleaned = hidden characters were taken out.
intake-line-cancelled = { $product } has the status { $status } and was left out; the order's other items stand.

intake-map-not-text = { $file } is not a mapping: it is not UTF-8 text, or far too long. Write a text file with one field a line, such as name = Ordered by, and save it as UTF-8.
intake-map-line = Line { $line }: "{ $text }" is not a mapping. Write field = column title, for example name = Ordered by.
intake-map-field = Line { $line }: there is no field "{ $field }". There are: name, phone, address, order no, date, code, product, variant, qty, price, status, note, custom, channel.
intake-map-twice = Line { $line }: "{ $field }" is mapped on another line already.
intake-map-title = { $file }: there is no column "{ $column }" as the mapping says. Columns seen: { $seen }.

# The message of an order form.
intake-form-changed = The code at the end of the message does not match: something changed after the form wrote it. Check with the customer.
intake-form-cut-short = This form message is cut short: the Code line at its end is missing. Ask for it again, whole.
intake-form-unreadable = The line "{ $line }" is not known in a form message. It may come from another version; enter the order by hand.

# Table notes.
intake-explains = this row explains the columns and was skipped.
intake-prices = this row holds the prices and was skipped.
intake-replaces = this row replaces row { $other }, which was left out.
intake-adds-up = this row adds up those above it and was skipped.
intake-header-again = the titles of the columns once more, so the row is skipped.
intake-remark = this is not an order row and was skipped.
intake-windows-1252 = The letters of this file are not UTF-8; they were read as Windows-1252. Check names with accents.
intake-dates-by-custom = Dates such as { $date } were read day/month, as is usual in Indonesia: no row tells.
intake-totals-left = The totals of { $lines } rows can't be turned into unit prices; the PO's prices were taken.
intake-above = { $rows ->
    [one] { $rows } row
   *[other] { $rows } rows
} above the titles of the columns skipped.
intake-packs = The contents of { $rows ->
    [one] { $rows } row are
   *[other] { $rows } rows are
} read as how many pieces a pack holds, not as a least order.
intake-goods-by-part = "{ $value }" is read as { $goods }.
intake-goods-by-name = The code { $code } isn't known; it is read as { $goods } by its name.
intake-goods-by-zeros = The code { $code } is read as { $known } ({ $goods }): it lost its zeros.
cli-import-would = Would be made: { $customer }: { $items } = { $total }
cli-import-would-cancelled = Would be made (cancelled): { $customer }: { $items } = { $total }
cli-import-more-orders = … and { $more } more orders
did-import-goods = Catalogue from a table: { $goods } goods new or changed
import-no-price = { $product } in row { $row } is new and needs a price.
import-unpriced = New goods without a price in this table, counted as Rp0: { $names }. If they are not free, fill in the price column or add them to the catalogue first.
import-differs-cancelled = Row { $row }: { $order } ({ $customer }) is cancelled in the file now, but stands in the book.
import-change-cancelled = Cancel it: rekap order cancel { $order } --why "cancelled in the file".
import-differs-amount = Row { $row }: { $order } ({ $customer }) is known with other prices: { $had } in the book, { $said } in the file.
import-differs-goods = Row { $row }: { $order } ({ $customer }) is known and differs now: the book has { $had }, the file { $said }.
import-change-goods = Change it: rekap order edit { $order } { $items }.
import-twice = { $product } is in rows { $first } and { $row } with different contents. Delete one of them.
intake-no-goods = { $file }: there is no column for product and price. Columns seen: { $seen }.
cli-goods-imported = { $added } goods new, { $changed } changed, { $same } the same already.
cli-goods-dry-run = Would make { $added } goods new and change { $changed }; { $same } are the same already. Nothing was saved.
cli-cmd-product-import = Import a price list (CSV, TSV, XLSX, ODS); how many are new or changed is printed
cli-import-map-hint = Say what the columns hold: write it into a file, such as { $field } = { $column }, and give --map FILE.
cli-import-map-goods = Name the goods with --map FILE: product { $code } = { $column }, or - = { $column } where it is no order.

# Goods side by side, and orders in words.
intake-goods-near = { $file }: the column "{ $column }" may be { $goods }, but that is not certain.
intake-goods-none = { $file }: the column "{ $column }" holds quantities, but no goods have that name.
intake-goods-count = this column counts { $counted } pcs, while { $units } pcs are ordered. Make them agree first.
intake-goods-words = the order "{ $value }" cannot be read. Write quantities and names, such as 2 nastar, 1 kastengel.
intake-goods-nothing = nothing is ordered here, so it was skipped.
intake-goods-ticked = { $items } choices without a quantity were taken as one each.
intake-goods-assumed = { $items } items were read with something assumed: { $first }
intake-columns-left = Columns that were not read: { $columns }.

# Tables that are no orders.
intake-report-income = { $file } seems to be a marketplace's income report, not a list of orders. Download the list of orders (for example Order.all of Shopee).
intake-report-fees = { $file } seems to be a marketplace's fee statement, not a list of orders. Download the list of orders.
intake-report-parcels = { $file } seems to be a courier's list of parcels, not a list of orders. What can be imported here is a list of orders.
intake-report-bookings = { $file } seems to be a list of bookings to be sent in advance, not a list of orders. Download the list of orders (Order.all).
intake-report-qris = { $file } seems to be a list of QRIS payments, not a list of orders. Payments are recorded under Payments.
intake-report-statement = { $file } seems to be a statement of an account or a balance, not a list of orders. Payments are recorded under Payments.
intake-report-price-list = { $file } seems to be a price list, not a list of orders. Take it in under Catalogue, or with rekap product import.
intake-report-orders = { $file } seems to be a list of orders, not a price list. Take it in under Orders, or with rekap order import.
intake-returned = { $units } pcs came back. Write how many still count; the refund is recorded under Payments.
