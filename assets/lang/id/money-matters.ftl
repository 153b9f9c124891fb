# Uang yang pindah, kembali, dibulatkan, dan kode unik.
did-move-money = { $amount } milik { $customer } dipindah dari { $order } ke { $to }
did-move-to-credit = { $amount } milik { $customer } dari { $order } jadi titipan
did-round = Selisih { $order } dibulatkan: { $amount }

refund-by-shop = dibatalkan toko
refund-by-customer = dibatalkan pelanggan
refund-overpaid = lebih bayar
refund-credit = titipan

refusal-refund-kept = { $kept } dari uang { $order } sudah jadi DP hangus. Yang bisa dikembalikan { $most }; kalau mau lebih, kecilkan dulu DP hangusnya.
refusal-payment-given-back = Pembayaran { $payment } tidak bisa dihapus: { $amount } dari uangnya sudah dikembalikan atau dipindah. Hapus catatan itu dulu.
refusal-code-taken = Kode unik { $code } sudah dipakai { $order } untuk tagihan yang sama. Yang masih bebas: { $free }.
refusal-code-taken-all = Kode unik { $code } sudah dipakai { $order } untuk tagihan yang sama, dan semua kode lain juga terpakai.
refusal-codes-used-up = Semua kode unik untuk tagihan { $base } sudah terpakai.
refusal-rounding-too-large = Selisihnya { $difference }, yang boleh dibulatkan paling banyak { $limit }.
refusal-nothing-to-round = Tidak ada selisih yang bisa dibulatkan di { $order }.
refusal-nothing-to-move = Tidak ada kelebihan bayar di { $order }. Sebutkan nominalnya kalau tetap mau dipindah.
refusal-move-too-large = Yang bisa dipindah dari { $order } paling banyak { $most }.
refusal-nothing-missing = Tagihan { $order } tidak kurang apa-apa. Sebutkan nominalnya kalau titipannya tetap mau dipakai.
refusal-credit-too-small = Titipan { $customer } tinggal { $credit }.
check-paid-below-zero = Uang di { $subject } kurang dari nol: lebih banyak yang kembali daripada yang masuk.

field-rounding-limit = Batas pembulatan
form-shop-rounding-hint = Selisih bayar sampai sebesar ini boleh dibulatkan; Rp0 kalau tidak boleh
form-shop-codes-off = tidak dipakai
form-shop-codes-on = otomatis di tagihan baru
field-ticks = Tanda ✅ di daftar
form-shop-ticks-nothing = tidak dicatat
form-shop-ticks-paid = berarti lunas

cli-code-drawn = Kode unik { $order }: { $code }, totalnya jadi { $total }.
cli-cmd-pay-move = Pindahkan kelebihan bayar, atau nominal tertentu, ke pesanan lain pelanggan itu atau jadi titipan
cli-cmd-pay-credit = Pakai titipan pelanggan untuk pesanannya
cli-cmd-refund = Uang yang perlu dikembalikan
cli-cmd-refund-list = Daftar uang yang perlu dikembalikan: pesanan batal, lebih bayar, titipan
cli-cmd-order-round = Bulatkan selisih bayar yang kecil
cli-arg-charged = nominal, misalnya 125rb; auto untuk kode unik yang masih bebas
cli-arg-onto = pesanan tujuan; tanpa ini jadi titipan
cli-arg-moved = nominal; tanpa ini sebesar kelebihannya
cli-arg-used = nominal; tanpa ini sebesar kurangnya, selama titipannya cukup
cli-col-refund = Kembalikan
cli-col-refunded = Sudah kembali
cli-col-since = Sejak
cli-col-refund-why = Karena

cmd-round-order = bulatkan
cmd-round-order-help = Bulatkan selisih bayar yang kecil
cmd-move-money = pindah uang
cmd-move-money-help = Pindahkan uang pesanan ke pesanan lain pelanggan itu, atau jadikan titipan
screen-pay-refunds = Refund
screen-pay-back = Kembalikan
screen-pay-since = Sejak
screen-pay-why = Karena
screen-pay-sent-back = Sudah kembali
screen-pay-no-refunds = Tidak ada uang yang perlu dikembalikan.
screen-pay-no-refunds-here = Di PO ini tidak ada uang yang perlu dikembalikan.
surplus-short = { $order } cuma kurang { $amount }: { $key } membulatkan
surplus-over = { $order } cuma lebih { $amount }: { $key } membulatkan
form-money-to = Uangnya pindah ke mana?
form-money-cancelled = Uang pesanan batal pindah ke mana?
form-money-credit = Jadi titipan
form-money-move = Pindahkan uang { $order }
form-charge-auto = kode yang masih bebas
