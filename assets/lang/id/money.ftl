# Jumlah uang yang diketik (rule 60).
money-empty = Jumlahnya belum diisi.
money-unreadable = “{ $text }” bukan jumlah uang. Contoh: 125000, 125rb, 1,5jt.
money-ambiguous = “{ $text }” bisa dibaca dua cara. Maksudnya { $readings }?
money-too-large = Jumlahnya terlalu besar, paling banyak { $limit }.
money-percent = “{ $text }” bukan persen. Tulis sampai 100%, misalnya 10% atau 12,5%.
money-thousands = { $digits } rb
money-millions = { $digits } jt
money-billions = { $digits } M
