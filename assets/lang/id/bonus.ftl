# Bonus untuk pesanan pertama.
noun-bonus = bonus
field-bonus = Nama bonus
field-first-orders = Untuk berapa pesanan
did-set-bonus = Bonus { $label } di PO { $code } { $name } diatur
did-archive-bonus = Bonus { $label } di PO { $code } { $name } dihentikan
