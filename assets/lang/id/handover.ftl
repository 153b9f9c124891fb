# Serah terima: paket, kurir, ambil sendiri.

noun-parcel = paket
parcel-way-courier = dikirim
parcel-way-pickup = diambil
parcel-packed = dikemas
parcel-sent = di jalan
parcel-received = diterima
parcel-returned = kembali
parcel-again = kirim lagi
parcel-close = tutup pesanan
goods-back-stock = kembali ke stok
goods-back-lost = hilang atau rusak
goods-back-none = tetap di pelanggan

field-courier = Kurir
field-service = Layanan
field-tracking = Resi
field-courier-paid = Ongkir dibayar
field-cod = COD
field-parcel-days = Hari sampai paket dianggap diterima
field-collect-days = Batas ambil (hari)
form-collect-days-hint = sesudahnya yang belum diambil terdaftar

did-ship = { $parcel } dikirim lewat { $courier }: { $orders }, { $customer }
did-pack = { $parcel } dikemas: { $orders }, { $customer }
did-ship-many = { $parcels } paket dikirim
did-pack-many = { $parcels } paket dikemas
did-pick-up = { $orders } diambil { $customer }
did-pick-up-many = { $orders } pesanan diambil
did-pick-up-paid = { $orders } diambil { $customer }, dibayar { $amount } { $method }
did-pick-up-many-paid = { $orders } pesanan diambil, dibayar { $amount } { $method }
did-change-parcel = { $parcel } diubah: { $orders }, { $customer }
did-change-parcels = { $parcels } paket diubah
did-send-parcel = { $parcel } dikirim: { $orders }, { $customer }
did-send-parcels = { $parcels } paket dikirim
did-receive-parcel = { $parcel } diterima { $customer }
did-receive-parcels = { $parcels } paket diterima
did-return-parcel = { $parcel } kembali: { $orders }, { $customer }
did-return-parcel-again = { $parcel } kembali, akan dikirim lagi: { $orders }, { $customer }
did-return-parcel-close = { $parcel } kembali, pesanan ditutup: { $orders }, { $customer }

refusal-handed-over = { $goods } di { $order } sudah dikemas atau diserahkan { $handed } pcs, jadi tidak bisa dikurangi menjadi { $wanted }.
refusal-unsettled = { $order } belum lunas, kurang { $rest }. Beri alasannya kalau tetap diserahkan, atau pakai COD.
refusal-unsettled-stage = { $order } masih menunggu tagihan tahap berikutnya. Beri alasannya kalau tetap diserahkan.
refusal-order-unconfirmed = { $order } masih menunggu DP, jadi belum bisa diserahkan.
refusal-nothing-to-hand-over = Semua barang { $order } sudah dikemas atau diserahkan.
refusal-fewer-to-hand-over = { $goods } di { $order } tinggal { $left } pcs yang belum diserahkan, bukan { $wanted }.
refusal-not-there = { $goods } untuk { $order } baru ada { $there } dari { $wanted } pcs. Catat dulu hasil produksinya.
refusal-parcel-of-two = { $order } milik { $customer }, { $other } milik { $another }: satu paket untuk satu pelanggan.
refusal-part-of-several = Sebagian barang atau satu penerima hanya bisa dipilih dari satu pesanan.
refusal-cod-too-much = COD paling banyak { $rest }, sebesar sisa tagihannya.
refusal-parcel-state = { $parcel } sekarang { $state }, jadi ini tidak bisa.
refusal-parcel-fetched = { $parcel } diambil sendiri, jadi tidak punya kurir dan resi.
refusal-choose-destination = Sisa barang { $order } untuk para penerimanya. Pilih salah satu: { $names }.
refusal-destinations-have-more = Penerima { $order } mendapat { $shared } { $goods }, padahal pesanannya { $ordered }. Kurangi dulu bagian penerimanya.
