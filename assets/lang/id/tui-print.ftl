# Cetak dari layar: label, nota, surat jalan, daftar kemas.
cmd-print-papers = cetak
cmd-print-papers-help = Cetak label, nota dengan surat jalan, atau daftar kemas ke berkas; baris yang ditandai, atau yang dipilih
cmd-also-print-papers = print label resi nota struk surat jalan packing daftar kemas pdf thermal

print-title = Cetak untuk { $orders } pesanan
print-title-parcel = Cetak untuk paket { $parcel }
print-title-parcels = Cetak untuk { $parcels } paket
form-print = { $papers } · { $of }
form-print-nota = Nota (dan surat jalan tiap penerima)
form-print-orders = { $orders } pesanan
form-print-parcels = { $parcels } paket
form-print-more = dan { $more } lagi
form-print-paper = Kertas
form-print-a4 = A4
form-print-80mm = gulungan 80 mm
form-print-58mm = gulungan 58 mm
form-print-as = Untuk
form-print-pdf = PDF
form-print-escpos = printer struk (ESC/POS)
form-print-used = Sudah terpakai
form-print-used-hint = Berapa label di lembar pertama yang sudah terpakai; kosong: lembarnya utuh
form-print-not-noted = Kertasnya tidak bisa diingat: { $why }
form-export-told = Yang perlu diperiksa
