# Apa yang sudah dilakukan, untuk riwayat.
did-set-shop = Pengaturan toko { $name } disimpan
did-restored-book = Buku dipulihkan dari { $copy }; yang digantikan disimpan di { $kept }
did-restored-lost-book = Buku yang hilang dipulihkan dari { $copy }
did-add-account = Rekening { $name } ditambahkan
did-archive-account = Rekening { $name } diarsipkan
did-restore-account = Rekening { $name } dipakai lagi
did-edit-account = Rekening { $name } diubah

did-add-product = Produk { $code } { $name } ditambahkan
did-edit-product = Produk { $code } { $name } diubah
did-archive-product = Produk { $code } { $name } diarsipkan
did-add-variant = Varian { $code } { $name } ditambahkan
did-edit-variant = Varian { $code } diubah

did-add-period = PO { $code } { $name } dibuat
did-edit-period = PO { $code } { $name } diubah
did-clone-period = PO { $code } disalin dari { $from }
did-open-period = PO { $code } { $name } dibuka
did-close-period = PO { $code } { $name } ditutup, rekap v{ $version } dikunci
did-reopen-period = PO { $code } { $name } dibuka lagi
did-start-production = Produksi PO { $code } { $name } dimulai
did-mark-ready = PO { $code } { $name } siap
did-finish-period = PO { $code } { $name } selesai
did-cancel-period = PO { $code } { $name } dibatalkan, berikut { $orders } pesanan
did-set-offer = { $variant } di PO { $code } { $name } disimpan
did-set-tier = Harga { $label } untuk { $variant } di PO { $code } { $name } disimpan
did-archive-tier = Harga { $label } untuk { $variant } di PO { $code } { $name } dihentikan
did-withdraw-offer = { $variant } tidak dijual lagi di PO { $code } { $name }
did-restore-offer = { $variant } dijual lagi di PO { $code } { $name }
did-set-quota = Kuota { $product } di PO { $code } { $name } diubah

did-add-customer = Pelanggan { $name } ditambahkan
did-edit-customer = Data { $name } diubah
did-merge-customers = { $from } digabung ke { $into }

did-place-order = Pesanan { $order } dari { $customer } dicatat, { $total }
did-edit-order = Pesanan { $order } dari { $customer } diubah
did-charge-order = Biaya { $order } disimpan: { $kind } { $amount }
did-uncharge-order = Biaya { $order } dihapus: { $kind }
did-cancel-order = Pesanan { $order } dari { $customer } dibatalkan
did-import-orders = { $orders } pesanan diimpor ke PO { $period }
did-import-orders-changed = { $orders } pesanan diimpor ke PO { $period }, { $changed } yang sudah ada diubah

did-pay = { $amount } diterima dari { $customer } untuk { $order }
did-pay-many = { $payments } pembayaran dicatat
did-claim = { $customer } bilang sudah transfer { $amount } untuk { $order }
did-refund = { $amount } dikembalikan ke { $customer } untuk { $order }
did-pay-customer = { $amount } diterima dari { $customer }
did-pay-bills = { $amount } diterima dari { $customer } untuk { $orders }
did-refund-customer = { $amount } dikembalikan ke { $customer }
did-allocate-credit = { $amount } titipan { $customer } dipakai untuk { $order }
did-void-payment = Pembayaran { $payment } sebesar { $amount } dihapus
