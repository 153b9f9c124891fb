# Ekspor dan salin.
form-export-title = Ekspor: { $what }
form-export-format = Format
form-export-xlsx = Excel (XLSX)
form-export-csv = CSV, pemisah koma
form-export-semicolons = CSV, pemisah titik koma
form-export-text = Teks untuk chat
form-export-json = JSON
form-export-path = Berkas
form-export-path-hint = folder dan nama; akhirannya ditambahkan sendiri
form-export-becomes = Jadinya
form-export-exists = sudah ada, nanti ditanya dulu
form-export-replace-title = Timpa berkas?
form-export-replace = { $file } sudah ada. Ganti isinya dengan yang baru?
form-export-saved = Tersimpan di { $file }
form-export-copied = Tersalin: { $what }. Tinggal tempel di WhatsApp · { $key } untuk menyimpannya sebagai berkas
form-export-pdf = PDF
