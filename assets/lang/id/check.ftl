# Yang janggal saat buku diperiksa.
check-integrity = Berkasnya rusak: { $detail }.
check-foreign-key = { $subject } menunjuk data yang tidak ada.
check-order-total = Total { $subject } tidak sama dengan jumlah item dan biayanya.
check-order-unsummed = { $subject } tidak punya hitungan total.
check-below-zero = Total { $subject } di bawah Rp0.
check-order-paid = Jumlah terbayar { $subject } tidak sama dengan pembayarannya.
check-overallocated = Pembayaran { $subject } dibagi lebih besar dari nilainya.
check-reversal = Pembatalan { $subject } tidak sebesar pembayaran asalnya.
check-offer-sold = Jumlah terjual { $subject } tidak sama dengan pesanannya.
check-tier-used = Jumlah terpakai harga { $subject } tidak sama dengan pesanannya.
check-period-sold = Angka PO { $subject } tidak sama dengan pesanannya.
check-phone-twice = Nomor { $subject } dipakai dua pelanggan.
check-bonus-given = Jumlah bonus { $subject } yang terpakai tidak sama dengan pesanannya.
check-package-parts = Isi paket di pesanan { $subject } tidak cocok dengan paketnya.
check-waiting-holds = Pesanan { $subject } ada di waiting list sekaligus memegang slot.
