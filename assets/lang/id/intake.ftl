# Berkas yang dibaca masuk.

intake-file-missing = Berkas { $file } tidak ada.
intake-file-denied = Berkas { $file } tidak boleh dibaca. Periksa izinnya.
intake-file-reading = Berkas { $file } tidak bisa dibaca sampai habis. Salin dulu ke komputer ini, lalu coba lagi.
intake-not-a-table = { $file } bukan tabel. Yang bisa dibaca: CSV, TSV, XLSX, atau ODS.
intake-old-workbook = { $file } berformat XLS lama. Simpan sebagai XLSX atau CSV, lalu coba lagi.
intake-locked-workbook = { $file } terkunci sandi. Buka dengan sandinya, simpan tanpa sandi, lalu coba lagi.
intake-bad-workbook = { $file } tidak bisa dibuka sebagai XLSX atau ODS: rusak, terkunci sandi, atau format lain. Simpan ulang sebagai XLSX atau CSV.
intake-empty = { $file } kosong.
intake-too-large = { $file } terlalu besar (batasnya { $limit } MB). Bagi menjadi beberapa berkas.
intake-too-many-cells = { $file } berisi terlalu banyak sel atau teks untuk sebuah tabel. Pecah jadi beberapa berkas.
intake-other-sheets = Hanya sheet { $sheet } yang dibaca; { $others } tidak. Kalau isinya juga perlu masuk, simpan tiap sheet sebagai berkas sendiri.
intake-several-sheets = { $file }: pesanan tidak jelas ada di sheet yang mana ({ $sheets }). Pilih satu dengan --sheet NAMA, satu impor untuk tiap sheet.
intake-hidden-rows = { $rows } baris yang disembunyikan di berkas ini ikut dibaca.
intake-no-titles = Kolomnya tanpa judul: yang satu dibaca sebagai nama, yang lain sebagai pesanan.
intake-hidden-columns = Kolom { $columns } disembunyikan di berkas ini; isinya ikut dibaca.
intake-spool = { $file } tidak bisa ditampung selama dibaca: folder sementara penuh atau tidak bisa ditulisi. Kosongkan ruang di disk, lalu coba lagi.
intake-encoding = { $file } baris { $row } kolom { $column }: ada huruf yang rusak. Betulkan isi sel itu, lalu simpan ulang sebagai CSV UTF-8.
intake-merged = { $file }: sel kolom { $column } baris { $row } sampai { $last } digabung (merge). Pisahkan selnya dan isi tiap baris.
intake-open-quote = { $file } baris { $row }: tanda kutip (") dibuka tapi tidak ditutup. Hapus atau tutup tanda kutipnya.
intake-row-too-long = { $file } baris { $row }: terlalu panjang untuk sebuah tabel (paling banyak 1.000 kolom). Hapus kolom yang tidak dipakai.
intake-only-header = { $file } hanya berisi judul kolom, belum ada isinya.
intake-too-many-rows = { $file } punya lebih dari { $limit } baris. Bagi menjadi beberapa berkas.

intake-missing-who = { $file }: tidak ada kolom nomor pesanan atau nama. Kolom yang terlihat: { $seen }.
intake-missing-what = { $file }: tidak ada kolom kode atau nama produk. Kolom yang terlihat: { $seen }.
intake-missing-quantity = { $file }: tidak ada kolom jumlah. Kolom yang terlihat: { $seen }.
intake-missing-who-what = { $file }: tidak ada kolom nomor pesanan atau nama, dan kolom kode atau nama produk. Kolom yang terlihat: { $seen }.
intake-missing-who-quantity = { $file }: tidak ada kolom nomor pesanan atau nama, dan kolom jumlah. Kolom yang terlihat: { $seen }.
intake-missing-what-quantity = { $file }: tidak ada kolom kode atau nama produk, dan kolom jumlah. Kolom yang terlihat: { $seen }.
intake-missing-all = { $file }: tidak ada kolom nomor pesanan atau nama, kolom kode atau nama produk, dan kolom jumlah. Kolom yang terlihat: { $seen }.
intake-column-twice = { $file }: kolom { $column } ada dua ({ $first } dan { $second }). Hapus atau ganti nama salah satunya.
intake-quantity-undecided = { $file }: kolom "{ $first }" dan "{ $second }" sama-sama bisa berarti jumlah barang. Sebutkan yang mana.

# What stands before each of the following.
intake-at-row = Baris { $row }, kolom { $column }: { $problem }
intake-row-short = hanya { $have } kolom, seharusnya { $want }: mungkin pemisahnya kurang.
intake-row-long = ada { $have } kolom, seharusnya { $want }: mungkin pemisahnya berlebih.
intake-no-customer = nama pemesan dan nomor pesanan kosong. Isi salah satunya.
intake-no-product = produk kosong. Isi kode atau nama produk.
intake-other-customer = pesanan { $order } di baris { $other } atas nama { $name }. Satu nomor pesanan untuk satu orang.
intake-formula = isinya rumus yang belum pernah dihitung. Buka di spreadsheet, simpan lagi, atau tulis nilainya.
intake-formula-failed = isinya rumus yang gagal ({ $value }). Perbaiki rumusnya, atau tulis isinya.
intake-phone-shortened = nomor "{ $value }" sudah dipendekkan spreadsheet, angkanya hilang. Jadikan kolom itu Teks di berkas aslinya lalu simpan ulang, atau kosongkan selnya.
intake-quantity-empty = jumlah kosong.
intake-quantity-unreadable = "{ $value }" bukan jumlah. Tulis angka, misalnya 2.
intake-quantity-fraction = jumlah "{ $value }" tidak bulat. Tulis angka bulat.
intake-quantity-not-positive = jumlah "{ $value }" harus paling sedikit 1.
intake-quantity-too-many = jumlah "{ $value }" terlalu banyak, paling banyak { $limit }.
intake-quantity-ambiguous = jumlah "{ $value }" bisa dibaca dua cara. Tulis tanpa titik dan koma, misalnya { $plain }.
intake-price-fraction = harga "{ $value }" tidak bulat. Tulis rupiah bulat.
intake-price-negative = harga "{ $value }" tidak boleh di bawah nol.
intake-moment-unreadable = "{ $value }" bukan tanggal. Tulis misalnya 15/02/2026 10:30.
intake-dates-mixed = bulan di depan, sedangkan di baris { $other } hari di depan. Samakan semua tanggal menjadi hari/bulan/tahun.
intake-number-shortened = nomor "{ $value }" sudah dipendekkan spreadsheet, angkanya hilang. Jadikan kolom itu Teks di berkas aslinya lalu simpan ulang.
intake-unit-unknown = satuan di "{ $value }" tidak bisa dihitung per buah. Tulis jumlah buahnya, misalnya 2 atau 1 lusin.
intake-units-differ = satuan "{ $value }" lain dengan satuan di judul kolom. Samakan dulu.
intake-price-damaged = harga "{ $value }" sepertinya ribuan yang rusak di spreadsheet. Tulis lengkap, misalnya 60.000.
intake-price-thousands = judul kolom bilang ribuan, tapi "{ $value }" sudah ribuan. Samakan judul atau isinya.
intake-price-small = harga "{ $value }" terlalu kecil: biasanya { $usual }. Mungkin ditulis dalam ribuan.
intake-price-differs = harga { $goods } { $usual }, bukan { $said }. Samakan dulu.
intake-quantity-is-price = "{ $value }" itu harga satuannya, bukan jumlahnya. Tulis jumlahnya.
intake-free-unreadable = "{ $value }" bukan alasan gratis. Tulis kenapa, misalnya endorse, atau kosongkan.
intake-price-of-pack = harga "{ $value }" bisa untuk satu buah, bisa untuk { $pieces } buah. Tulis harga satuannya.
intake-clock-unreadable = "{ $value }" bukan jam. Tulis misalnya 10.30.
intake-other-po = baris ini milik PO { $other }, sedangkan yang diisi PO { $period }.
intake-status-unknown = status "{ $status }" tidak dikenal: masih dipesan, atau batal?
intake-status-against = "{ $status }" tidak cocok dengan pesanan yang jalan. Pastikan dulu.
intake-remark-against = "{ $text }" bisa mengubah atau membatalkan pesanan ini ({ $phrase }). Pastikan dulu.
intake-struck = baris ini dicoret. Pastikan dulu masih dipesan atau batal.
intake-hidden-row = baris ini disembunyikan di berkas. Pastikan dulu masih dipesan atau tidak.
intake-trial = nama "{ $name }" sepertinya percobaan formulir, bukan pesanan.
intake-not-a-customer = "{ $name }" sepertinya bukan pelanggan, tapi baris tentang barangnya.
intake-comment = ada komentar di sel: "{ $text }". Pastikan dulu.
intake-coloured = warnanya berarti "{ $legend }" menurut keterangan warna di berkas. Pastikan dulu.
intake-red = baris ini berwarna merah tanpa keterangan warna. Pastikan dulu masih dipesan atau batal.
intake-double = sama dengan baris { $other }: dikirim dua kali, atau memang pesan lagi?
intake-corrected = orang yang sama memesan barang ini beberapa menit sebelumnya di baris { $other }: pengganti, atau tambahan?
intake-total-contradicts = total { $total } tidak cocok: barangnya { $goods }, ongkir { $shipping }. Samakan dulu.
intake-goods-each = "{ $counted }" bisa berarti jumlah semuanya, bisa masing-masing. Tulis misalnya 2 nastar, 2 kastengel.
intake-goods-which = { $product } punya beberapa varian ({ $known }). Sebutkan yang mana.
intake-goods-no-variant = tidak ada varian "{ $value }" untuk { $product }. Yang ada: { $known }.
intake-goods-maybe = "{ $value }" mungkin { $goods }, mungkin barang baru. Tulis namanya persis, atau ajarkan: rekap alias add "{ $value }" { $code }.
intake-goods-code-name = kode { $code } itu { $goods }, tapi namanya { $other }. Betulkan salah satunya.
intake-goods-code-unknown = kode { $code } tidak dikenal dan tidak ada namanya. Tulis nama barangnya.

intake-cleaned = ada karakter tersembunyi yang dibuang.
intake-line-cancelled = { $product } berstatus { $status } dan tidak ikut; item lain di pesanan ini tetap jalan.

intake-map-not-text = { $file } bukan pemetaan: isinya bukan teks UTF-8, atau terlalu panjang. Tulis berkas teks dengan satu isian per baris, misalnya nama = Atas nama, dan simpan sebagai UTF-8.
intake-map-line = Baris { $line }: "{ $text }" bukan pemetaan. Tulis isian = judul kolom, misalnya nama = Atas nama.
intake-map-field = Baris { $line }: tidak ada isian bernama "{ $field }". Yang ada: nama, no hp, alamat, no pesanan, waktu, kode, produk, varian, jumlah, harga, status, catatan, custom, channel.
intake-map-twice = Baris { $line }: "{ $field }" sudah dipetakan di baris lain.
intake-map-title = { $file }: tidak ada kolom "{ $column }" seperti yang tertulis di pemetaan. Kolom yang terlihat: { $seen }.

# Pesan dari formulir pesanan.
intake-form-changed = Kode di akhir pesan tidak cocok: ada yang berubah setelah formulir ditulis. Cocokkan dulu dengan pemesan.
intake-form-cut-short = Pesan formulir ini terpotong: baris Kode di akhir tidak ada. Minta pemesan mengirim ulang seutuhnya.
intake-form-unreadable = Baris "{ $line }" tidak dikenal di pesan formulir. Mungkin ditulis versi lain; catat pesanannya dengan tangan.

# Table notes.
intake-explains = baris ini menjelaskan kolom, jadi dilewati.
intake-prices = baris ini berisi harga, jadi dilewati.
intake-replaces = baris ini menggantikan baris { $other }, yang tidak ikut.
intake-adds-up = baris ini jumlah dari baris di atasnya, jadi dilewati.
intake-header-again = judul kolom terulang, jadi dilewati.
intake-remark = bukan baris pesanan, jadi dilewati.
intake-windows-1252 = Huruf di berkas ini bukan UTF-8; dibaca sebagai Windows-1252. Periksa nama yang beraksen.
intake-dates-by-custom = Tanggal seperti { $date } dibaca hari/bulan, seperti biasa di Indonesia: tidak ada baris yang memastikan.
intake-totals-left = Total di { $lines } baris tidak bisa dijadikan harga satuan; harga PO yang dipakai.
intake-above = { $rows } baris di atas judul kolom dilewati.
intake-packs = Kolom isi di { $rows } baris dibaca sebagai isi kemasan, bukan minimal pesan.
intake-goods-by-part = "{ $value }" dibaca sebagai { $goods }.
intake-goods-by-name = Kode { $code } tidak dikenal; dibaca sebagai { $goods } menurut namanya.
intake-goods-by-zeros = Kode { $code } dibaca sebagai { $known } ({ $goods }): nol di depannya hilang.
cli-import-would = Akan dibuat: { $customer }: { $items } = { $total }
cli-import-would-cancelled = Akan dibuat (batal): { $customer }: { $items } = { $total }
cli-import-more-orders = … dan { $more } pesanan lagi
did-import-goods = Katalog dari tabel: { $goods } barang baru atau berubah
import-no-price = { $product } di baris { $row } baru, jadi perlu harga.
import-unpriced = Barang baru yang tidak berharga di tabel ini, dihitung Rp0: { $names }. Kalau tidak gratis, isi kolom harganya atau tambahkan dulu ke katalog.
import-differs-cancelled = Baris { $row }: { $order } ({ $customer }) sekarang batal di berkas, di buku masih jalan.
import-change-cancelled = Batalkan: rekap order cancel { $order } --why "batal di berkas".
import-differs-amount = Baris { $row }: { $order } ({ $customer }) sudah ada dengan harga lain: di buku { $had }, di berkas { $said }.
import-differs-goods = Baris { $row }: { $order } ({ $customer }) sudah ada dan sekarang beda: di buku { $had }, di berkas { $said }.
import-change-goods = Ubah: rekap order edit { $order } { $items }.
import-twice = { $product } ada di baris { $first } dan { $row } dengan isi berbeda. Hapus salah satunya.
intake-no-goods = { $file }: tidak ada kolom produk dan harga. Kolom yang terlihat: { $seen }.
cli-goods-imported = { $added } barang baru, { $changed } berubah, { $same } sudah sama.
cli-goods-dry-run = Akan jadi { $added } barang baru, { $changed } berubah, { $same } sudah sama. Belum ada yang disimpan.
cli-cmd-product-import = Masukkan daftar harga dari tabel (CSV, TSV, XLSX, ODS); jumlah yang baru atau berubah dicetak
cli-import-map-hint = Sebutkan isi kolomnya: tulis di sebuah berkas, misalnya { $field } = { $column }, lalu beri --map BERKAS.
cli-import-map-goods = Sebutkan barangnya dengan --map BERKAS: produk { $code } = { $column }, atau - = { $column } kalau bukan pesanan.

# Barang berjajar ke samping, dan pesanan dalam kata.
intake-goods-near = { $file }: kolom "{ $column }" mungkin { $goods }, tapi belum pasti.
intake-goods-none = { $file }: kolom "{ $column }" berisi jumlah, tapi tidak ada barang bernama itu.
intake-goods-count = kolom ini menghitung { $counted } pcs, sedangkan yang dipesan { $units } pcs. Samakan dulu.
intake-goods-words = pesanan "{ $value }" tidak terbaca. Tulis jumlah dan nama barang, misalnya 2 nastar, 1 kastengel.
intake-goods-nothing = tidak memesan apa-apa, jadi dilewati.
intake-goods-ticked = { $items } pilihan tanpa jumlah dihitung masing-masing 1.
intake-goods-assumed = { $items } barang dibaca dengan perkiraan: { $first }
intake-columns-left = Kolom yang tidak dibaca: { $columns }.

# Tabel yang bukan daftar pesanan.
intake-report-income = { $file } sepertinya laporan penghasilan marketplace, bukan daftar pesanan. Unduh daftar pesanannya (misalnya Order.all dari Shopee).
intake-report-fees = { $file } sepertinya laporan biaya marketplace, bukan daftar pesanan. Unduh daftar pesanannya.
intake-report-parcels = { $file } sepertinya daftar kiriman ekspedisi, bukan daftar pesanan. Yang diimpor di sini daftar pesanan.
intake-report-bookings = { $file } sepertinya daftar booking yang harus dikirim di muka, bukan daftar pesanan. Unduh daftar pesanannya (Order.all).
intake-report-qris = { $file } sepertinya mutasi QRIS, bukan daftar pesanan. Pembayaran dicatat di Bayar.
intake-report-statement = { $file } sepertinya mutasi rekening atau saldo, bukan daftar pesanan. Pembayaran dicatat di Bayar.
intake-report-price-list = { $file } sepertinya daftar harga, bukan daftar pesanan. Masukkan di Katalog, atau dengan rekap product import.
intake-report-orders = { $file } sepertinya daftar pesanan, bukan daftar harga. Masukkan di Pesanan, atau dengan rekap order import.
intake-returned = { $units } pcs dikembalikan. Tulis jumlah yang masih dipesan; refund-nya dicatat di Bayar.
