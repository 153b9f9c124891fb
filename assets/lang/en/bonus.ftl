# Bonuses for the first orders.
noun-bonus = bonus
