# Pembatalan: aturan, DP hangus, dan yang dikembalikan.
forfeit = { $why } { $then }
did-cancel-order-kept = Pesanan { $order } dari { $customer } dibatalkan, DP hangus { $kept }
did-keep = DP hangus { $order } jadi { $amount }
forfeit-unpaid = Belum ada uang masuk, tidak ada yang dikembalikan.
forfeit-by-shop = Dibatalkan toko, jadi DP tidak hangus.
forfeit-nothing = DP tidak hangus.
forfeit-by-owner = DP hangus { $kept } atas keputusan toko.
forfeit-until-close = DP hangus { $percent }% walau PO belum tutup: { $kept }.
forfeit-until-production = DP hangus { $percent }% karena PO sudah tutup: { $kept }.
forfeit-after = DP hangus { $percent }% karena produksi sudah mulai: { $kept }.
forfeit-refund = Kembalikan { $refund }.
forfeit-no-refund = Tidak ada yang dikembalikan.

refusal-cancellation-unreadable = “{ $text }” bukan aturan batal. Tulis berapa persen DP yang dikembalikan: sebelum tutup/sebelum produksi/sesudahnya, misalnya 100/50/0. Bisa juga hangus, atau tanpa.
refusal-cancellation-rises = { $rule } berarti makin lambat batal makin banyak yang dikembalikan. Angkanya persen DP yang dikembalikan. Maksudnya { $meant }?
refusal-keep-too-much = DP hangus bisa Rp0 sampai { $paid }, sebesar yang sudah dibayar.
refusal-keep-by-shop = Kalau toko yang membatalkan, semua uangnya kembali: tidak ada DP hangus.
refusal-not-cancelled = { $order } belum batal, jadi tidak ada DP hangus. Batalkan dulu pesanannya.
check-kept = DP hangus { $subject } lebih besar dari uang yang ada.
check-unique-code = Kode unik { $subject } bukan angka 1 sampai 999.

cancel-always = Kalau batal kapan pun, { $part }.
cancel-stages = Kalau batal sebelum PO tutup, { $close }. Sebelum produksi, { $production }. Setelah itu { $after }.
cancel-after-close = Kalau batal sebelum PO tutup, { $before }. Setelah itu { $after }.
cancel-after-production = Kalau batal sebelum produksi, { $before }. Setelah itu { $after }.
cancel-gives-back = DP kembali { $percent }%
cancel-gives-back-later = kembali { $percent }%
cancel-forfeits = DP hangus
form-period-cancellation = Aturan batal
form-period-cancellation-hint = persen DP yang kembali sebelum tutup/sebelum produksi/sesudahnya, misalnya 100/50/0
form-cancel-keep = DP hangus
form-cancel-keep-hint = kosong: menurut aturan; atau nominalnya, Rp0 kalau semua dikembalikan
cli-col-cancellation = Aturan batal
cli-col-kept = DP hangus
cli-arg-cancel-rule = persen DP yang kembali kalau pelanggan batal sebelum tutup/sebelum produksi/sesudahnya, misalnya 100/50/0; hangus; none
cli-value-rule = ATURAN
cli-arg-kept = DP yang hangus; tanpa ini menurut aturan PO

refusal-part-needs-reason = { $order } sudah lewat penutupan, jadi mengurangi isinya termasuk batal sebagian. Tulis alasannya.
refusal-offer-in-packages = { $code } ada di dalam paket yang sudah dipesan ({ $order }), jadi tidak bisa dibuang sendiri.
did-cancel-part = { $order } { $customer } batal sebagian ({ $why }). { $kept }
did-drop-offer = { $variant } dibuang dari PO { $code } { $name }: { $orders } pesanan, { $why }
cli-dropped = { $changed ->
    [0] { $cancelled } pesanan dibatalkan toko.
   *[other] { $cancelled ->
        [0] { $changed } pesanan berkurang.
       *[other] { $changed } pesanan berkurang, { $cancelled } dibatalkan toko.
    }
}
cli-cmd-po-drop = Buang satu varian dari PO: isinya dibatalkan toko, sisanya tetap
cli-arg-dropped = varian yang dibuang
cli-arg-part-why = kenapa isinya berkurang setelah PO tutup (batal sebagian)
cli-arg-part-by = siapa yang membatalkan sebagian, atau bagaimana sampainya
cli-arg-part-kept = DP hangus, bukan menurut aturan
form-part = Batal sebagian { $order } · { $customer }
form-part-hint = Kenapa isinya berkurang?
