# Istilah toko PO.
noun-account = rekening
noun-product = produk
noun-variant = varian
noun-period = PO
noun-tier = harga bertahap
noun-customer = pelanggan
noun-order = pesanan
noun-payment = pembayaran
noun-destination = penerima
noun-tally-version = rekap
noun-deed = perubahan nomor

# Tahap PO.
stage-draft = draf
stage-scheduled = terjadwal
stage-open = buka
stage-closed = tutup
stage-in-production = produksi
stage-ready = siap
stage-finished = selesai
stage-cancelled = batal
# Tahap dengan hitung mundurnya.
stage-opens = buka { $left }
stage-closes = buka · tutup { $left }

# Status pesanan, pembayaran, dan barang.
order-active = aktif
order-unconfirmed = belum pasti (tunggu DP)
order-waitlist = waiting list
order-cancelled = batal
payment-unpaid = belum bayar
payment-partial = DP kurang
payment-down-payment = sudah DP
payment-settled = lunas
payment-awaiting-bill = menunggu tagihan
payment-goods-paid = barang lunas
payment-underpaid = kurang bayar
payment-overpaid = lebih bayar
payment-refund-due = refund
payment-refunded = sudah direfund
payment-nothing-due = tanpa tagihan
fulfilment-none = belum diproses
fulfilment-in-progress = diproses
fulfilment-ready = siap
fulfilment-partial = terkirim sebagian
fulfilment-shipped = dikirim
fulfilment-picked-up = diambil
fulfilment-done = selesai

# Kanal pesanan.
channel-wa = WhatsApp
channel-ig = Instagram
channel-tiktok = TikTok Shop
channel-shopee = Shopee
channel-tokopedia = Tokopedia
channel-lazada = Lazada
channel-offline = toko
channel-other = lainnya

# Cara bayar.
method-cash = tunai
method-transfer = transfer
method-qris = QRIS
method-ewallet = e-wallet
method-va = virtual account
method-link = link pembayaran
method-cod = COD

# Biaya di tagihan.
charge-shipping = ongkir
charge-discount = diskon
charge-unique-code = kode unik
charge-surcharge = biaya tambahan
charge-compensation = kompensasi
charge-rounding = pembulatan
charge-stage = tahap
charge-weighing = timbangan
charge-cancellation-fee = DP hangus
charge-named = { $label }
charge-weighed = timbang { $goods } { $estimated } → { $weight }
charge-because = { $kind }: { $why }
charge-labelled = { $kind } { $label }
charge-for = { $kind } ke { $to }
charge-labelled-for = { $kind } { $label } ke { $to }

# Isian.
field-account = Rekening
field-address = Alamat
field-amount = Nominal
field-channel = Kanal
field-code = Kode
field-customer = Nama pelanggan
field-customization = Custom
field-first-units = Pcs pertama
field-down-payment-hours = Batas bayar DP (jam)
field-down-payment-step = Pembulatan DP
field-for-whom = Untuk siapa
field-handle = Nama akun
field-level = Jenis harga
field-name = Nama
field-note = Catatan
field-order = Pesanan
field-order-cap = Batas pesanan
field-payer = Nama pengirim
field-phone = No. HP
field-price = Harga
field-quantity = Jumlah
field-quota = Kuota
field-reason = Alasan
field-recipient = Penerima
field-reference = Referensi
field-shop-name = Nama toko
field-tier = Nama harga
field-until = Sampai
field-unique-code = Kode unik
field-variant = Nama varian
