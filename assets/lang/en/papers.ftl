# Invoice, labels, packing lists.

papers-nota = Invoice
papers-delivery = Delivery note
papers-for = For
papers-period = PO
papers-date = Date
papers-wanted = Hand-over
papers-status = Payment
papers-number = No.
papers-goods = Goods
papers-qty = Quantity
papers-unit = Price
papers-amount = Amount
papers-total = Total
papers-paid = Paid
papers-balance = Balance due
papers-surplus = Overpaid
papers-pay = Pay to
papers-note = Note

papers-labels = Shipping labels
papers-recipient = TO
papers-sender = FROM
papers-from = From: { $who }
papers-contents = CONTENTS
papers-cod = COD { $amount }
papers-no-cod = NON-COD
papers-units = { $n } pcs
papers-weight = { $n } g
papers-fragile = FRAGILE – HANDLE WITH CARE
papers-card = Card: “{ $text }”
papers-on-behalf = { $who } for { $recipient }

papers-packing-order = Packing list by order
papers-packing-product = Packing list by product
papers-packing-route = Delivery list by route

papers-test-scale = Print at 100%, not “fit to page”

papers-nothing = There is nothing to print yet.
papers-too-long = Order { $order } does not fit on label { $paper }, not even in the smallest letters ({ $size } pt). Use a larger label or shorten the address.
papers-unknown = There is no paper “{ $name }”. There are: { $known }.
papers-not-for = Paper { $paper } is for labels only. Use a4, 80mm or 58mm.
papers-skip = This sheet has { $labels } labels, so it can't begin after { $used } used ones.
papers-lost-pictures = { $order }: { $signs } can't be printed and is left out.
papers-lost-letters = { $order }: the letters { $signs } are not in the printed font. Check the paper.
papers-no-bars = { $order }: tracking number { $resi } is printed without a bar code, because the label is too small or the number can't be one.

papers-sheets-unreadable = List of label sheets: line { $line } can't be read as CSV.
papers-sheets-column = The list of label sheets has no column { $column }.
papers-sheets-cell = List of label sheets, line { $line }: “{ $found }” is nothing for column { $column }. Write a number of millimetres, such as 63.5.
papers-sheets-outside = List of label sheets, line { $line }: the labels of { $code } stick out of their sheet or lie on each other. Check sizes, margins and steps.
papers-sheets-twice = List of label sheets, line { $line }: code { $code } is used by another line.
