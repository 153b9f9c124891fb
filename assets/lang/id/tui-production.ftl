# Produksi: rekap.
screen-produce-options = Ukuran/warna
screen-produce-total = Total { $count } pcs
screen-produce-none = Belum ada yang dibuat: belum ada pesanan.
screen-produce-none-hint = { $key } untuk ke daftar pesanan
screen-produce-no-po = Belum ada PO.
screen-produce-no-po-hint = { $key } untuk membuat PO
screen-produce-one-po = Pilih satu PO dulu untuk itu.
screen-produce-no-version = Belum ada rekap yang dikunci. { $key } mengunci rekap sesudah PO ditutup.
screen-produce-frozen = Rekap v{ $version } dikunci
screen-produce-pick-version = Bandingkan dengan rekap
screen-produce-stale = PO dibuka lagi: kirim rekap baru sesudah ditutup
