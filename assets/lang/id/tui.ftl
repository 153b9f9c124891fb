# Bingkai layar: pemberitahuan, pertanyaan, formulir.
tui-saved = { $what } · { $key } batalkan
tui-unchanged = Tidak ada yang berubah
tui-copied = Tersalin ke papan klip · tempelannya kosong? Terminal ini tidak bisa menyalin
tui-paste-ignored = Tempelan diabaikan. Chat: tempel di Pesanan ({ $key }); teks lain: di isiannya.
tui-no-more-periods = Tidak ada PO lain di arah itu
tui-nothing-found = Tidak ada yang cocok
tui-help-title = Bantuan
tui-palette-title = Perintah
tui-undo-title = Batalkan?
tui-undo-question = Perubahan terakhir dibuat { $at }: { $what }. Batalkan juga?
tui-undo-question-elsewhere = Perubahan terakhir dibuat { $at } di jendela lain: { $what }. Batalkan juga?
tui-undone = Dibatalkan: { $what }
tui-redone = Diulangi: { $what }
tui-discard-title = Buang isian?
tui-discard-question = Isian ini belum disimpan. Buang dan kembali?
tui-field-required = Wajib diisi
tui-more-fields = { $key }: { $count } isian lain
