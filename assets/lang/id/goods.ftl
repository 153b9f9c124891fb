# Harga lain, jumlah pembelian, dan isian custom.
noun-custom-field = isian custom
noun-further-price = harga lain
field-least-order = Minimal per pesanan
field-multiple = Kelipatan
field-from-qty = Mulai berapa pcs
field-field-label = Nama isian
field-length = Panjang isian

did-set-price = Harga { $label } untuk { $variant } disimpan: { $price }
did-end-price = Harga { $label } untuk { $variant } dihentikan
did-set-field = Isian { $label } untuk { $product } disimpan
did-end-field = Isian { $label } untuk { $product } tidak dipakai lagi

refusal-below-least = { $code } paling sedikit { $least } pcs per pesanan, ini baru { $wanted }.
refusal-not-multiple = { $below ->
    [0] { $code } dijual per { $multiple } pcs, jadi tidak bisa { $wanted }. Paling sedikit { $above }.
   *[other] { $code } dijual per { $multiple } pcs, jadi tidak bisa { $wanted }. Pilih { $below } atau { $above }.
}
refusal-price-without-reason = Harga lain perlu alasan: jenis harga pelanggannya, atau mulai berapa pcs.

fields-missing = { $code }: { $label } belum diisi. Tulis { $example }.
fields-not-digits = { $code }: { $label } “{ $value }” harus angka semua, misalnya 10.
fields-length-exact = { $code }: { $label } “{ $value }” harus tepat { $most } huruf, ini { $length }.
fields-length-between = { $code }: { $label } “{ $value }” harus { $least } sampai { $most } huruf, ini { $length }.
fields-length-most = { $code }: { $label } “{ $value }” terlalu panjang, paling banyak { $most } huruf, ini { $length }.
fields-length-least = { $code }: { $label } “{ $value }” terlalu pendek, paling sedikit { $least } huruf, ini { $length }.
fields-unknown = { $code } tidak punya isian “{ $typed }”. Yang ada: { $labels }.
fields-several = { $code }: “{ $typed }” bisa berarti { $labels }. Tulis yang mana.
fields-twice = { $code }: { $label } ditulis dua kali. Cukup sekali.
fields-label = Nama isian { $label } tidak boleh memakai = : , ; @ atau tanda kutip.
form-order-custom-price = custom { $price }

cli-cmd-product-price = Harga lain untuk satu varian: reseller, atau grosir mulai sekian pcs
cli-cmd-product-field = Isian custom satu produk: nama punggung, nomor, kartu ucapan
cli-arg-priced = kode varian; kode produk berarti semua variannya
cli-arg-further-price = harga satuannya
cli-arg-of-level = untuk pelanggan dengan jenis harga ini, misalnya reseller
cli-arg-from-units = mulai berapa pcs varian ini dalam satu pesanan (grosir)
cli-arg-end-price = hentikan harga ini
cli-arg-least = paling sedikit berapa pcs per pesanan; none: bebas
cli-arg-multiple = kelipatan per pesanan, misalnya 6; none: bebas
cli-arg-field-label = nama isiannya, misalnya "Nama punggung"; yang sudah ada diubah
cli-arg-required = wajib diisi; --required=no: tidak wajib
cli-arg-digits = angka saja; --digits=no: boleh huruf
cli-arg-length = panjang isinya, misalnya 1..12 atau ..12; none: bebas
cli-arg-field-price = tambahan harga per pcs yang memakainya
cli-arg-end-field = tidak dipakai lagi
cli-value-field = ISIAN
cli-value-yes-no = yes|no
cli-value-min-max = MIN..MAX

cli-col-further = Harga lain
cli-col-field = Isian custom
cli-col-asks = Aturan
cli-least = minimal { $count } pcs per pesanan
cli-multiple = kelipatan { $count } pcs
cli-field-required = wajib
cli-field-optional = boleh kosong
cli-field-digits = angka
cli-field-length = { $range } huruf
cli-col-why = Jenis harga
cli-col-for-whom = Untuk

cmd-further-price = harga lain
cmd-further-price-help = Beri harga reseller atau grosir
cmd-custom-field = isian custom
cmd-custom-field-help = Minta isian custom untuk produk ini, misalnya nama punggung
form-units-hint = Mulai dari 2. Kosong: bebas
form-further = Harga lain { $name }
form-further-level-hint = reseller, member. Kosong: semua pelanggan
form-further-from-hint = 12: grosir mulai 12 pcs. Kosong: berapa pun
form-further-price-hint = Harga satuannya. Kosong: harga ini dihentikan
form-field = Isian custom { $name }
form-field-label-hint = Nama punggung, nomor, kartu ucapan. Nama yang sudah ada: diubah
form-field-required = Wajib diisi
form-field-digits = Angka saja
form-field-price = Tambahan harga
form-field-price-hint = Per pcs yang memakainya. Kosong: tidak ada
form-field-least-hint = Paling sedikit berapa huruf
form-field-most = Paling panjang
form-field-most-hint = Paling banyak berapa huruf
form-field-yes = ya
form-field-no = tidak
form-field-as-it-is = seperti sekarang
form-field-use = Isian ini
form-field-on = dipakai
form-field-off = tidak dipakai lagi
