# Pesanan dari chat: apa yang dibaca, dianggap, dan ditanyakan.

chat-no-order = Tidak ada pesanan yang terbaca. Tempel format order, daftar rekap, atau kalimat seperti "2 nastar keju an Budi".
chat-statement = Ini sepertinya mutasi rekening, bukan pesanan. Catat uang masuk di layar Bayar atau dengan rekap pay.
chat-too-long = Teksnya terlalu panjang (batasnya { $limit } kB). Tempel sebagian-sebagian.
chat-too-many = Ada lebih dari { $limit } pesanan. Tempel sebagian-sebagian.
chat-nothing-on-sale = Belum ada yang dijual di PO ini. Tawarkan produk dulu: rekap po offer.

chat-goods-unknown = "{ $text }" tidak ada di PO ini. Barang yang mana?
chat-goods-several = "{ $text }" yang mana: { $names }?
chat-goods-near = "{ $text }" dibaca { $name }
chat-goods-only = barang tidak disebut; yang dijual hanya { $name }
chat-goods-twice = "{ $text }" disebut lagi; jumlahnya ditambahkan
chat-goods-heading = barangnya dari judul daftar: { $name }
chat-goods-context = "{ $text }" dibaca dari obrolan sebelumnya
chat-goods-missing = { $count } pcs, tapi barangnya tidak disebut. Barang yang mana?

chat-qty-missing = jumlah "{ $text }" tidak disebut, dianggap 1
chat-qty-shared = jumlah "{ $text }" dianggap untuk barang itu saja
chat-qty-each = masing-masing { $text }
chat-qty-dozen = { $text } dihitung { $count } pcs
chat-qty-pack = { $text } dihitung per satuan di katalog
chat-qty-bare = { $text } dianggap jumlah pcs
chat-qty-minus = "{ $text }" dibaca sebagai jumlah, bukan pengurangan
chat-qty-amount = { $text }: jumlah atau harga?
chat-qty-odd = "{ $text }" jumlahnya berapa?
chat-qty-measure = "{ $text }" itu berapa pcs?
chat-qty-or-name = Angka di "{ $text }": jumlah atau bagian dari nama?
chat-qty-priced = "{ $text }" hanya disebut harganya. Pesan berapa?
chat-qty-several = Ada beberapa angka pada "{ $text }". Pesan berapa?
chat-qty-whose = Jumlah "{ $text }" tidak jelas. Pesan berapa?
chat-corrected = diubah jadi { $count } oleh pesan berikutnya
chat-answered = { $count } dari jawaban atau pesan berikutnya
chat-qty-bounds = Jumlah { $text } di luar batas. Pesan berapa?

chat-price-differs = harga di pesan { $price }, dipakai harga PO { $ours } ({ $name })
chat-amount-differs = { $code }: di pesan { $seen }, sekarang { $ours }
chat-sum-differs = Di pesan tertulis { $seen }, harga barangnya { $ours }. Mana yang benar?
chat-shipping = ongkir dari pesan: { $amount }
chat-total-differs = total di pesan { $seen }, tagihan sekarang { $ours }
chat-tick-pays = dicatat lunas { $amount } ({ $way })
chat-tick-again = ✅ dicatat lunas, padahal sudah ada pembayaran { $amount } dari pelanggan ini ({ $at })
chat-claim-pays = dicatat sebagai transfer yang belum dicek: { $amount } ({ $way })
chat-claim-again = transfer { $amount } dari pelanggan ini sudah tercatat ({ $at })
chat-tick-choice = tanda ✅/☑ di pesan ini dianggap pilihan, bukan tanda lunas
chat-ticks-unset = { $ticks } pesan bertanda ✅; pembayarannya tidak dicatat. Kalau ✅ berarti lunas: rekap shop set ticks=paid, atau tombol ! di layar.
chat-custom = "{ $text }" dianggap permintaan untuk barang itu
chat-note = "{ $text }" dicatat sebagai catatan
chat-field-place = "{ $text }" dibaca menurut urutannya

chat-name-sentence = nama diambil dari kalimat: { $text }
chat-name-sender = nama dari pengirim chat: { $text }
chat-name-other = dikirim { $sender }; { $text } dianggap pemesannya
chat-name-recipient = hanya ada nama penerima; dianggap pemesan: { $text }
chat-name-known = dianggap pelanggan lama { $name } ({ $phone })
chat-names = Ada dua nama: { $text }. Siapa yang pesan?
chat-name-several = Ada { $count } pelanggan bernama { $name }. Yang mana? Sertakan nomor HP-nya.
chat-phone-of = nomor ini milik pelanggan { $name }; di pesan tertulis { $text }
chat-phone-loose = { $text } dianggap nomor HP
chat-phones = dua nomor HP: { $text }; dipakai { $taken }
chat-phone-sender = nomor HP dari pengirim chat: { $text }
chat-phone-unusable = { $text } bukan nomor HP yang bisa dipakai; disimpan apa adanya
chat-address-sentence = alamat diambil dari kalimat: { $text }

chat-addresses = Ada lebih dari satu alamat: "{ $text }". Pisahkan per alamat, atau ke mana?
chat-address-goods = Di alamat tertulis barang juga: "{ $text }". Ikut dipesan?
chat-quoted = Pesan ini membalas pesan lain (baris dengan >). Siapa pesan apa?
chat-who = Nama atau nomor HP tidak ada. Dari siapa?
chat-other-person = { $text } di pesan yang sama: pesanan orang lain? Pisahkan dulu.
chat-row = Baris daftar ini tidak terbaca utuh. Siapa pesan apa?
chat-struck = "{ $text }" dicoret atau tidak dicentang. Masih dipesan?
chat-items-many = Barangnya lebih dari { $limit }; sisanya tidak dibaca. Bagi pesanannya.
chat-no-items = Barang yang dipesan tidak terbaca. Pesan apa?
chat-changes = Sepertinya diubah atau dibatalkan. Periksa dulu.
chat-changes-another = Ini mengubah atau membatalkan pesanan, tapi pesanannya tidak ada di tempelan ini. Cari pesanannya, ubah di sana, lalu lewati pesan ini.
chat-changes-order = Ini mengubah atau membatalkan pesanan yang sudah ada: { $orders }. Ubah di sana.
chat-plans = Masih pakai syarat atau belum pasti. Jadi pesan?
chat-vague = "{ $text }": jumlah atau barangnya belum pasti. Pesan apa?
chat-not-understood = "{ $text }" tidak terbaca seluruhnya. Ini pesanan?
chat-vanished = Baris ini hilang di daftar yang lebih baru. Masih pesan?
chat-asks = Sepertinya baru bertanya, belum memesan. Periksa dulu.
chat-from-shop = Sepertinya pesan dari toko, bukan pesanan. Periksa dulu.
chat-other-po = Formulir ini untuk PO { $other }, bukan { $po }. Tempel di PO itu.

did-teach-alias = "{ $text }" berarti { $code }
did-forget-alias = "{ $text }" dilupakan
did-paste-orders = { $orders } pesanan dari chat disimpan
noun-alias = sebutan
field-alias = Sebutan

cli-cmd-order-paste = Baca pesanan dari chat atau daftar rekap; dengan --yes yang jelas disimpan dan kodenya dicetak
cli-cmd-alias = Sebutan barang dari pelanggan
cli-cmd-alias-add = Ajari bahwa sebutan ini berarti varian itu
cli-cmd-alias-list = Daftar sebutan
cli-cmd-alias-forget = Lupakan sebutan
cli-cmd-po-recap = Daftar rekap PO untuk grup
cli-arg-yes = simpan yang jelas dan yang dianggap jelas
cli-arg-chat-file = berkas teks; - atau kosong untuk stdin
cli-arg-said = sebutan dari pelanggan
cli-arg-alias-of = kode varian
cli-value-words = SEBUTAN
cli-col-alias = Sebutan

cli-paste-head = Pesan { $nth } (baris { $first }–{ $last }): { $state }
cli-paste-certain = jelas
cli-paste-assumed = dianggap jelas
cli-paste-unclear = belum jelas
cli-paste-known = sudah ada
cli-paste-again = Pesan { $nth } sudah menjadi { $order }; tidak ditambahkan lagi.
cli-paste-again-ticked = Pesan { $nth } sudah menjadi { $order }; ✅-nya tidak dicatat lagi, masih kurang { $lacks }. Kalau sudah dibayar: rekap pay { $order } JUMLAH.
cli-paste-twice = Pesan { $nth } sama dengan pesan { $other }; dibaca satu kali.
cli-paste-not-saved = Pesan { $nth } (baris { $first }, { $who }) tidak disimpan: { $why }
cli-paste-order-says = { $order }: { $what }
cli-paste-hint = Belum ada yang disimpan. Tambahkan --yes untuk menyimpan yang jelas dan yang dianggap jelas.
cli-paste-passed = { $count } baris bukan pesanan, dilewati. Isinya: --json, atau di layar.
cli-paste-nobody = tanpa nama
cli-not-text = Teksnya bukan UTF-8. Simpan ulang sebagai teks UTF-8.
