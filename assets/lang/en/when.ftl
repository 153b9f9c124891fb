# Dates and times as typed (rule 61).
when-empty = The date is missing.
when-unreadable = “{ $text }” is not a date. Examples: 15/2, 15 feb 2026, tomorrow, saturday, +7.
when-no-such-day = There is no day “{ $text }”.
when-no-such-time = There is no such time in “{ $text }”. Example: 23:59.
when-backwards = “{ $text }” ends before it starts.
when-zone = “{ $text }” is not a time zone. Choose WIB, WITA or WIT.

# Countdowns.
countdown-days = { $n ->
    [one] in { $n } day
   *[other] in { $n } days
}
countdown-hours = { $n ->
    [one] in { $n } hour
   *[other] in { $n } hours
}
countdown-minutes = { $n ->
    [one] in { $n } minute
   *[other] in { $n } minutes
}
countdown-now = now
countdown-soon = any moment now
countdown-past-days = { $n ->
    [one] { $n } day ago
   *[other] { $n } days ago
}
countdown-past-hours = { $n ->
    [one] { $n } hour ago
   *[other] { $n } hours ago
}
countdown-past-minutes = { $n ->
    [one] { $n } minute ago
   *[other] { $n } minutes ago
}
countdown-past-just = just now
when-today = today { $clock }
when-yesterday = yesterday { $clock }
