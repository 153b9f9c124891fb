# Waiting list, slot, dan kapan pesanan mulai dihitung.
did-waitlist-order = Pesanan { $order } dari { $customer } masuk waiting list, { $total }
did-place-unconfirmed = Pesanan { $order } dari { $customer } dicatat, menunggu DP, { $total }
did-serve-order = Pesanan { $order } dari { $customer } masuk dari waiting list, { $total }
did-and-served = { $deed }; dari waiting list masuk { $orders }
did-pay-confirms = { $amount } diterima dari { $customer }, { $order } jadi pasti
did-pay-waits = { $amount } diterima dari { $customer }, tapi slot sudah penuh: { $order } masuk waiting list

refusal-order-counts = Pesanan { $order } sudah dihitung, tidak sedang menunggu.

cli-waits = { $order } masuk waiting list, urutan ke-{ $place }.
cli-unconfirmed = { $order } belum pasti sampai DP { $amount } masuk.
cli-needs-no-waiting = Masih ada tempat: { $order } langsung dicatat, tidak perlu waiting list.
cli-col-overbook = Melebihi kuota karena

cli-cmd-order-serve = Masukkan pesanan dari waiting list
cli-arg-overbook = alasan menerima walau kuota penuh
cli-arg-waitlist = kalau kuota penuh, masukkan ke waiting list
cli-arg-keep-by = kapan pesanan jadi pasti: saat dicatat, atau saat DP masuk

home-about-deficit = Kuota
home-about-waitlist = Waiting list
home-deficit = { $period }: terjual { $over } di atas kuota ({ $codes })
home-waitlist-fits = { $count } pesanan di waiting list sekarang muat

orders-waitlist = waiting list
orders-unconfirmed = menunggu DP
orders-released = dilepas
orders-mark-waiting = antre { $place }
orders-mark-unconfirmed = tunggu DP
