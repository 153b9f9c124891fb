# The shop's settings.
form-shop-first = Welcome! Which shop is this? (Esc: later)
form-shop = The shop
form-shop-zone = Time zone
form-shop-account = Account
form-shop-account-hint = BCA 1234567890 Sari. May stay empty
form-shop-step-hint = Percentage down payments are rounded up to a multiple of this
form-draft-restored = What was not saved yet is back
form-draft-unsaved = Typed and not saved
