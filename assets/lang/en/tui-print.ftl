# Printing from the screens: labels, notas, delivery notes, packing lists.
cmd-print-papers = print
cmd-print-papers-help = Print labels, notas with delivery notes, or packing lists into a file; of the marked rows, or the selected one
cmd-also-print-papers = label tracking nota receipt invoice delivery note packing list pdf thermal paper

print-title = { $orders ->
    [one] Print for one order
   *[other] Print for { $orders } orders
 }
print-title-parcel = Print for parcel { $parcel }
print-title-parcels = Print for { $parcels } parcels
form-print = { $papers } · { $of }
form-print-nota = Nota (and the delivery note of each recipient)
form-print-orders = { $orders ->
    [one] one order
   *[other] { $orders } orders
 }
form-print-parcels = { $parcels } parcels
form-print-more = and { $more } more
form-print-paper = Paper
form-print-a4 = A4
form-print-80mm = 80 mm roll
form-print-58mm = 58 mm roll
form-print-as = For
form-print-pdf = PDF
form-print-escpos = a receipt printer (ESC/POS)
form-print-used = Already used
form-print-used-hint = How many labels of the first sheet are used already; empty: the sheet is whole
form-print-not-noted = The paper can't be remembered: { $why }
form-export-told = To be checked
