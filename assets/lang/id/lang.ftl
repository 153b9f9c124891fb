# Pilihan bahasa.
lang-unknown = Bahasa “{ $text }” belum ada. Pilih id atau en.
