# Satu pesanan untuk banyak orang: milik siapa tiap barangnya, dan siapa yang bayar.
field-bill-payer = Ditagih ke
form-payer-hint = kalau yang bayar bukan yang pesan
check-payer = Yang ditagih untuk { $subject } bukan pelanggan di buku ini.
cli-arg-bill-payer = siapa yang ditagih, kalau bukan yang pesan; kosong: yang pesan
refusal-wearer-paid = Bagian { $name } di { $order } sudah lunas.
noun-wearer = nama di pesanan
wearer-rest = { $name }: { $amount }, sisa { $rest }
wearer-paid = { $name }: { $amount }, lunas
form-pay-for = Untuk
form-pay-for-all = seluruh pesanan
cli-arg-paid-for = untuk siapa dibayar (nama di pesanan); tanpa jumlah: sisanya
form-pay-for-hint = misalnya 125rb; kosong: sisa yang dipilih
form-pay-credit-for-all = Titipan dipakai untuk seluruh pesanan. Pilih semuanya, atau bayar bagian ini dengan cara lain.
