# The waiting list, places, and when an order begins to count.
did-waitlist-order = Order { $order } of { $customer } put on the waiting list, { $total }
did-place-unconfirmed = Order { $order } of { $customer } recorded, waiting for its down payment, { $total }
did-serve-order = Order { $order } of { $customer } served from the waiting list, { $total }
did-and-served = { $deed }; served from the waiting list: { $orders }
did-pay-confirms = { $amount } received from { $customer }, { $order } is confirmed
did-pay-waits = { $amount } received from { $customer }, but no place is left: { $order } goes to the waiting list

refusal-order-counts = Order { $order } counts already, it is not waiting.

cli-waits = { $order } is on the waiting list, place { $place }.
cli-unconfirmed = { $order } is not confirmed until its down payment of { $amount } arrives.
cli-needs-no-waiting = There is room: { $order } is placed, no waiting list needed.
cli-col-overbook = Overbooked because

cli-cmd-order-serve = Serve an order from the waiting list
cli-arg-overbook = why it is accepted although the quota is full
cli-arg-waitlist = when the quota is full, put it on the waiting list
cli-arg-keep-by = what confirms an order: its being saved, or its down payment

home-about-deficit = Quota
home-about-waitlist = Waiting list
home-deficit = { $period }: { $over } sold over the quota ({ $codes })
home-waitlist-fits = { $count } waiting orders fit now

orders-waitlist = Waiting list
orders-unconfirmed = Waiting for DP
orders-released = released
orders-mark-waiting = waits { $place }
orders-mark-unconfirmed = no DP yet
