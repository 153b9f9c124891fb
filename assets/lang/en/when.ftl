# Dates and times as typed (rule 61).
when-empty = There is no date.
when-unreadable = “{ $text }” is not a date. Examples: 15/2, 15 feb 2026, tomorrow, saturday, +7.
when-no-such-day = There is no day “{ $text }”.
when-no-such-time = There is no such time in “{ $text }”. Example: 23:59.
when-backwards = “{ $text }” ends before it starts.
when-zone = “{ $text }” is not a time zone. Choose WIB, WITA or WIT.

# Countdowns.
countdown-days = { $n ->
    [one] { $n } day left
   *[other] { $n } days left
}
countdown-hours = { $n ->
    [one] { $n } hour left
   *[other] { $n } hours left
}
countdown-minutes = { $n ->
    [one] { $n } minute left
   *[other] { $n } minutes left
}
countdown-soon = any moment now
countdown-past-days = { $n ->
    [one] { $n } day past
   *[other] { $n } days past
}
countdown-past-hours = { $n ->
    [one] { $n } hour past
   *[other] { $n } hours past
}
countdown-past-minutes = { $n ->
    [one] { $n } minute past
   *[other] { $n } minutes past
}
countdown-past-just = just past
