# Mengapa sesuatu tidak bisa dilakukan.
refusal-field = { $field }: { $problem }
refusal-down-payment-unreadable = “{ $text }” bukan aturan DP. Contoh: 50%, 25rb, 10rb/pcs, lunas, tanpa DP.
refusal-missing = { $field } belum diisi.
refusal-too-long = { $field } terlalu panjang, paling banyak { $limit } huruf.
refusal-out-of-range = { $field } harus antara { $least } dan { $most }.
refusal-not-positive = { $field } harus lebih dari Rp0.

# Kode dan nama yang dicari.
refusal-unknown = Tidak ada { $noun } “{ $code }”.
refusal-unknown-near = Tidak ada { $noun } “{ $code }”. Maksudnya { $near }?
refusal-ambiguous = Ada beberapa { $noun } “{ $code }”: { $matches }. Sebutkan yang mana.
refusal-taken = Sudah ada { $noun } “{ $code }”. Pakai nama atau kode lain ya.
refusal-archived = Tidak bisa dipakai: { $noun } “{ $code }” sudah diarsipkan.

# Kuota dan jendela PO.
refusal-quota-variant = { $left ->
    [0] Kuota { $code } sudah habis, yang diminta { $wanted }.
   *[other] Kuota { $code } tinggal { $left } pcs, yang diminta { $wanted }.
}
refusal-quota-package = { $left ->
    [0] Kuota { $code } sudah habis, yang diminta { $wanted } paket.
   *[other] Kuota { $code } tinggal { $left } paket, yang diminta { $wanted }.
}
refusal-quota-product = { $left ->
    [0] Kuota semua varian { $code } sudah habis, yang diminta { $wanted }.
   *[other] Kuota semua varian { $code } tinggal { $left } pcs, yang diminta { $wanted }.
}
refusal-quota-period = { $left ->
    [0] Kuota PO { $code } sudah habis, yang diminta { $wanted }.
   *[other] Kuota PO { $code } tinggal { $left } pcs, yang diminta { $wanted }.
}
refusal-orders-full = Slot PO { $code } sudah penuh: paling banyak { $quota } pesanan.
refusal-period-closed = PO { $period } sudah ditutup. Tulis alasannya kalau tetap diterima sebagai susulan.
refusal-period-closed-at = PO { $period } sudah ditutup { $at }. Tulis alasannya kalau tetap diterima sebagai susulan.
refusal-period-draft = PO { $period } masih draf. Buka dulu PO-nya atau isi tanggal bukanya.
refusal-period-opens-at = PO { $period } baru buka { $at }. Buka sekarang kalau mau mulai lebih awal.
refusal-period-over = PO { $period } sudah { $stage }, tidak bisa diubah lagi.
refusal-wrong-stage = Itu belum bisa dilakukan: PO { $period } sekarang { $stage }.
refusal-closes-before-opening = PO ditutup { $closes }, padahal baru buka { $opens }. Tanggal tutup harus sesudah tanggal buka.

# Produk dalam PO.
refusal-not-offered = { $code } tidak dijual di PO { $period }. Yang ada: { $offered }.
refusal-nothing-offered = { $code } tidak dijual di PO { $period }: belum ada produk di PO ini.
refusal-tier-without-end = Harga “{ $label }” belum ada batasnya. Isi sampai kapan atau untuk berapa pcs pertama.
refusal-tier-over = Harga “{ $label }” sampai { $until }, padahal itu sudah lewat.
refusal-choose-variant = { $product } punya beberapa varian. Pilih salah satu: { $variants }.

# Pesanan.
refusal-alias-is-name = "{ $text }" sudah berarti { $name }. Pilih sebutan lain.
refusal-message-known = Pesan ini sudah menjadi { $order }; tidak disimpan lagi.
refusal-no-items = Pesanannya belum ada isinya. Tambahkan paling sedikit satu item.
refusal-nothing-left = Tidak ada lagi yang tersisa di { $order }. Kalau memang tidak jadi, batalkan pesanannya.
refusal-fewer-in-order = { $order } hanya punya { $has } pcs { $code }.
refusal-choose-customization = { $order } punya { $code } dengan custom yang berbeda-beda. Sebutkan custom yang mana.
refusal-order-cancelled = Pesanan { $order } sudah batal, tidak bisa diubah lagi.
refusal-below-zero = Tagihan { $order } jadi di bawah Rp0. Potongannya paling banyak { $most }.

# Uang.
refusal-refund-too-large = Yang bisa dikembalikan paling banyak { $paid }, sebesar yang sudah dibayar.
refusal-split-too-large = Pembagiannya { $parts }, lebih besar dari pembayarannya { $amount }.
refusal-other-customer = { $order } milik pelanggan lain.
refusal-already-voided = Pembayaran { $payment } sudah dihapus sebelumnya.

# Pelanggan.
refusal-contact-taken = { $contact } sudah dipakai { $customer }. Gabungkan saja kalau orangnya sama.
refusal-same-customer = Itu pelanggan yang sama, tidak perlu digabung.

# Riwayat.
refusal-nothing-to-undo = Tidak ada lagi yang bisa diurungkan.
refusal-restored = Buku ini dipulihkan dari cadangan { $at }; urungkan berhenti di situ. Untuk kembali ke buku yang digantikan: rekap restore "{ $kept }"
refusal-restored-lost = Buku ini dipulihkan dari cadangan { $at }; urungkan berhenti di situ.
refusal-nothing-to-redo = Tidak ada yang bisa diulangi.
refusal-history-pruned = Itu sudah terlalu lama, catatan untuk mengurungkannya sudah tidak disimpan.
refusal-gone = Itu sudah tidak ada di buku, mungkin diurungkan di jendela lain. Lihat dulu, lalu coba lagi.
refusal-changed-meanwhile = Baru saja diubah di jendela lain. Lihat dulu, lalu simpan lagi.
refusal-not-newest = Nomor { $deed } bukan yang terbaru: { $after ->
    [1] setelah itu ada
   *[other] setelah itu ada { $after } perubahan, terakhir
} nomor { $newer } ({ $at }), { $what }. Tidak ada yang diurungkan.
refusal-already-undone = Nomor { $deed } sudah diurungkan.
refusal-in-table = Baris { $row } ({ $who }): { $why }
refusal-free-priced = { $code } punya harga, padahal pesanannya gratis. Kosongkan harganya atau alasan gratisnya.
refusal-month-not-over = Bulan { $month } belum selesai, jadi belum bisa ditutup.
refusal-month-closed = Bulan { $month } sudah ditutup. Buka lagi dengan: rekap report close { $month } --reopen
refusal-month-open = Bulan { $month } belum ditutup.
refusal-no-delay = Tanggal siap { $order } tidak mundur sejak dipesan.
refusal-answered-so = Jawaban { $order } memang sudah begitu.
