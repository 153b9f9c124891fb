# What was done, for the history.
did-set-shop = Settings of the shop { $name } saved
did-restored-book = Book restored from { $copy }; the one it replaced is kept in { $kept }
did-restored-lost-book = Lost book restored from { $copy }
did-add-account = Account { $name } added
did-archive-account = Account { $name } archived
did-restore-account = Account { $name } in use again
did-edit-account = Account { $name } changed

did-add-product = Product { $code } { $name } added
did-edit-product = Product { $code } { $name } changed
did-archive-product = Product { $code } { $name } archived
did-add-variant = Variant { $code } { $name } added
did-edit-variant = Variant { $code } changed

did-add-period = PO { $code } { $name } created
did-edit-period = PO { $code } { $name } changed
did-clone-period = PO { $code } copied from { $from }
did-open-period = PO { $code } { $name } opened
did-close-period = PO { $code } { $name } closed, tally v{ $version } frozen
did-reopen-period = PO { $code } { $name } reopened
did-start-production = Production of PO { $code } { $name } started
did-mark-ready = PO { $code } { $name } ready
did-finish-period = PO { $code } { $name } finished
did-cancel-period = { $orders ->
    [one] PO { $code } { $name } cancelled with { $orders } order
   *[other] PO { $code } { $name } cancelled with { $orders } orders
}
did-set-offer = { $variant } in PO { $code } { $name } saved
did-set-tier = Price { $label } of { $variant } in PO { $code } { $name } saved
did-archive-tier = Price { $label } of { $variant } in PO { $code } { $name } ended
did-withdraw-offer = { $variant } taken off sale in PO { $code } { $name }
did-restore-offer = { $variant } on sale again in PO { $code } { $name }
did-set-quota = Quota of { $product } in PO { $code } { $name } changed

did-add-customer = Customer { $name } added
did-edit-customer = { $name }’s details changed
did-merge-customers = { $from } merged into { $into }

did-place-order = Order { $order } of { $customer } recorded, { $total }
did-edit-order = Order { $order } of { $customer } changed
did-charge-order = Charge of { $order } saved: { $kind } { $amount }
did-uncharge-order = Charge of { $order } removed: { $kind }
did-cancel-order = Order { $order } of { $customer } cancelled
did-import-orders = { $orders ->
    [one] { $orders } order imported into PO { $period }
   *[other] { $orders } orders imported into PO { $period }
}
did-import-orders-changed = { $orders ->
    [one] { $orders } order imported into PO { $period }, { $changed } known changed
   *[other] { $orders } orders imported into PO { $period }, { $changed } known changed
}

did-pay = { $amount } received from { $customer } for { $order }
did-pay-many = { $payments ->
    [one] { $payments } payment recorded
   *[other] { $payments } payments recorded
}
did-claim = { $customer } says { $amount } was sent for { $order }
did-refund = { $amount } refunded to { $customer } for { $order }
did-pay-customer = { $amount } received from { $customer }
did-pay-bills = { $amount } received from { $customer } for { $orders }
did-refund-customer = { $amount } refunded to { $customer }
did-allocate-credit = { $amount } of { $customer }’s credit used for { $order }
did-void-payment = Payment { $payment } of { $amount } voided
