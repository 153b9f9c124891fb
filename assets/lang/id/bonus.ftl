# Bonus untuk pesanan pertama.
noun-bonus = bonus
