# The file of the book.
book-missing = There is no book at { $path }.
book-exists = { $path } exists and is not overwritten. Choose another name.
book-not-a-book = { $path } is not a rekap book. The file was not touched.
book-empty = { $path } is empty, not a rekap book. Remove it first to make a new book there.
book-newer = A newer rekap made this book (version { $found }, this one knows { $known }). Update rekap first; the book was not touched.
book-damaged = This book is damaged and was not touched ({ $detail }). Open the last good backup.
book-bad-backup = { $path } is no good backup: { $why }. Nothing was changed.
book-no-folder = There is no folder for backups at { $path }.
book-read-only = This book can only be looked at. Save a copy where it may be written.
book-locked = Another program is using the book. Try again in a moment.
book-clock-behind = The last change is from the future: is the computer's clock right? Everything stays in the order it was done.
book-disk-full = The disk is full, nothing was saved. Free some space and try again.
book-storage = The book can't be read or written: { $detail }.
book-denied = You may not read or write there: the files belong to somebody else or are protected.
book-no-place = There can be no file there: its folder is missing, or the name is not possible.
