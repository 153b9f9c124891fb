# Sentences of the command line.
cli-unknown-command = `{ $command }` has no command "{ $text }".
cli-unknown-flag = `{ $command }` does not know { $text }.
cli-extra-word = "{ $text }" is one word too many for `{ $command }`.
cli-missing-argument = `{ $command }` still needs { $arguments }.
cli-missing-command = `{ $command }` still needs a command.
cli-missing-value = { $argument } has no value.
cli-conflict = { $argument } can't be used together with { $other }.
cli-wrong-usage = `{ $command }` can't be written like this.
cli-did-you-mean = Did you mean { $guess }?
cli-see-help = See `{ $command } --help`.
cli-not-yet = `{ $command }` is not in this version yet.
cli-not-one-of = { $argument }: "{ $text }" is not known. Choose one of { $choices }.
cli-bad-value = { $argument }: { $why }
cli-unreadable = "{ $text }" can't be read.
cli-not-utf8 = One of the arguments is not UTF-8 text.
cli-bad-number = "{ $text }" is not a whole number between { $low } and { $high }.
cli-bad-setting = "{ $text }" must be written KEY=VALUE, for example name="Dapur Ibu".
cli-bad-part = "{ $text }" must be written ORDER=AMOUNT, for example NAS3-017=50rb.
cli-io = The result can't be written: { $reason }.
cli-no-data-folder = There is no data folder. Name the book's file with --book.
