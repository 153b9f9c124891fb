# Tanggal dan jam yang diketik (rule 61).
when-empty = Tanggalnya belum diisi.
when-unreadable = “{ $text }” bukan tanggal. Contoh: 15/2, 15 feb 2026, besok, sabtu, +7.
when-no-such-day = Tidak ada tanggal “{ $text }”.
when-no-such-time = Jam di “{ $text }” tidak ada. Contoh: 23.59.
when-backwards = “{ $text }” berakhir sebelum mulai.
when-zone = “{ $text }” bukan zona waktu. Pilih WIB, WITA, atau WIT.

# Hitung mundur.
countdown-days = { $n } hari lagi
countdown-hours = { $n } jam lagi
countdown-minutes = { $n } menit lagi
countdown-now = sekarang
countdown-soon = sebentar lagi
countdown-past-days = lewat { $n } hari
countdown-past-hours = lewat { $n } jam
countdown-past-minutes = lewat { $n } menit
countdown-past-just = baru saja lewat
when-today = hari ini { $clock }
when-yesterday = kemarin { $clock }
