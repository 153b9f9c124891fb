# Importing orders from a table.
form-import = Import orders from a table · { $period }
form-import-path = File
form-import-path-hint = CSV, TSV, XLSX or ODS: type where it is, or drop the file here
form-import-bad = Unreadable rows
form-import-refuse = save nothing
form-import-skip = skip them
form-import-take = take doubtful ones as they stand
form-import-differing = Orders that differ
form-import-leave = leave them
form-import-change = change as in the file
form-import-change-hint = Ctrl-O to change these orders as in the file.
form-import-orders = Orders
form-import-known = Already there
form-import-all-known = No new orders: { $orders ->
    [one] the one in this file is already there.
   *[other] all { $orders } in this file are already there.
}
form-import-unreadable = { $rows } rows cannot be read. { $first } Fix them first, or press Ctrl-O to skip them.
form-map = What do the columns of { $file } hold?
form-map-none = (none)
form-map-name = Customer name
form-map-phone = Phone number
form-map-product = Product
form-map-variant = Variant
form-map-quantity = Quantity
form-map-price = Unit price
form-map-total = Total price
form-map-code = Code
form-map-reference = Order number
form-map-moment = When ordered
form-map-address = Address
form-map-note = Note
form-map-items = Items in words
form-map-goods = Which goods do the columns of { $file } hold?
form-map-column = Column
form-map-status = What do the statuses in { $file } mean?
form-map-status-word = Status
form-map-status-open = still doubtful
form-map-status-wanted = still wanted
form-map-status-cancelled = cancelled
form-map-no-goods = (not goods)
form-map-new-goods = new goods: { $name }

# A price list from a table.
form-price-list = Import a price list from a table
form-price-list-goods = Goods
