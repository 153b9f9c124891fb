# Around the screens: notices, questions, forms.
tui-saved = { $what } · { $key } undo
tui-saved-in-form = { $what } · { $back } then { $key } undo
tui-unchanged = Nothing changed
tui-copied = Copied: { $what }. Ready to paste into WhatsApp
tui-copied-first = Copied: { $what }. Ready to paste into WhatsApp · empty? This terminal cannot copy
tui-copied-text = { $title }
tui-copied-bills = the bills for { $name }
tui-copied-order = the summary of { $order } for { $customer }
tui-copy-one = The text is for one customer: mark a single row.
tui-paste-ignored = Paste ignored. A chat: paste it on Orders ({ $key }); other text: in its field.
tui-working-po = Active PO: { $period }
tui-orders-of = { $orders }/{ $cap } orders
tui-no-more-periods = No other PO that way
tui-nothing-found = Nothing found
tui-nothing-to-choose = Nothing to choose yet
tui-help-title = Help
tui-palette-title = Commands
tui-palette-where = { $place }: { $key } · { $what }
tui-undo-title = Undo?
tui-undo-question = The last change was made { $at }: { $what }. Undo it anyway?
tui-undo-question-elsewhere = The last change was made { $at } in another window: { $what }. Undo it anyway?
tui-undone = Undone: { $what } · { $key } redo
tui-redone = Redone: { $what }
tui-discard-title = Discard?
tui-discard-question = What you typed is not saved. Discard it and go back?
tui-conflict-title = { $field }: two answers
tui-conflict-text = Since this form was opened, { $field } was also changed in another window. Which one counts?
tui-conflict-mine = Mine
tui-conflict-theirs = Saved
tui-conflict-empty = (empty)
form-archived = { $name } was archived in another window just now. Save again to change it anyway.
form-period-over = PO { $code } is { $stage } by now. Save again to change it anyway.
form-offer-withdrawn = { $name } was taken off sale in another window just now. Save again to change it anyway.
form-pass-whose = Order { $order } belongs to { $customer } by now. Save again to pass it on anyway.
tui-amount-in-percent = percent?
tui-amount-in-thousands = in thousands?
tui-amount-as-typed = just this
tui-field-required = Must be filled in
tui-choice-dropped = “{ $text }” is none of the choices: dropped, it stays “{ $option }”.
tui-block-hint = Enter new line · Ctrl-S save
tui-choice-unmatched = “{ $text }” is none of the choices. Choose with ←/→.
tui-more-suggestions = +{ $count } more
tui-more-fields = { $key }: { $count } more { $count ->
    [one] field
   *[other] fields
    }
