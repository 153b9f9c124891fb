# Beranda.
home-welcome = Welcome. A few steps to the first order; press Enter on the line with the arrow.
home-nothing = Nothing is waiting today. Press 2 then n for a new PO.
home-step-shop = Enter the shop's name and phone number
home-step-products = Add products to the catalogue
home-step-period = Make the first PO
home-step-offers = Choose what is on sale in it
home-step-open = Open the PO
home-step-order = Record the first order
home-orders = { $orders ->
        [one] { $orders } order
       *[other] { $orders } orders
    }, { $today } today
home-closed = closed, tally v{ $version }: send it to the kitchen · { $name }
home-closed-revised = send the kitchen a revision · the tally { $revision } · closed
home-production-revised = send the kitchen a revision · the tally { $revision } · in production
home-waiting = { $name } · { $stage }
home-production = { $name } · in production
home-ready = { $name } · ready to hand over
home-about-dp = DP
home-about-refund = Refund
home-about-owing = Bills
home-about-backup = Backup
home-past-deadline = { $count } orders past their DP deadline
home-no-dp = { $count ->
    [one] one order
   *[other] { $count } orders
 } without DP
home-waiting-orders = { $count ->
    [one] one order
   *[other] { $count } orders
 } on the waiting list
home-refunds = { $count } orders to refund, { $amount }
home-owing = { $count } orders not settled, { $amount }
home-about-messages = Messages
home-messages = { $count ->
    [one] { $count } message to send
   *[other] { $count } messages to send
}
