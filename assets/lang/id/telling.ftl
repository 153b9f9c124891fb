# Pesan ke pelanggan
telling-nothing = Belum ada kabar yang waktunya.
telling-copied = pesan "{ $kind }" untuk { $to } (sudah ditandai)
tell-confirm = konfirmasi pesanan
tell-dp = uang diterima
tell-reminder = pengingat bayar
tell-bill = tagihan tahap
tell-progress = kabar produksi
tell-price = tagihan berubah
tell-delay = tanggal mundur
tell-ready = siap
tell-uncollected = belum diambil
tell-shipped = dikirim
tell-refund = uang dikembalikan
tell-announcement = pengumuman PO
tell-via-wa = WhatsApp
tell-via-clipboard = disalin
tell-via-qr = QR
tell-via-other = cara lain
tell-hello = Halo Kak { $name },
tell-hello-titled = Halo { $name },
tell-hello-nameless = Halo Kak,
tell-more-goods = … dan { $count } baris lagi
tell-not-cancelled = pesanannya batal
tell-not-waiting = pesanannya belum pasti (waiting list atau menunggu DP)
tell-not-told = sudah dikabari { $at }
tell-not-paid = tidak ada yang perlu dibayar
tell-not-bill = menunggu tagihan
tell-not-claimed = katanya sudah transfer, tinggal dicek
tell-not-payment = belum ada uang masuk
tell-not-refund = belum ada uang yang dikembalikan
tell-not-made = PO-nya tidak sedang diproduksi
tell-not-change = tidak ada yang berubah
tell-not-ready = barangnya belum siap
tell-not-handed = barangnya sudah diserahkan
tell-not-late = belum lewat batas ambil
tell-not-parcel = belum ada paket yang dikirim
tell-passed-over = { $order } dilewati: { $why }.
tell-nobody-due = Belum ada yang perlu dikabari soal { $kind }. Tanpa syarat waktu: --all, atau sebut PO-nya.
tell-mark-orders = Yang ditandai pesanannya satu per satu, bukan satu PO: rekap tell JENIS PESANAN --mark.
tell-shortened = Pesan { $orders } terlalu panjang untuk tautan: daftar barangnya dipendekkan.
tell-too-long = Pesan { $orders } terlalu panjang untuk tautan WhatsApp. Salin saja teksnya.
tell-no-number = Nomor WhatsApp { $to } tidak ada. Salin saja teksnya.
tell-col-at = Waktu
tell-col-kind = Kabar
tell-col-via = Lewat
tell-col-period = PO
tell-col-orders = Pesanan
tell-col-since = Sejak
tell-col-own = Diubah
refusal-not-to-tell = { $order } tidak perlu dikabari: { $why }.
refusal-template =
    Teksnya belum bisa dipakai, yang lama tetap berlaku:
    { $mistakes }
template-and =
    { $first }
    { $next }
template-unknown = Baris { $line }, kolom { $column }: { "{" }{ $name }{ "}" } tidak dikenal. Maksudnya { "{" }{ $nearest }{ "}" }?
template-unclosed = Baris { $line }, kolom { $column }: kurung { "{" } belum ditutup dengan { "}" }. Untuk kurung biasa tulis { "{{" }.
template-open-part = Baris { $line }, kolom { $column }: { "{" }barang{ "}" } belum ditutup dengan { "{" }/barang{ "}" }.
template-no-part = Baris { $line }, kolom { $column }: { "{" }/barang{ "}" } tanpa { "{" }barang{ "}" } sebelumnya.
template-part-in-part = Baris { $line }, kolom { $column }: { "{" }barang{ "}" } di dalam { "{" }barang{ "}" }.
template-outside-part = Baris { $line }, kolom { $column }: { "{" }{ $name }{ "}" } hanya untuk di antara { "{" }barang{ "}" } dan { "{" }/barang{ "}" }.
template-empty = Teksnya kosong.
template-fields =
    Isian yang bisa dipakai (baris yang isiannya kosong semua tidak ikut):
    { $fields }
template-field-each = diulang untuk setiap barang
template-field-greeting = sapaan dengan nama
template-field-name = nama pelanggan
template-field-shop = nama toko
template-field-order = nomor pesanan
template-field-period = nama PO
template-field-total = total tagihan
template-field-down-payment = DP yang belum dibayar
template-field-paid = yang sudah masuk
template-field-balance = sisa tagihan
template-field-credit = saldo pelanggan di toko
template-field-asked = yang perlu dibayar sekarang
template-field-pay-by = batas bayar
template-field-accounts = rekening pembayaran
template-field-ready = perkiraan siap
template-field-reason = alasan mundur
template-field-charges = ongkir, diskon, dan biaya lain
template-field-stage = tagihan tahap
template-field-collect-by = batas ambil
template-field-announcement = isi pengumuman PO
template-field-refund = uang yang dikembalikan
template-field-wanted = hari dan cara yang diminta
template-field-courier = kurir dan layanannya
template-field-tracking = nomor resi
template-field-quantity = jumlah barang
template-field-goods = nama barang
template-field-amount = harga baris barang
field-template = Teks pesan
did-template = Teks pesan "{ $kind }" diubah
did-template-reset = Teks pesan "{ $kind }" kembali ke bawaan
cli-cmd-tell = Siapa yang perlu dikabari apa, dengan teks dan tautan WhatsApp-nya; tidak ada yang terkirim sendiri
cli-cmd-told = Yang sudah dikabari, kapan, dan isinya
cli-cmd-due = Kabar apa yang sudah waktunya, dan untuk berapa pesanan
cli-cmd-template = Teks pesan ke pelanggan dengan kata-kata toko sendiri
cli-cmd-template-list = Semua teks pesan
cli-cmd-template-show = Tampilkan teks satu jenis pesan dan isian yang bisa dipakai
cli-cmd-template-edit = Ganti teks satu jenis pesan dari berkas, atau - untuk stdin
cli-cmd-template-reset = Pakai lagi teks bawaan
cli-arg-tell-kind = kabar apa
cli-arg-tell-of = PO, atau beberapa pesanan; tanpa ini semua yang sudah waktunya
cli-arg-tell-all = dari semua PO, juga yang belum waktunya
cli-arg-mark-told = tandai sudah dikabari
cli-arg-via = lewat apa (biasanya wa)
cli-arg-told-of = pesanan atau PO
cli-arg-template-file = berkas teksnya; - untuk stdin
cli-value-order-or-po = PESANAN|PO
tell-compensation = Sebagai permintaan maaf, tagihannya kami potong { $amount }.
tell-choice = Kalau berkenan menunggu, balas *tunggu*. Kalau mau uangnya kembali, balas *refund*.
tell-col-answer = Jawaban
tell-answer-unreadable = “{ $text }” bukan jawaban. Yang ada: wait (tunggu), refund.
tell-answer-how = Sebutkan pesanan dan jawabannya, misalnya: rekap tell answer P1-001 wait. Dengan PO saja, jawabannya didaftar.
delay-wait = mau menunggu
delay-refund = minta uang kembali
did-answer-wait = { $order } mau menunggu, kompensasi { $amount }
did-answer-refund = { $order } minta uang kembali { $amount }
template-field-compensation = kompensasi atas keterlambatan
template-field-choice = pilihan menunggu atau refund
field-compensation = Kompensasi
field-asks-choice = Tawarkan refund
form-postpone-offer-hint = dipotong dari tagihan yang mau menunggu
form-answer-title = Jawaban soal tanggal yang mundur
cmd-answer-delay = jawaban soal mundur
cmd-answer-delay-help = Catat jawaban pelanggan soal tanggal yang mundur: menunggu atau minta uang kembali
tell-answers = { $wait } menunggu, { $refund } minta uang kembali, { $open } belum menjawab
cli-arg-delay-compensation = Potongan tagihan untuk yang mau menunggu
cli-arg-delay-asks = Tanyakan: menunggu atau uang kembali
screen-messages-due = Pesan
screen-messages-words = Kata-kata
telling-nothing-hint = Pesan muncul di sini begitu ada yang perlu dikabari
telling-nobody = Tidak ada yang perlu dikabari
telling-all-told = Semua sudah dikabari
telling-rest-passed = Sisanya dilewati dulu
telling-left = { $left } pelanggan lagi, { $told } sudah dikabari
telling-opened = Chat { $to } dibuka, ditandai sudah dikabari
telling-told = { $to } ditandai sudah dikabari
telling-copied-text = pesan untuk { $to }
telling-link = tautan chat
telling-qr-hint = Pindai dengan kamera HP, lalu tempel pesannya.
template-preview = Jadinya
template-is-default = Kata-katanya memang bawaan.
template-fields-short = Isian: { $fields }
form-template = Kata-kata: { $kind }
form-person-answer-ready = perkiraan siap { $ready }

# Kebijakan PO dan kapan diumumkan
policy-refund = Refund
policy-cancel = Pembatalan
policy-change = Ubah pesanan
policy-shipping = Pengiriman
field-announce-at = Diumumkan
form-announce-at-hint = kapan PO ini diumumkan; diingatkan kalau sudah waktunya
form-policy-hint = ikut di pengumuman; kosong: tidak disebut
cli-arg-announce-at = kapan PO diumumkan; none: tidak diingatkan
cli-arg-policies = kata-kata tentang refund, cancel (batal), change (ubah), atau shipping (kirim): --policy "refund=Uang kembali 1x24 jam"; teks kosong menghapus
cli-value-kind-text = JENIS=TEKS
cli-bad-policy = "{ $text }" bukan JENIS=TEKS. Jenisnya refund, cancel, change, atau shipping, misalnya "refund=Uang kembali 1x24 jam".

# Pesan untuk grup dan supplier
tell-recap = rekap grup
tell-supplier = pesanan ke supplier
tell-not-of-period = pesan itu untuk satu PO, bukan untuk pelanggan
tell-col-to = Kepada
template-field-recap = daftar pesanan PO
template-field-slots = sisa slot PO
template-field-closes = kapan PO tutup
recap-slots = { $left ->
    [0] Slot sudah habis
   *[other] Sisa { $left } slot
}
recap-goods = { $left ->
    [0] { $goods } habis
   *[other] Sisa { $goods }: { $left }
}
recap-orders = { $left ->
    [0] Sudah tidak terima pesanan lagi
   *[other] Masih bisa { $left } pesanan lagi
}
cmd-recap = rekap grup
cmd-recap-help = Pesan rekap untuk grup: siapa pesan apa, sisa berapa slot
cmd-tell-supplier = kirim ke supplier
cmd-tell-supplier-help = Pesan ke supplier: barang apa saja yang perlu dibuat
telling-of-period-copied = { $kind } (dicatat sudah dikirim)
telling-of-period-opened = Chat dibuka, { $kind } dicatat sudah dikirim
telling-no-supplier = Tidak ada barang supplier di PO ini. Supplier barang diatur di Produk (e).
telling-pick-supplier = Kirim ke supplier mana?
tell-of-period-which = PO mana? Misalnya: rekap tell { $kind } NAS3.
tell-no-supplier-goods = Tidak ada barang dari { $supplier } yang dipesan di { $period }.
tell-no-suppliers = Tidak ada barang supplier yang dipesan di { $period }.
cmd-open-chat = buka chat
cmd-open-chat-help = Buka WhatsApp dengan pesan ini
telling-said = Sudah dikabari
