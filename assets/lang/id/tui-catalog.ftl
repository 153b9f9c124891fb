# Katalog: produk, supplier, rekening.
screen-catalog-products = Produk
screen-catalog-accounts = Rekening
screen-catalog-margin = Untung
form-product-variant-price = “{ $text }” jadi bagian nama. Harga varian diisi sesudah disimpan: e di variannya.
screen-catalog-archived = diarsipkan
screen-catalog-no-products = Belum ada produk.
screen-catalog-no-products-hint = { $key } untuk menambah produk
screen-catalog-no-accounts = Belum ada rekening. Tunai tidak perlu rekening.
screen-catalog-no-accounts-hint = { $key } untuk menambah rekening

form-product-new = Produk baru
form-product-edit-title = Ubah { $code }
form-product-cost = Modal (HPP)
form-product-cost-hint = biaya membuat atau membeli satu, boleh kosong
form-product-variants = Varian
form-product-variants-hint = Keju, Coklat, Kacang · atau: S, M, L x Hitam, Putih · kosong kalau cuma satu
form-product-code-hint = kosong: dibuatkan dari namanya
form-product-all-hint = untuk semua varian; kosong: tidak berubah
form-variant-new-title = Varian baru { $product }
form-variant-edit-title = Ubah { $name }
form-variant-hint = misalnya Keju, atau M / Hitam
form-account-edit = Ubah rekening
form-account-new = Rekening baru
form-account-hint = misalnya BCA 1234567890
