# Rencana yang berubah: tanggal mundur, minimum belum tercapai, pesanan pindah, barang diganti.
plan-days = { $days } hari
plan-minimum = { $sold } dari { $units }
plan-minimum-waived = { $sold } dari { $units }, tetap diproduksi
field-minimum = Minimum
field-set-size = Isi satu batch
field-daily-capacity = Kapasitas per hari
field-delivery-days = Hari kirim terlama
field-buffer-days = Hari cadangan
form-minimum-hint = Di bawah ini, saat tutup ditanya: lanjut atau batal
form-set-size-hint = 12: dihitung per batch 12 pcs. Kosong: tanpa batch
form-shop-capacity-hint = Sanggup berapa pcs sehari; untuk usulan estimasi
form-shop-delivery-hint = Paling lama berapa hari di jalan
form-shop-buffer-hint = Ditambahkan untuk jaga-jaga

did-postpone = Estimasi PO { $code } { $name } diubah jadi { $from } – { $to }
did-tell = { $orders } pesanan PO { $code } { $name } dikabari soal tanggal baru
did-tell-orders = { $orders } pesanan dikabari soal tanggal baru
did-produce-anyway = { $what } di PO { $code } { $name } tetap diproduksi walau di bawah minimum

refusal-same-period = { $order } memang sudah di PO { $period }.
refusal-split-takes-all = Itu semua isi { $order }. Pindahkan saja pesanannya: rekap order move { $order }.
refusal-same-variant = Penggantinya sama: { $code }. Sebutkan varian lain.
refusal-same-person = { $order } memang pesanan { $customer }.
refusal-order-elsewhere = { $order } bukan pesanan PO { $period }.
refusal-nothing-to-tell = Estimasi PO { $period } belum pernah diubah, jadi tidak ada yang perlu dikabari.
refusal-no-minimum = { $code } tidak punya minimum.
refusal-no-pace = Estimasi PO { $period } belum bisa diusulkan. Isi dulu kapasitas per hari (rekap shop set daily-capacity=40) atau lama pengerjaan supplier (rekap supplier edit NAMA --lead 14).

cli-to-tell = { $po }: { $orders } pesanan belum dikabari soal tanggal baru. Daftarnya: rekap po show { $po } --json; tandai dengan rekap po told.
cli-below-minimum = { $code } di bawah minimum: { $sold } dari { $minimum }. Perpanjang (rekap po reopen { $po } --until …), tetap produksi (rekap po proceed { $po }), atau batalkan semua (rekap po cancel { $po } --why …).
cli-col-begins = Mulai produksi
cli-col-production-days = Lama produksi

cli-cmd-po-postpone = Ubah estimasi siap; yang lama tetap tercatat
cli-cmd-po-told = Tandai siapa yang sudah dikabari soal tanggal baru
cli-cmd-po-estimate = Usulkan estimasi dari kapasitas, lama kirim, dan hari cadangan
cli-cmd-po-proceed = Tetap produksi walau minimumnya tidak tercapai
cli-arg-minimum = paling sedikit berapa pcs supaya jadi diproduksi; none: tanpa minimum
cli-arg-set-size = dijual per batch, isi berapa; each: satu dari tiap varian; none: tanpa batch
cli-arg-told-orders = pesanan yang sudah dikabari
cli-arg-all-told = semua sudah dikabari
cli-arg-waived = hanya varian ini
cli-arg-lead-days = berapa hari sampai barangnya datang; none: tidak tentu
cli-value-days = HARI

# Pesanan yang pindah, dipecah, diganti isinya, dioper.
field-agreed-by = Yang menyetujui
changes-moved-from = Pindahan dari { $order }
changes-moved-to = Dipindah ke { $order }
changes-substituted = { $qty } { $from } diganti { $to }, disetujui { $agreed } ({ $at })
changes-passed = { $order }: Dioper dari { $from } ke { $to } ({ $at })
did-move-order = Pesanan { $from } dari { $customer } dipindah ke PO { $period } jadi { $order }
did-move-orders = { $orders } pesanan dipindah ke PO { $period }
did-split-order = Sebagian pesanan { $from } dari { $customer } dipindah ke PO { $period } jadi { $order }
did-substitute = { $qty } { $from } di pesanan { $order } dari { $customer } diganti { $to }
did-pass-order = Pesanan { $order } dioper dari { $from } ke { $to }
cli-cmd-order-move = Pindahkan pesanan ke PO lain bersama uangnya; kode barunya dicetak
cli-cmd-order-split = Pindahkan sebagian isi pesanan ke PO lain; kode barunya dicetak
cli-cmd-order-substitute = Ganti barang yang dijanjikan dengan yang lain
cli-cmd-order-pass = Oper slot ke pelanggan lain; uangnya tetap milik yang membayar
cli-arg-to-po = PO tujuan
cli-arg-parted = yang dipindah, misalnya "2 NAS-KEJU"; boleh berkali-kali
cli-arg-replaced = yang diganti, misalnya "2 NAS-KEJU"
cli-arg-replacement = kode penggantinya
cli-arg-agreed-by = siapa yang menyetujui
cli-arg-reprice = dengan harga penggantinya hari ini; tanpa ini harga lama
cli-arg-next-customer = nama pelanggan yang menerima
