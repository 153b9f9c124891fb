# Teks dan kode yang diketik (rule 59).
text-too-long = Terlalu panjang: { $length } huruf, paling banyak { $limit }.
code-empty = Kodenya belum diisi.
code-too-long = Kode “{ $code }” terlalu panjang, paling banyak { $limit } huruf.
code-forbidden = Kode “{ $code }” tidak bisa dipakai: tanpa titik dua, koma, tanda kutip, tanda sama dengan, atau huruf tersembunyi.
