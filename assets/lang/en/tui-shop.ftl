# The shop's settings.
form-shop-first = Welcome! Tell us about your shop (Esc: later)
form-shop = Shop details
form-shop-zone = Time zone
form-shop-account = Account
form-shop-account-hint = BCA 1234567890 a.n. Sari. May be empty
form-shop-step-hint = A DP in percent is rounded up to a multiple of this
form-draft-restored = What you typed before is back
form-draft-unsaved = Typed and not saved
