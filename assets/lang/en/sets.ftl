# Sets of one of each variant, and variants that are dropped from a PO.
cmd-drop-offer = drop
cmd-drop-offer-help = Drop this variant of the PO: the shop cancels its lines, the rest of the orders stands
cmd-also-drop-offer = cancel variant minimum not reached remove
form-drop = Drop { $variant } from the PO
form-drop-hint = Why? For example: fewer than 12
member-sets = { $complete ->
    [one] { $complete } full set
   *[other] { $complete } full sets
}
member-sets-open = { $complete ->
    [one] { $complete } full set, still open { $open }
   *[other] { $complete } full sets, still open { $open }
}
period-member-sets = Sets
form-offer-set = A set is
form-offer-set-own = of this variant
form-offer-set-each = one of each variant
