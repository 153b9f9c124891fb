# Nota, label, daftar kemas.

papers-nota = Nota
papers-delivery = Surat jalan
papers-for = Untuk
papers-period = PO
papers-date = Tanggal
papers-wanted = Serah terima
papers-status = Pembayaran
papers-number = No.
papers-goods = Barang
papers-qty = Jumlah
papers-unit = Harga
papers-amount = Subtotal
papers-total = Total
papers-paid = Sudah dibayar
papers-balance = Sisa tagihan
papers-surplus = Kelebihan
papers-pay = Bayar ke
papers-note = Catatan

papers-labels = Label pengiriman
papers-recipient = PENERIMA
papers-sender = PENGIRIM
papers-from = Dari: { $who }
papers-contents = ISI PAKET
papers-cod = COD { $amount }
papers-no-cod = NON-COD
papers-units = { $n } pcs
papers-weight = { $n } gr
papers-fragile = MUDAH PECAH – JANGAN DIBANTING
papers-card = Kartu: “{ $text }”
papers-on-behalf = { $who } untuk { $recipient }

papers-packing-order = Daftar kemas per pesanan
papers-packing-product = Daftar kemas per barang
papers-packing-route = Daftar antar per rute

papers-test-scale = Cetak 100%, tanpa “sesuaikan halaman”

papers-nothing = Belum ada yang bisa dicetak.
papers-too-long = Pesanan { $order } tidak muat di label { $paper }, juga dengan huruf terkecil ({ $size } pt). Pakai label yang lebih besar atau singkat alamatnya.
papers-unknown = Kertas “{ $name }” tidak dikenal. Yang ada: { $known }.
papers-not-for = Kertas { $paper } hanya untuk label. Pakai a4, 80mm, atau 58mm.
papers-skip = Lembar ini punya { $labels } label, jadi tidak bisa mulai setelah { $used } label terpakai.
papers-lost-pictures = { $order }: { $signs } tidak bisa dicetak, jadi dilewati.
papers-lost-letters = { $order }: huruf { $signs } tidak ada di huruf cetak. Periksa kertasnya.
papers-no-bars = { $order }: resi { $resi } tercetak tanpa barcode, karena labelnya terlalu kecil atau resinya tidak bisa jadi barcode.

papers-sheets-unreadable = Daftar lembar label: baris { $line } tidak bisa dibaca sebagai CSV.
papers-sheets-column = Daftar lembar label tidak punya kolom { $column }.
papers-sheets-cell = Daftar lembar label, baris { $line }: “{ $found }” tidak cocok untuk kolom { $column }. Isi angka dalam mm, misalnya 63.5.
papers-sheets-outside = Daftar lembar label, baris { $line }: label { $code } keluar dari lembarnya atau saling menindih. Periksa ukuran, tepi, dan jaraknya.
papers-sheets-twice = Daftar lembar label, baris { $line }: kode { $code } sudah dipakai baris lain.
