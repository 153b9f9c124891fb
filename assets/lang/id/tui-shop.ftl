# Data toko.
form-shop-first = Selamat datang! Isi data toko dulu (Esc: nanti saja)
form-shop = Data toko
form-shop-zone = Zona waktu
form-shop-account = Rekening
form-shop-account-hint = BCA 1234567890 a.n. Sari. Boleh kosong
form-shop-step-hint = DP persen dibulatkan ke atas ke kelipatan ini
form-draft-restored = Isian yang belum tersimpan dikembalikan
form-draft-unsaved = Tadi diketik, belum tersimpan
