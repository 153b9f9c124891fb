# Satu item yang diketik: “2 NAS: tanpa gula”.
item-no-quantity = “{ $text }”: jumlahnya belum ada. Tulis jumlah lalu kode, misalnya “2 NAS”.
item-quantity-out-of-bounds = “{ $text }”: jumlah harus antara 1 dan { $max }.
item-no-variant = “{ $text }”: produknya belum ada. Tulis jumlah lalu kode, misalnya “2 NAS”.
