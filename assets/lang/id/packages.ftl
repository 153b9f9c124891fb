# Paket: varian yang isinya varian lain.
did-set-package = Isi paket { $code } disimpan
did-unset-package = { $code } bukan paket lagi
noun-choice = pilihan
field-package = Isi paket
field-package-qty = Jumlah isi paket
field-choice = Nama pilihan
package-unit = paket
pieces = { $pieces } pcs
packages = { $packages } paket
pieces-and-packages = { $pieces } pcs (termasuk { $packages } paket)
pieces-of = { $pieces }/{ $quota } pcs
pieces-of-and-packages = { $pieces }/{ $quota } pcs (termasuk { $packages } paket)

package-choice-unreadable = “{ $text }” bukan pilihan isi. Tulis jumlah yang dipilih, lalu paling sedikit dua isi: 2: NAS-KEJU, LDK, KST.
package-in-two-choices = { $code } ada di dua pilihan. Satu isi cukup di satu pilihan.
package-itself = { $code } tidak bisa berisi dirinya sendiri.
package-inside = { $inner } itu paket, jadi tidak bisa jadi isi { $package }. Tulis isinya satu per satu.
package-ordered = { $code } sudah dipesan di PO { $period }, jadi tidak bisa diubah dulu. Tunggu PO itu selesai, atau buat produk baru.
package-not-one = { $code } bukan paket.
package-choose = { $package }: pilih { $pick } dari { $among }. Tulis begini: { $example }
package-choose-other = { $package }: pilih { $pick } dari { $among }, bukan { $picked }. Tulis begini: { $example }
package-not-among = “{ $text }” tidak ada di pilihan { $package }. Yang bisa dipilih: { $among }.
package-nothing-to-choose = { $code } tidak punya pilihan isi. Tulis tanpa [ ] ya.
package-which-choice = { $order } punya { $package } dengan beberapa pilihan: { $has }. Sebutkan yang mana di dalam [ ].
package-quota-variant = { $left ->
    [0] Kuota { $code } sudah habis, jadi { $package } tidak bisa dipesan lagi.
   *[other] Kuota { $code } tinggal { $left } pcs; 1 { $package } isinya { $each }{ $fits ->
        [0] .
       *[other] , jadi cukup untuk { $fits }.
    }
}
package-quota-product = { $left ->
    [0] Kuota semua varian { $code } sudah habis, jadi { $package } tidak bisa dipesan lagi.
   *[other] Kuota semua varian { $code } tinggal { $left } pcs; 1 { $package } isinya { $each }{ $fits ->
        [0] .
       *[other] , jadi cukup untuk { $fits }.
    }
}
package-quota-period = { $left ->
    [0] Kuota PO { $code } sudah habis, jadi { $package } tidak bisa dipesan lagi.
   *[other] Kuota PO { $code } tinggal { $left } pcs; 1 { $package } isinya { $each }{ $fits ->
        [0] .
       *[other] , jadi cukup untuk { $fits }.
    }
}

# Perintah.
cli-cmd-product-package = Jadikan varian sebuah paket, atau ubah isinya
cli-arg-packaged = kode varian yang jadi paket
cli-arg-with = isi setiap paket, misalnya "3 NAS-KEJU"; boleh berkali-kali
cli-arg-choose = pilihan pembeli: jumlah lalu isinya, misalnya "2: NAS-KEJU, LDK, KST"; boleh bernama, "toples 2: …"
cli-arg-off = jadikan varian biasa lagi
cli-value-choice = PILIHAN
period-in-packages = isi paket

# Layar.
form-package = Isi paket { $name }
form-package-parts-hint = misalnya: 3 nastar keju, lidah kucing · kosong: bukan paket
form-package-choices = Pilihan
form-package-choices-hint = yang dipilih pembeli, misalnya: 2: nastar keju, lidah kucing; pita 1: merah, emas
form-package-pick = pilih { $pick } dari:
form-package-cost = Modal isinya
form-package-cost-part = Modal isinya, sebagian
form-package-cost-missing = Modal belum diisi: { $goods }
form-package-cost-below = Modal paket { $amount }, padahal isinya { $contents }
form-package-price-below = Harga { $amount } di bawah modal isinya { $contents }
form-package-off-title = Bukan paket lagi?
form-package-off = Isi { $code } kosong. Jadikan { $code } produk biasa lagi?
screen-catalog-which-package = Pilih dulu variannya: isi paket diatur per varian.
