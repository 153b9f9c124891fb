# Bonuses for the first orders.
noun-bonus = bonus
field-bonus = Name of the bonus
field-first-orders = For how many orders
did-set-bonus = Bonus { $label } of PO { $code } { $name } set
did-archive-bonus = Bonus { $label } of PO { $code } { $name } ended
