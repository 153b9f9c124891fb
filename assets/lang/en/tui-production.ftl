# Production: the tally.
screen-produce-options = Size/colour
screen-produce-total = { $count } pcs in all
screen-produce-none = Nothing to make: no orders yet.
screen-produce-none-hint = { $key } goes to the orders
screen-produce-no-po = No PO yet.
screen-produce-no-po-hint = { $key } plans a PO
screen-produce-one-po = Choose one PO first.
screen-produce-no-version = No tally is frozen yet. { $key } freezes one after the PO has closed.
screen-produce-frozen = Tally v{ $version } is frozen
screen-produce-pick-version = Compare with tally
screen-produce-stale = reopened since: send a new tally after the close
