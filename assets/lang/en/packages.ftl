# Packages: a variant made of other variants.
did-set-package = Contents of { $code } saved
did-unset-package = { $code } is no longer a package
noun-choice = choice
field-package = Contents
field-package-qty = Quantity in the package
package-unit = packages
pieces = { $pieces } pcs
packages = { $packages ->
        [one] { $packages } package
       *[other] { $packages } packages
    }
pieces-and-packages = { $pieces } pcs (with { $packages ->
        [one] { $packages } package
       *[other] { $packages } packages
    })
pieces-of = { $pieces }/{ $quota } pcs
pieces-of-and-packages = { $pieces }/{ $quota } pcs (with { $packages ->
        [one] { $packages } package
       *[other] { $packages } packages
    })
field-choice = Name of the choice

package-choice-unreadable = “{ $text }” is not a choice. Write how many are picked, then at least two to pick from: 2: NAS-KEJU, LDK, KST.
package-in-two-choices = { $code } is in two choices. One is enough.
package-itself = { $code } can't contain itself.
package-inside = { $inner } is a package, so it can't be in { $package }. Write what is in it one by one.
package-ordered = { $code } is ordered in PO { $period }, so it can't be changed yet. Wait until that PO is finished, or make a new product.
package-not-one = { $code } is not a package.
package-choose = { $package }: choose { $pick } of { $among }. Write it like this: { $example }
package-choose-other = { $package }: choose { $pick } of { $among }, not { $picked }. Write it like this: { $example }
package-not-among = “{ $text }” is not among the choices of { $package }. To choose from: { $among }.
package-nothing-to-choose = { $code } has nothing to choose. Write it without [ ].
package-which-choice = { $order } has { $package } with several choices: { $has }. Say which one in [ ].
package-quota-variant = { $left ->
    [0] { $code } is sold out, so no { $package } can be ordered.
   *[other] Only { $left } pcs of { $code } left; 1 { $package } holds { $each }{ $fits ->
        [0] .
       *[other] , so there is room for { $fits }.
    }
}
package-quota-product = { $left ->
    [0] All variants of { $code } are sold out, so no { $package } can be ordered.
   *[other] Only { $left } pcs left over all variants of { $code }; 1 { $package } holds { $each }{ $fits ->
        [0] .
       *[other] , so there is room for { $fits }.
    }
}
package-quota-period = { $left ->
    [0] PO { $code } is sold out, so no { $package } can be ordered.
   *[other] Only { $left } pcs left in PO { $code }; 1 { $package } holds { $each }{ $fits ->
        [0] .
       *[other] , so there is room for { $fits }.
    }
}

# Commands.
cli-cmd-product-package = Make a variant a package, or change its contents
cli-arg-packaged = code of the variant that is the package
cli-arg-with = what is in each package, for example "3 NAS-KEJU"; may be repeated
cli-arg-choose = what the customer chooses: how many, then of what, for example "2: NAS-KEJU, LDK, KST"; may be named, "jars 2: …"
cli-arg-off = make it a plain variant again
cli-value-choice = CHOICE
period-in-packages = in packages

# Screens.
form-package = Contents of { $name }
form-package-parts-hint = for example: 3 nastar keju, lidah kucing · empty: not a package
form-package-choices = Choices
form-package-choices-hint = what the customer picks, for example: 2: nastar keju, lidah kucing; ribbon 1: red, gold
form-package-pick = choose { $pick } of:
form-package-cost = Cost of the contents
form-package-cost-part = Cost of the contents, in part
form-package-cost-missing = No cost entered yet: { $goods }
form-package-cost-below = The package costs { $amount }, but its contents { $contents }
form-package-price-below = The price { $amount } is below the cost of the contents, { $contents }
form-package-off-title = No longer a package?
form-package-off = Nothing is left in { $code }. Make { $code } a plain product again?
screen-catalog-which-package = Select one variant first: each is a package by itself.
