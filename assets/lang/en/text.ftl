# Texts and codes as typed (rule 59).
text-too-long = Too long: { $length } characters, at most { $limit }.
code-empty = The code is missing.
code-too-long = The code “{ $code }” is too long, at most { $limit } characters.
code-forbidden = The code “{ $code }” can't be used: no colon, comma, quote, equals sign or hidden character.
