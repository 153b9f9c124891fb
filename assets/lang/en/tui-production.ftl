# Production: the tally.
screen-produce-options = Size/colour
screen-produce-title-frozen = Production · frozen tally v{ $version }
screen-produce-back = { $key }/{ $back }: back to now
screen-produce-total = { $sold } in all
screen-produce-since = now, compared with v{ $version }
screen-produce-frozen-at = frozen { $at }
screen-produce-freeze-title = Freeze the tally?
screen-produce-freeze = The tally of { $period } as it is now, { $sold }, is frozen as v{ $version }. A frozen version can't be undone.
screen-produce-same = Nothing has changed since tally v{ $version }.
screen-produce-who = { $goods }: { $orders ->
        [one] { $orders } order
       *[other] { $orders } orders
    }, { $sold }
screen-produce-none = Nothing to make: no orders yet.
screen-produce-none-hint = { $key } goes to the orders
screen-produce-no-po = No PO yet.
screen-produce-no-po-hint = { $key } plans a PO
screen-produce-one-po = Choose one PO first.
screen-produce-no-version = No tally is frozen yet. { $key } freezes one after the PO has closed.
screen-produce-frozen = Tally v{ $version } is frozen
screen-produce-pick-version = Which tally?
screen-produce-stale = reopened since: send a new tally after the close
