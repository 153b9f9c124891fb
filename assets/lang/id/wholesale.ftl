# Harga grosir yang menghitung semua varian, dan pesanan yang jadi kurang untuk itu.
cli-arg-across-variants = hitung semua varian produknya (selusin campur ukuran)
form-further-counts = Yang dihitung
form-further-counts-variant = varian ini saja
form-further-counts-product = semua variannya (campur)
form-order-edit-below = Pesanan ini jadi kurang untuk harga grosir
form-order-edit-keep-price = Tetap { $label }
form-order-edit-today-price = Harga hari ini
cli-price-kept = Harga { $label } tetap dipakai. Kalau mau harga hari ini, ulangi dengan --reprice.
cli-arg-today-prices = harga hari ini untuk isi yang tidak lagi cukup untuk harga grosirnya
