# Customers: the list, the card, the forms.
screen-person-count = { $count } { $count ->
    [one] customer
   *[other] customers
    }
screen-person-owes = Due
screen-person-owed = To refund
screen-person-credit = Credit
screen-person-settled = nothing due
screen-person-orders = Orders
screen-person-no-orders = No orders yet.
screen-person-no-orders-hint = { $key } records an order
screen-person-none = No customers yet. Orders add them automatically, too.
screen-person-none-hint = { $key } adds a customer

form-person-new = New customer
form-person-edit = Edit customer
form-person-find = Find a customer
form-person-nameless = no name
form-person-phone-hint = for example 0812-3456-7890
form-person-birthday = Birthday
form-person-birthday-hint = for example 15/2/1990
form-person-handle-hint = channel and handle, for example: ig @siti, shopee siti88
form-person-handle-unreadable = Type the channel and the handle. Examples: ig @siti, shopee siti88.
form-person-merge = Merge with whom?
form-person-alike = similar
form-person-merge-title = Merge?
form-person-merge-question = All orders and payments of { $from } go to { $into }. Are they the same person?
form-person-hello = Hello { $name } 😊
form-person-hello-titled = Hello { $name } 😊
form-person-hello-nameless = Hello 😊
form-person-answer-line = { $order }: total { $total }, paid { $paid }, due { $rest }
form-person-answer-dp = { $order }: down payment { $rest } of { $total } in total
form-person-answer-part-dp = { $order }: { $rest } left of the down payment, paid { $paid } of { $total } in total
form-person-answer-by = at the latest { $by }
form-person-answer-sum-now = Due now: { $rest }
form-person-answer-sum = Total due: { $rest }
form-person-answer-thanks = Thank you 🙏
form-person-answer-nothing = All your orders are settled. Thank you 🙏
form-person-answer-held = We still hold { $held } of yours. If we use it for this, { $left } is left to pay.
form-person-answer-held-all = We still hold { $held } of yours, enough for all of it. Shall we use it for this?
form-person-answer-refund = We will refund you { $amount } 🙏
tell-how-to-pay = How to pay:
