# The catalogue: products, suppliers, accounts.
screen-catalog-products = Products
screen-catalog-accounts = Accounts
screen-catalog-margin = Margin
form-product-variant-price = “{ $text }” becomes part of the name. Set a variant's price after saving: e on it.
screen-catalog-archived = archived
screen-catalog-no-products = No products yet.
screen-catalog-no-products-hint = { $key } adds a product
screen-catalog-no-accounts = No accounts yet. Cash needs none.
screen-catalog-no-accounts-hint = { $key } adds an account

form-product-new = New product
form-product-edit-title = Edit { $code }
form-product-cost = Cost
form-product-cost-hint = cost to make or buy one; may be empty
form-product-variants = Variants
form-product-variants-hint = Cheese, Chocolate, Peanut · or: S, M, L x Black, White · empty when there is only one
form-product-code-hint = empty: made from the name
form-product-all-hint = for all variants; empty: unchanged
form-variant-new-title = New variant of { $product }
form-variant-edit-title = Edit { $name }
form-variant-hint = for example Cheese, or M / Black
form-account-edit = Edit account
form-account-new = New account
form-account-hint = for example BCA 1234567890
