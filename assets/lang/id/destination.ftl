# Penerima satu pesanan, ongkirnya dibayar bagaimana, dan atas nama siapa dikirim.
field-card = Kartu
field-goods = Barang
field-shipping-by = Ongkir
field-sender = Pengirim
shipping-billed = ditagih toko
shipping-on-arrival = dibayar di tempat
shipping-free = gratis
destination-sent = sudah diserahkan
destination-row-differs = { $name } di baris ini lain dari baris { $first }. Satu penerima satu isi, atau beri nama yang berbeda.
did-set-destination = Penerima { $name } di { $order } disimpan
did-remove-destination = Penerima { $name } di { $order } dihapus
did-import-destinations = { $order } dibagi ke { $recipients } penerima dari tabel
refusal-destinations-have-fewer = Tabelnya baru membagi { $shared } dari { $ordered } { $goods } di { $order }. Jumlahnya harus pas.
refusal-destination-packed = Sebagian barang untuk { $name } di { $order } sudah dikemas atau dikirim, jadi bagian itu tetap.
intake-no-recipients = { $file } tidak punya kolom nama penerima. Judul kolomnya: { $seen }.
intake-no-recipient = nama penerimanya kosong.
cli-destinations-imported = { $recipients } penerima disimpan.
cli-destinations-dry-run = { $recipients } penerima akan disimpan. Ini baru percobaan.
cli-destinations-bad-rows = { $rows } baris tidak terbaca, jadi tidak ada yang disimpan. Perbaiki dulu tabelnya.
cli-usage-destination =
    rekap order destination ORDER NAMA [pilihan]
    rekap order destination import ORDER BERKAS [pilihan]
cli-cmd-order-destination = Bagi satu pesanan ke beberapa penerima: tambah, ubah, atau hapus satu penerima
cli-cmd-order-destination-import = Bagi satu pesanan ke para penerima di tabel; jumlahnya dicetak
cli-arg-destination-name = nama penerima
cli-arg-destination-day = kapan mau diterima; none: tidak lagi
cli-arg-card-text = isi kartu ucapannya; mengisi kolom kartu produknya kalau ada
cli-arg-destination-shipping = ongkir ke penerima ini; 0: tidak ada
cli-arg-destination-items = barang untuknya, misalnya "2 HAMP"; menggantikan yang lama; boleh berkali-kali
cli-arg-destination-gone = hapus penerima ini
cli-arg-recipient-map = berkas yang menyebut judul kolomnya, satu baris satu isian: kartu = Tulisan
cli-arg-shipping-by = ongkirnya: ditagih toko (billed), dibayar ke kurir (on-arrival), atau gratis (free)
cli-arg-sender = dikirim atas nama siapa, misalnya "Rina, 0812…"; kosong: nama toko
cli-arg-handle-with-care = mudah pecah, tertulis di labelnya
product-fragile = mudah pecah
check-destinations = Penerima { $subject } mendapat lebih banyak dari pesanannya, atau barang yang tidak ada di sana.
check-shipping = { $subject } tidak menagih ongkir, tapi ongkirnya ada di tagihan.
cli-arg-recipient-rename = nama lain untuk penerima ini
