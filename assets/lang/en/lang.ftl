# The choice of a language.
lang-unknown = There is no language “{ $text }”. Choose id or en.
