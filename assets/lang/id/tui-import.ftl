# Impor pesanan dari tabel.
form-import = Impor pesanan dari tabel · { $period }
form-import-path = Berkas
form-import-path-hint = CSV, TSV, XLSX atau ODS: ketik tempatnya, atau seret berkasnya ke sini
form-import-bad = Baris tidak terbaca
form-import-refuse = batalkan semua
form-import-skip = lewati saja
form-import-orders = Pesanan
form-import-known = Sudah ada
form-import-all-known = Tidak ada pesanan baru: { $orders } pesanan di berkas ini sudah ada.
form-import-unreadable = { $rows } baris tidak terbaca. { $first } Perbaiki dulu, atau Ctrl-O untuk melewatinya.
form-map = Kolom { $file } berisi apa?
form-map-none = (tidak ada)
form-map-name = Nama pemesan
form-map-phone = No. HP
form-map-product = Produk
form-map-variant = Varian
form-map-quantity = Jumlah
form-map-price = Harga satuan
form-map-code = Kode barang
form-map-reference = Nomor pesanan
form-map-moment = Waktu pesan
form-map-address = Alamat
form-map-note = Catatan
form-map-items = Isi pesanan (kata)
form-map-goods = Kolom { $file } berisi barang yang mana?
form-map-column = Kolom
form-map-no-goods = (bukan barang)
form-map-new-goods = barang baru: { $name }

# Daftar harga dari tabel.
form-price-list = Impor daftar harga dari tabel
form-price-list-goods = Barang
