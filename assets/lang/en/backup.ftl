# Copies of the book, and one of them back in its place.
backup-auto = automatic
backup-manual = asked for
backup-upgrade = before an upgrade
backup-restore = before a restore
backup-none = No backups yet.
backup-none-good = There is no good backup. Make one with rekap backup.
backup-old = The last good backup is of { $at }. Make one with rekap backup.
backup-why = Why
backup-size = KiB
backup-file = File
backup-second = Also in the second folder: { $path }
backup-unsealed = it has no seal (.sha256), so nobody can tell whether it has changed
backup-changed = it has changed since it was made
backup-strange = another hand changed what it is made of ({ $part })
backup-is-the-book = it is the book itself
restore-loses-nothing = Nothing is lost: this backup has all the book has.
restore-loses = { $deeds ->
    [one] { $deeds } deed since this backup will be gone, done { $newest }.
   *[other] { $deeds } deeds since this backup will be gone, the newest of { $newest }.
}
restore-other-book = This backup is of another book: all { $deeds } deeds of the present book will be gone, the newest of { $newest }.
restore-done = Restored. The book as it was is kept: { $path }
restore-placed = Restored.
restore-offer = The newest good backup is of { $at }. To put it in place: rekap restore "{ $path }"
restore-was-gone = There was a book here before: its newest good backup is of { $at }. To put it in place: rekap restore "{ $path }"
backup-title = Backups
backup-second-unset = No second folder for backups; { $key } sets one (USB stick, synced folder).
backup-hint = Press { $key } to make one.
backup-in-second = second folder
backup-failed = No backup was made: { $why }
form-backup = Second backup folder
form-backup-hint = /media/… or a synced folder; empty for none
form-backup-saved = Saved.
field-backup-folder = Folder
restore-title = Restore this backup?
restore-question = The book becomes what it was { $at }. { $loss } The present book is kept aside.
restore-ask = There is a good backup of { $at }. Put it in place? [y/n]
backup-made = Backup made: { $path }
cli-backup-force = To replace it all the same, add --force.
cli-restore-none = There is no backup { $path }. rekap backup --list shows those there are.
