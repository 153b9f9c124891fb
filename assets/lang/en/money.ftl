# Amounts as typed (rule 60).
money-empty = The amount is missing.
money-unreadable = “{ $text }” is not an amount. Examples: 125000, 125k, 1,5jt.
money-ambiguous = “{ $text }” can be read in two ways. Do you mean { $readings }?
money-too-large = The amount is too large, at most { $limit }.
money-percent = “{ $text }” is not a percentage. Write up to 100%, for example 10% or 12.5%.
money-thousands = { $digits }k
money-millions = { $digits }m
money-billions = { $digits }bn
