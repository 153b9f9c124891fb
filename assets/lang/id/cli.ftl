# Kalimat baris perintah.
cli-unknown-command = `{ $command }` tidak punya perintah “{ $text }”.
cli-unknown-flag = `{ $command }` tidak mengenal { $text }.
cli-extra-word = “{ $text }” kelebihan untuk `{ $command }`.
cli-missing-argument = `{ $command }` masih kurang: { $arguments }.
cli-missing-command = `{ $command }` masih kurang: perintahnya.
cli-missing-value = { $argument } belum diisi.
cli-conflict = { $argument } tidak bisa dipakai bersama { $other }.
cli-twice = { $argument } ditulis dua kali.
cli-wrong-usage = `{ $command }` tidak bisa ditulis begitu.
cli-did-you-mean = Maksudnya { $guess }?
cli-see-help = Lihat `{ $command } --help`.
cli-not-yet = `{ $command }` belum ada di versi ini.
cli-not-one-of = { $argument }: “{ $text }” tidak dikenal. Pilihannya: { $choices }.
cli-bad-value = { $argument }: { $why }
cli-unreadable = “{ $text }” tidak terbaca.
cli-not-utf8 = Ada isian yang bukan teks UTF-8.
cli-path-not-json = Nama { $path } bukan teks UTF-8, jadi tidak bisa ditulis di JSON tanpa berubah. Jalankan tanpa --json, atau pakai nama lain.
cli-bad-number = “{ $text }” bukan angka bulat antara { $low } dan { $high }.
cli-bad-setting = “{ $text }” harus ditulis KUNCI=NILAI, misalnya name="Dapur Ibu".
cli-bad-part = “{ $text }” harus ditulis ORDER=NOMINAL, misalnya NAS3-017=50rb.
cli-io = Tidak bisa menulis hasilnya: { $reason }.
cli-saved-all-the-same = Perubahannya sendiri sudah tersimpan.
cli-no-data-folder = Folder data tidak ditemukan. Sebutkan berkas bukunya dengan --book.
cli-backup-needs-file = Cadangan tidak bisa ditampilkan di layar. Sebutkan berkasnya, atau alirkan: rekap backup - > salinan.rekap
cli-restore-needs-file = Tidak ada yang masuk. Sebutkan berkasnya, atau alirkan: rekap restore - < salinan.rekap
cli-restore-force = Kalau memang itu yang dimaksud, tambahkan --force; buku yang sekarang tetap disimpan.
cli-binary-needs-file = Berkas ini bukan teks, jadi tidak bisa ditampilkan di layar. Sebutkan berkasnya: -o rekap.xlsx.
cli-nothing-to-remove = Pesanan baru belum punya { $code } yang bisa dikurangi.
cli-similar-payment = Mirip pembayaran { $payment }: { $amount }, { $at }. Tetap dicatat; kalau dobel, `rekap pay void`.
cli-bad-handle = “{ $text }” harus ditulis KANAL=AKUN, misalnya ig=dapuribu.
cli-cleaned = Ada karakter yang dibuang; yang disimpan: “{ $text }”.
cli-undone = Diurungkan: { $what } (nomor { $deed }, { $at })
cli-redone = Diulangi: { $what }
cli-was-undone = { $what } (diurungkan)
cli-closed = { $po } ditutup; rekap v{ $version } dikunci.
cli-called-off = { $po } dibatalkan, berikut { $orders } pesanan.

# Judul kolom.
cli-col-name = Nama
cli-col-phone = No. HP
cli-col-zone = Zona
cli-col-dp-step = Pembulatan DP
cli-col-backup-folder = Folder cadangan kedua
cli-col-method = Cara
cli-col-code = Kode
cli-col-price = Harga
cli-col-cost = Modal
cli-col-id = No
cli-col-at = Waktu
cli-col-what = Apa
cli-col-stage = Tahap
cli-col-opens = Buka
cli-col-closes = Tutup
cli-col-ready = Estimasi
cli-col-dp = DP
cli-col-sold = Terjual
cli-col-quota = Kuota
cli-col-tier = Harga bertahap
cli-col-used = Terpakai
cli-col-first = Untuk
cli-col-until = Sampai
cli-col-left = Sisa
cli-col-product = Produk
cli-col-orders = Pesanan
cli-col-owes = Sisa tagihan
cli-col-owed = Perlu direfund
cli-col-handles = Akun
cli-col-address = Alamat
cli-col-birthday = Ulang tahun
cli-col-level = Jenis harga
cli-col-note = Catatan
cli-late = susulan
cli-col-customer = Pelanggan
cli-col-placed = Dipesan
cli-col-units = Pcs
cli-col-total = Total
cli-col-payment = Pembayaran
cli-col-status = Status
cli-col-late = Susulan karena
cli-col-cancelled = Batal karena
cli-col-recipient = Penerima
cli-col-qty = Jumlah
cli-col-amount = Nominal
cli-col-custom = Custom
cli-col-paid = Dibayar

cli-demo-needs-place = Toko contoh perlu tempat: sebutkan berkas baru dengan --book, atau jalankan di terminal.
cli-demo-making = Menyiapkan toko contoh: { $done } dari { $total } …
cli-panic = Maaf, rekap tersandung di { $place }. Yang sudah tersimpan aman; tolong laporkan baris ini.
cli-check-looking = Memeriksa buku: { $done } dari { $total } …
cli-check-ok = Bukunya beres: tidak ada yang janggal.
cli-import-more = … dan { $more } lagi.
cli-import-bad-rows = { $rows } baris tidak terbaca, jadi tidak ada yang disimpan. Perbaiki dulu, atau lewati dengan --skip-bad.
cli-import-doubtful = { $rows } baris meragukan, jadi tidak ada yang disimpan. Betulkan berkasnya, lewati dengan --skip-bad, atau ambil apa adanya dengan --take-doubtful.
cli-import-map-status = Arti status "{ $status }" belum dikenal: tulis di berkas status ikut = { $status }, atau status batal = { $status }, lalu beri --map BERKAS.
cli-import-reading = Membaca baris { $rows } …
cli-import-saving = Menyimpan pesanan { $done } dari { $total } …
cli-imported = { $orders } pesanan masuk ({ $cancelled } batal), { $lines } baris; { $products } produk baru, { $customers } pelanggan baru, { $known } pesanan sudah ada{ $changed ->
    [0] {""}
   *[other] , { $changed } di antaranya diubah
}. Satu kali `rekap undo` mengembalikan semuanya.
cli-imported-nothing = Tidak ada pesanan baru: { $known } pesanan di berkas ini sudah ada.
cli-import-update = { $orders } pesanan di atas bisa diubah sekaligus seperti di berkas: ulangi dengan --update.
cli-import-dry-run = Akan masuk { $orders } pesanan ({ $cancelled } batal), { $lines } baris; { $known } pesanan sudah ada{ $changed ->
    [0] {""}
   *[other] , { $changed } di antaranya akan diubah
}. Belum ada yang disimpan.
cli-tally-stale = PO ini dibuka lagi setelah rekap v{ $version }: yang sudah dikirim ke dapur belum tentu berlaku. Kirim rekap baru setelah ditutup.
