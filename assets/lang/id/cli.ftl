# Kalimat baris perintah.
cli-unknown-command = `{ $command }` tidak punya perintah "{ $text }".
cli-unknown-flag = `{ $command }` tidak mengenal { $text }.
cli-extra-word = "{ $text }" kelebihan untuk `{ $command }`.
cli-missing-argument = `{ $command }` masih kurang: { $arguments }.
cli-missing-command = `{ $command }` masih kurang: perintahnya.
cli-missing-value = { $argument } belum diisi.
cli-conflict = { $argument } tidak bisa dipakai bersama { $other }.
cli-wrong-usage = `{ $command }` tidak bisa ditulis begitu.
cli-did-you-mean = Maksud Anda { $guess }?
cli-see-help = Lihat `{ $command } --help`.
cli-not-yet = `{ $command }` belum ada di versi ini.
cli-not-one-of = { $argument }: "{ $text }" tidak dikenal. Pilihannya: { $choices }.
cli-bad-value = { $argument }: { $why }
cli-unreadable = "{ $text }" tidak terbaca.
cli-not-utf8 = Ada isian yang bukan teks UTF-8.
cli-bad-number = "{ $text }" bukan angka bulat antara { $low } dan { $high }.
cli-bad-setting = "{ $text }" harus ditulis KUNCI=NILAI, misalnya name="Dapur Ibu".
cli-bad-part = "{ $text }" harus ditulis ORDER=NOMINAL, misalnya NAS3-017=50rb.
cli-io = Tidak bisa menulis hasilnya: { $reason }.
cli-no-data-folder = Folder data tidak ditemukan. Sebutkan berkas bukunya dengan --book.
