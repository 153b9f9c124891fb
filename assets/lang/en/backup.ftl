# Copies of the book, and one of them back in its place.
backup-auto = automatic
backup-manual = by hand
backup-upgrade = before an upgrade
backup-restore = before a restore
backup-none = No backups yet.
backup-none-good = There is no good backup. Make one with rekap backup.
backup-old = The last good backup is of { $at }. Make one with rekap backup.
backup-why = Why
backup-size = KiB
backup-file = File
backup-second = Also in the second folder: { $path }
backup-unsealed = its seal (.sha256) is missing, so there is no telling whether it has changed
backup-changed = it has changed since it was made
backup-strange = another program changed it ({ $part })
backup-is-the-book = it is the book in use
backup-broken = { $findings ->
    [one] the check finds one thing wrong:
   *[other] the check finds { $findings } things wrong, the first:
} { $first } All of it: rekap check --book "{ $path }"
backup-doubtful = { $findings ->
    [one] the check finds one thing wrong:
   *[other] the check finds { $findings } things wrong, the first:
} { $first } All of it: rekap check --book "{ $path }"; to take it all the same: rekap restore --force
restore-loses-nothing = Nothing is lost: this backup has everything the book has.
restore-loses = { $deeds ->
    [one] { $deeds } change since this backup will be lost, made { $newest }.
   *[other] { $deeds } changes since this backup will be lost, the newest made { $newest }.
}
restore-other-book = This backup is of another book: all { $deeds } changes in the current book will be lost, the newest made { $newest }.
restore-done = Restored. The book as it was is kept: { $path }; to go back to it: rekap restore "{ $path }"
restore-placed = Restored.
restore-numbers-unknown = The last numbers of the book that was here can't be read. Order numbers go on after the newest backup's; compare them first with those that customers have.
restore-told = { $findings ->
    [one] One text in this backup has control characters or direction marks; rekap check names it.
   *[other] { $findings } texts in this backup have control characters or direction marks; rekap check names them.
}
restore-offer = The newest good backup is of { $at }. To restore it: rekap restore "{ $path }"
restore-was-gone = There was a book here before: its newest good backup is of { $at }. To restore it: rekap restore "{ $path }"
backup-title = Backups
backup-second-unset = No second folder for backups; { $key } sets one (USB stick, synced folder).
backup-hint = Press { $key } to make a backup.
backup-in-second = second folder
backup-failed = No backup was made: { $why }
form-backup = Second backup folder
form-backup-hint = /media/… or a synced folder; empty for none
form-backup-saved = Saved.
field-backup-folder = Folder
restore-title = Restore this backup?
restore-question = The book goes back to how it was { $at }. { $loss } The current book is kept aside.
restore-ask = There is a good backup of { $at }. Restore it? [y/n]
backup-made = Backup made: { $path }
cli-backup-force = To replace it anyway, add --force.
cli-restore-none = There is no backup { $path }. rekap backup --list shows what there is.
