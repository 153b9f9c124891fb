# Set berisi satu dari tiap varian, dan varian yang dibuang dari PO.
cmd-drop-offer = buang
cmd-drop-offer-help = Buang varian ini dari PO: isinya dibatalkan toko, pesanan lainnya tetap
cmd-also-drop-offer = batal varian minimum tidak tercapai hapus
form-drop = Buang { $variant } dari PO
form-drop-hint = Kenapa? Misalnya: kurang dari 12
member-sets = { $complete } set lengkap
member-sets-open = { $complete } set lengkap, masih kurang { $open }
period-member-sets = Set
form-offer-set = Satu set
form-offer-set-own = varian ini sendiri
form-offer-set-each = satu dari tiap varian
