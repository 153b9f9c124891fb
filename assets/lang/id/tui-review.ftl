# Pesanan yang ditempel dari chat.

context-review = Pesanan dari chat
review-title = Pesanan dari chat
review-head = Pesan { $nth } dari { $all } · belum diputuskan { $open } · tersimpan { $saved }
review-saved = sudah menjadi { $order }
review-lines-passed = { $count } baris tidak terbaca sebagai pesanan, dilewati. Terlihat di samping pesan sebelumnya.
review-line-passed = · dilewati, tidak terbaca sebagai pesanan: { $text }
review-passed = dilewati
review-tick-unset = tidak dicatat sebagai pembayaran; kalau berarti lunas, atur di { $key }
review-refused = { $saved } pesanan disimpan, { $refused } ditolak. { $who }: { $why }
review-leave = { $open } pesan belum diputuskan. Tinggalkan? Yang belum disimpan hilang dari daftar ini.
review-find = Cari pesan
review-no-export = Ulasan ini tidak diekspor: a simpan, s lewati, e ubah, Esc kembali.
review-at-our-price = { $why }. Simpan dengan harga PO?
review-none-certain = Tidak ada yang sepenuhnya jelas. Periksa satu per satu: a simpan, s lewati, e perbaiki.
review-goods-clear = Barangnya sudah jelas semua.
review-pick-goods = "{ $text }": barang yang mana?
review-total = Total { $total }
review-tick-waits = dicatat lunas kalau semuanya sudah jelas
review-twice = sama dengan pesan { $other }; menjadi satu pesanan

orders-paste-how = Salin chat di WhatsApp, lalu tempel di sini (Ctrl+Shift+V atau Cmd+V).
cmd-paste-chat = tempel chat
cmd-paste-chat-help = Chat atau daftar rekap ditempel di layar ini
cmd-accept-draft = simpan
cmd-accept-draft-help = Simpan pesanan yang dibaca dari pesan ini (atau Enter)
cmd-accept-all = simpan yang jelas
cmd-accept-all-help = Simpan semua pesanan yang sepenuhnya jelas
cmd-skip-draft = lewati
cmd-skip-draft-help = Lewati pesan ini
cmd-name-goods = barang
cmd-name-goods-help = Pilih barang yang dimaksud; sebutan yang belum dikenal diingat
review-done = Semua pesan sudah diputuskan, { $saved } tersimpan.
