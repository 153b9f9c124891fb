# Laporan: yang masuk, yang keluar, dan untungnya.
report-title = Laporan { $code } { $name }, dihitung dari pesanannya
report-cost-hpp = HPP
report-cost-spent = uang belanja
report-col-part = Dari
report-col-day = Tanggal
report-turnover = Omzet
report-forfeited = DP hangus
report-shipping = Ongkir ditagih − dibayar
report-stages = Tahap ditagih − dibayar
report-other = Kode unik & pembulatan
report-cost = HPP
report-promotion = Promosi (barang gratis)
report-losses = Dibuat ulang
report-expenses = Pengeluaran
report-fees = Biaya pembayaran
report-compensation = Kompensasi
report-recovered = Ganti rugi diterima
report-profit = Untung
report-orders = Pesanan
report-units = Terjual
report-gross = Sebelum diskon
report-discounts = Diskon
report-paid = Sudah dibayar
report-outstanding = Belum dibayar
report-refund-due = Perlu dikembalikan
report-sell-through = Dari kuota
report-days-to-full = Kuota penuh
report-full-after = { $days ->
    [0] di hari pertama
   *[other] setelah { $days } hari
}
report-cancelled = Batal
report-repeat = Pelanggan lama
report-ready = Siap
report-late = telat { $days } hari dari janji pertama
report-early = { $days } hari lebih cepat dari janji pertama
report-on-time = tepat seperti janji pertama
report-rate = { $part } dari { $of } ({ $percent }%)
report-whole-orders = Biaya & diskon seluruh pesanan
report-per-product = Per produk
report-per-day = Per hari
report-per-channel = Per kanal
report-cost-by-hpp = Dihitung dengan HPP { $hpp }. Uang belanja barang { $spent }, selisihnya { $difference }.
report-cost-by-spent = Dihitung dengan uang belanja barang { $spent }. Menurut HPP { $hpp }, selisihnya { $difference }.
advice-raise-quota = Kuota bisa dinaikkan
advice-slow = Kurang laku
advice-loss = Dijual rugi
advice-cancellations = Banyak yang batal
advice-repeat = Banyak pelanggan kembali
advice-late = Telat dari janji
advice-full = { $days ->
    [0] { $of } habis di hari pertama
   *[other] { $of } habis setelah { $days } hari
}
advice-goods-full = { $goods } habis, { $part } dari { $of }
advice-goods-slow = { $goods } terjual { $part } dari { $of } ({ $percent }%)
advice-goods-loss = { $goods } terjual { $turnover }, HPP-nya { $cost }
advice-share-cancelled = { $part } dari { $of } pesanan batal ({ $percent }%)
advice-share-repeat = { $part } dari { $of } pelanggan pernah pesan di PO lain ({ $percent }%)
advice-days-late = siap { $days } hari setelah janji pertama
report-none = Belum ada PO yang dipilih
report-none-hint = p pilih PO
report-chart = Terjual per hari
report-counted-by = Untung sekarang dihitung dengan { $way }.
