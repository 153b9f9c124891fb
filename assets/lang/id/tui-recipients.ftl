# Penerima satu pesanan di layar.
context-recipients = Penerima pesanan
cmd-recipients = penerima
cmd-recipients-help = Bagi satu pesanan ke beberapa penerima: alamat, kartu, dan ongkirnya sendiri-sendiri
cmd-new-recipient = penerima baru
cmd-new-recipient-help = Tambah penerima pesanan ini
cmd-remove-recipient = hapus
cmd-remove-recipient-help = Hapus penerima ini; barangnya kembali ke pesanan
cmd-also-recipients = alamat tujuan kirim ke banyak alamat dropship kado hampers kartu ucapan bagi
cmd-also-new-recipient = tambah alamat tujuan kado kartu ucapan
cmd-also-remove-recipient = hapus alamat tujuan

recipients-title = Penerima
recipients-head = { $order } · { $customer }: { $count } penerima
recipients-of = Penerima { $order }
recipients-left = Belum dibagi: { $goods }
recipients-all-shared = Semua barang sudah ada penerimanya
recipients-more = dan { $count } lagi: { $key }
recipients-empty = { $order } dikirim ke satu alamat
recipients-empty-hint = Untuk beberapa penerima: { $new } satu per satu, { $import } dari berkas, atau tempel tabelnya di sini
recipient-copied = penerima { $name }

form-recipient = { $name } · { $order }
form-recipient-new = Penerima baru · { $order }
form-recipient-name-hint = Nama yang tertulis di paketnya
form-recipient-goods-hint = Dari barang pesanan ini: 2 nastar keju; 1 hampers
form-recipient-card-hint = Isi kartu ucapannya
form-recipient-shipping-hint = Ditambahkan ke tagihan pemesan
form-recipient-taken = { $name } sudah ada di pesanan ini. Ubah yang itu, atau beri nama lain.
form-recipients-table = Penerima { $order } dari tabel
form-recipients-pasted = Tempelan
form-recipients-pasted-hint = Tempel tabelnya dengan judul kolom: nama, alamat, barang, jumlah, kartu, ongkir
form-recipients-replaced = Tabel ini menggantikan { $count } penerima yang sudah ada
form-recipients-makes = { $recipients } penerima akan disimpan
form-recipients-unreadable = { $rows } baris tidak terbaca, jadi tidak ada yang disimpan. { $first }
