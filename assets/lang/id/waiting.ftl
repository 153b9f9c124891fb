# Waiting list, slot, dan kapan pesanan mulai dihitung.
did-waitlist-order = Pesanan { $order } dari { $customer } masuk waiting list, { $total }
did-place-unconfirmed = Pesanan { $order } dari { $customer } dicatat, menunggu DP, { $total }
did-serve-order = Pesanan { $order } dari { $customer } masuk dari waiting list, { $total }
did-and-served = { $deed }; dari waiting list masuk { $orders }
did-pay-confirms = { $amount } diterima dari { $customer }, { $order } jadi pasti
did-pay-waits = { $amount } diterima dari { $customer }, tapi slot sudah penuh: { $order } masuk waiting list
form-cancel-lets-in = ! Dari waiting list masuk { $order } { $customer }: { $goods }
form-cancel-lets-in-more = ! dan { $count } pesanan lain

refusal-order-counts = Pesanan { $order } sudah dihitung, tidak sedang menunggu.

cli-waits = { $order } masuk waiting list, urutan ke-{ $place }.
cli-unconfirmed = { $order } belum pasti sampai DP { $amount } masuk.
cli-needs-no-waiting = Masih ada tempat: { $order } langsung dicatat, tidak perlu waiting list.
cli-col-overbook = Melebihi kuota karena

cli-cmd-order-serve = Masukkan pesanan dari waiting list
cli-arg-overbook = alasan menerima walau kuota penuh
cli-arg-waitlist = kalau kuota penuh, masukkan ke waiting list
cli-arg-keep-by = kapan slot dikunci: langsung saat dicatat, atau setelah DP

home-about-deficit = Kuota
home-about-waitlist = Waiting list
home-deficit = { $period }: terjual { $over } di atas kuota ({ $codes })
home-waitlist-fits = { $count } pesanan di waiting list sekarang muat

orders-waitlist = waiting list
orders-unconfirmed = menunggu DP
orders-released = dilepas
orders-mark-waiting = waiting list { $place }
orders-mark-unconfirmed = tunggu DP

# Lewat batas DP: dilepas, dibebaskan, diundur.
release-why = DP tidak masuk sampai batasnya
did-release-order = Pesanan { $order } dari { $customer } dilepas karena lewat batas DP
did-release-orders = { $orders } pesanan dilepas karena lewat batas DP
did-waive-down-payment = DP { $order } dari { $customer } dibebaskan
did-postpone-down-payment = DP { $order } dari { $customer } ditunggu sampai { $until }
refusal-not-past-deadline = { $order } tidak lewat batas DP, jadi tidak bisa dilepas. Kalau memang tidak jadi, batalkan pesanannya.
refusal-deadline-passed = Batas DP { $until } sudah lewat. Isi waktu yang akan datang.
refusal-order-waits = { $order } masih di waiting list: belum ada DP yang ditagih.
cli-released = { $count } pesanan dilepas karena lewat batas DP.

# Terjual melebihi kuota.
deficit-variant = { $code } terjual { $sold } dari kuota { $quota }, kelebihan { $over }
deficit-product = Semua varian { $code } terjual { $sold } dari kuota { $quota }, kelebihan { $over }
deficit-period = PO { $code } terjual { $sold } dari kuota { $quota }, kelebihan { $over }
deficit-orders = PO { $code } ada { $sold } pesanan dari batas { $quota }, kelebihan { $over }
cli-col-deficit = Kelebihan

# Slot yang disisihkan untuk satu kanal.
field-reservation = Jumlah yang disisihkan
did-reserve = { $units } pcs di PO { $code } { $name } disisihkan untuk { $channel }
did-give-back = Sisa slot { $channel } di PO { $code } { $name } dikembalikan untuk semua
reservation-kept = { $channel } { $variant } { $units } pcs, terpakai { $used }
reservation-given-back = { $channel } { $variant } { $units } pcs, terpakai { $used }, sisanya sudah dikembalikan
refusal-quota-kept = { $full } Disisihkan untuk kanal lain: { $kept }.
quota-kept-for = { $channel } { $units }
quota-kept-and = { $before }, { $one }
refusal-no-quota-to-reserve = { $code } belum punya kuota, jadi belum ada yang bisa disisihkan. Isi kuotanya dulu.
refusal-nothing-reserved = Tidak ada yang disisihkan untuk { $channel } di PO { $period }.
cli-col-reserved = Disisihkan

cli-cmd-order-release = Lepas pesanan yang lewat batas DP, atau yang tidak diambil
cli-cmd-order-dp = Bebaskan DP satu pesanan, atau undur batasnya
cli-cmd-po-reserve = Sisihkan kuota untuk satu kanal, atau kembalikan sisanya
cli-arg-released = nomor pesanan, boleh beberapa
cli-arg-all-late = semua yang lewat batas DP
cli-arg-of-po = hanya dari PO ini
cli-arg-waive = tidak perlu DP lagi
cli-arg-grace-until = batas DP yang baru
cli-arg-reserve-channel = kanal yang diberi slot
cli-arg-units = jumlah pcs yang disisihkan
cli-arg-reserve-variant = hanya untuk varian ini
cli-arg-give-back = kembalikan yang tidak terpakai untuk semua
cli-value-reserve-channel = KANAL
cli-value-units = PCS

form-full-title = Slot penuh
form-full-less = Terima { $units } saja
form-full-less-items = Terima yang ada saja
form-full-wait = Masukkan waiting list
form-full-wait-note = masuk kalau ada slot kosong
form-full-overbook = Tetap terima
form-full-overbook-note = melebihi kuota, isi alasan
form-overbook = Melebihi kuota
form-overbook-hint = misalnya dapur masih sanggup
form-release-title = Lepas pesanan
form-release-question = Lepas { $order } dari { $customer }? DP-nya lewat batas; slotnya jadi kosong.
form-release-all-question = Lepas { $count } pesanan yang lewat batas DP? Slotnya jadi kosong.
form-release-some = { $question } { $others } lainnya tidak lewat batas dan dibiarkan.
form-release-none = Tidak ada pesanan yang lewat batas DP.
form-grace = DP { $order } · { $customer }
form-grace-until = Ditunggu sampai
form-grace-hint = kosongkan kalau DP dibebaskan
form-period-keep-by = Slot dikunci
form-period-keep-by-order = langsung
form-period-keep-by-dp = setelah DP (no DP no keep)
cmd-serve-order = masukkan
cmd-serve-order-help = Masukkan pesanan dari waiting list
cmd-release-order = lepas slot
cmd-release-order-help = Lepas pesanan yang lewat batas DP
cmd-release-all = lepas semua
cmd-release-all-help = Lepas semua pesanan yang lewat batas DP
cmd-grace = undur DP
cmd-grace-help = Undur batas DP, atau bebaskan DP-nya
cmd-reserve = sisihkan
cmd-reserve-help = Sisihkan kuota untuk satu kanal, atau kembalikan sisanya
form-reservation = Sisihkan untuk satu kanal
form-reservation-hint = misalnya 20. Kosong: yang tidak terpakai kembali untuk semua
form-reservation-of = Dari kuota
form-reservation-whole = seluruh PO
period-finish-title = Selesaikan PO?
period-finish-here = { $orders } pesanan PO { $code } belum tercatat diserahkan. Kalau diselesaikan, semuanya hilang dari Antre dan dianggap sudah di tangan pelanggan. Tetap selesaikan?
period-finish-question = Masih ada { $waiting } pesanan di waiting list PO { $code } yang belum kebagian. Tetap selesaikan?
