# Berkas buku toko.
book-missing = Belum ada buku di { $path }.
book-exists = { $path } sudah ada dan tidak ditimpa. Pilih nama lain ya.
book-not-a-book = { $path } bukan buku rekap. Berkasnya tidak diubah.
book-empty = { $path } kosong, bukan buku rekap. Hapus dulu kalau mau membuat buku baru di situ.
book-newer = Buku ini dibuat rekap yang lebih baru (versi { $found }, rekap ini mengenal sampai { $known }). Perbarui rekap dulu; bukunya tidak diubah.
book-damaged = Buku ini rusak dan tidak diubah ({ $detail }). Buka cadangan terakhir yang masih baik.
book-bad-backup = { $path } bukan cadangan yang baik: { $why }. Tidak ada yang diubah.
book-no-folder = Tidak ada folder cadangan di { $path }.
book-read-only = Buku ini hanya bisa dilihat. Simpan salinannya di tempat yang bisa ditulis.
book-locked = Buku sedang dipakai program lain. Coba lagi sebentar ya.
book-clock-behind = Jam komputer mundur? Catatan terakhir ada di masa depan. Urutannya tetap seperti waktu dicatat.
book-disk-full = Disk penuh, belum ada yang tersimpan. Kosongkan sedikit ruang lalu coba lagi.
book-storage = Buku tidak bisa dibaca atau ditulis: { $detail }.
book-denied = Tidak diizinkan membaca atau menulis di sana: berkasnya milik orang lain atau dilindungi.
book-no-place = Tidak bisa ada berkas di sana: foldernya tidak ada, atau namanya tidak mungkin.
