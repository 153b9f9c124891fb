# What is wrong when the book is looked over.
check-integrity = The file is damaged: { $detail }.
check-foreign-key = { $subject } points to something that is not there.
check-order-total = The total of { $subject } differs from its items and charges.
check-order-unsummed = { $subject } has no total.
check-below-zero = The total of { $subject } is below Rp0.
check-order-paid = What is paid on { $subject } differs from its payments.
check-overallocated = The parts of payment { $subject } are more than the payment.
check-reversal = The reversal { $subject } differs from the payment it reverses.
check-offer-sold = The units sold of { $subject } differ from its orders.
check-tier-used = The units used of the price { $subject } differ from its orders.
check-period-sold = The figures of PO { $subject } differ from its orders.
check-phone-twice = Two customers have the number { $subject }.
check-bonus-given = The number of the bonus { $subject } given differs from its orders.
check-package-parts = The parts of a package in order { $subject } do not fit the package.
check-waiting-holds = Order { $subject } is on the waiting list and holds places.
