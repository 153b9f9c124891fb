//! What the shop sells, who makes it, and where its money lies.

use std::collections::HashMap;

use ratatui::Frame;
use ratatui::layout::Rect;

use crate::book::{Account, ProductChange, Supplier, VariantChange};
use crate::domain::catalog::{Product, Variant, full_name};
use crate::domain::id::VariantId;
use crate::domain::message::Message;
use crate::domain::money::Rupiah;
use crate::domain::package::Package;
use crate::output::table::{Cell, Column as Out, Kind, Sheet};
use crate::tasks::rows::account::ACCOUNTS;
use crate::tasks::rows::supplier::SUPPLIERS;
use crate::tui::command::{Command, Context};
use crate::tui::effect::{Ctx, Effect, Outcome, Screen};
use crate::tui::forms::export::Export;
use crate::tui::forms::{catalog, package, price_list, terms};
use crate::tui::fuzzy::Fuzzy;
use crate::tui::keeper::{Book, BookError};
use crate::tui::rows;
use crate::tui::theme::Role;
use crate::tui::widgets::facts::{self, Fact};
use crate::tui::widgets::filter::Filter;
use crate::tui::widgets::listing::{Listing, Row};
use crate::tui::widgets::table::{self, Column};
use crate::tui::widgets::tabs::tab;
use crate::tui::widgets::{Part, below, empty_state, put_parts, top};

/// Rows under the list for what is in a package, further prices and custom fields.
const TERM_ROWS: u16 = 3;

/// What a row of the products is.
#[derive(Debug, Clone)]
enum Goods {
    /// A product, with its price when it has no variants of its own.
    Product(Product),
    /// A variant of the product above it.
    Variant(Product, Variant),
}

impl Row for Goods {
    type Id = (i64, i64);
    fn id(&self) -> (i64, i64) {
        match self {
            Self::Product(product) => (product.id.raw(), 0),
            Self::Variant(product, variant) => (product.id.raw(), variant.id.raw()),
        }
    }
}

/// The lists of the screen.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
enum View {
    #[default]
    Products,
    Suppliers,
    Accounts,
}

impl View {
    const ALL: [(Self, &'static str); 3] = [
        (Self::Products, "screen-catalog-products"),
        (Self::Suppliers, "screen-catalog-suppliers"),
        (Self::Accounts, "screen-catalog-accounts"),
    ];
}

/// Products, suppliers and accounts.
#[derive(Default)]
pub struct Catalog {
    view: View,
    filter: Filter,
    goods: Listing<Goods>,
    packages: HashMap<VariantId, Package>,
    /// Further prices and custom fields, by row, where there are any.
    terms: HashMap<(i64, i64), Vec<Fact>>,
    suppliers: Listing<Supplier>,
    accounts: Listing<Account>,
}

impl Catalog {
    fn product(&self) -> Option<&Product> {
        self.goods.selected().map(|goods| match goods {
            Goods::Product(product) | Goods::Variant(product, _) => product,
        })
    }

    /// The variant that is selected: a product without variants of its own is one.
    fn variant(&self) -> Option<(&Product, &Variant)> {
        match self.goods.selected()? {
            Goods::Variant(product, variant) => Some((product, variant)),
            Goods::Product(product) if !has_variants(product) => {
                Some((product, product.variants.first()?))
            }
            Goods::Product(_) => None,
        }
    }

    fn turn(&mut self, forward: bool) {
        let at = View::ALL
            .iter()
            .position(|(view, _)| *view == self.view)
            .unwrap_or(0);
        let step = if forward { 1 } else { View::ALL.len() - 1 };
        self.view = View::ALL[(at + step) % View::ALL.len()].0;
        self.filter.clear();
    }

    fn add(&self, book: &Book, ctx: &Ctx) -> Outcome {
        match self.view {
            View::Products => catalog::new_product(book, ctx),
            View::Suppliers => Ok(catalog::new_supplier()),
            View::Accounts => Ok(catalog::new_account(ctx)),
        }
    }

    fn edit(&self, book: &Book, ctx: &Ctx) -> Outcome {
        Ok(match self.view {
            View::Products => match self.goods.selected() {
                Some(Goods::Product(product)) => catalog::edit_product(product, book, ctx)?,
                Some(Goods::Variant(product, variant)) => {
                    catalog::edit_variant(&product.name, variant)
                }
                None => Effect::None,
            },
            View::Suppliers => match self.suppliers.selected() {
                Some(supplier) => catalog::edit_supplier(supplier),
                None => Effect::None,
            },
            View::Accounts => match self.accounts.selected() {
                Some(account) => catalog::edit_account(account, ctx),
                None => Effect::None,
            },
        })
    }

    /// Takes what is selected out of use, or back into it (rule 55): one key undoes it.
    fn archive(&self) -> Effect {
        match self.view {
            View::Products => match self.goods.selected() {
                Some(Goods::Product(product)) => {
                    let id = product.id;
                    let change = ProductChange {
                        archived: Some(!product.archived),
                        ..ProductChange::default()
                    };
                    Effect::deed(move |book, now| book.edit_product(id, &change, now))
                }
                Some(Goods::Variant(_, variant)) => {
                    let id = variant.id;
                    let change = VariantChange {
                        archived: Some(!variant.archived),
                        ..VariantChange::default()
                    };
                    Effect::deed(move |book, now| book.edit_variant(id, &change, now))
                }
                None => Effect::None,
            },
            View::Suppliers => match self.suppliers.selected() {
                Some(supplier) => {
                    let (id, archived) = (supplier.id, !supplier.archived);
                    Effect::deed(move |book, now| book.archive_supplier(id, archived, now))
                }
                None => Effect::None,
            },
            View::Accounts => match self.accounts.selected() {
                Some(account) => {
                    let (id, archived) = (account.id, !account.archived);
                    Effect::deed(move |book, now| book.archive_account(id, archived, now))
                }
                None => Effect::None,
            },
        }
    }

    fn sheet(&self, ctx: &Ctx) -> Sheet {
        let column = |key, word, kind| Out::new(key, ctx.word(word), kind);
        let rows = self
            .goods
            .rows()
            .iter()
            .flat_map(|goods| match goods {
                Goods::Product(product) if has_variants(product) => Vec::new(),
                Goods::Product(product) => product
                    .variants
                    .iter()
                    .map(|variant| cells(product, variant))
                    .collect(),
                Goods::Variant(product, variant) => vec![cells(product, variant)],
            })
            .collect();
        Sheet {
            name: ctx.word("cmd-catalog"),
            zone: ctx.zone,
            columns: vec![
                column("code", "output-code", Kind::Text),
                column("product", "output-product", Kind::Text),
                column("variant", "output-variant", Kind::Text),
                column("price", "output-unit-price", Kind::Money),
                column("cost", "form-product-cost", Kind::Money),
                column("supplier", "output-supplier", Kind::Text),
            ],
            rows,
            total: None,
        }
    }

    /// What is in the selected package, what further prices and fields the selected row has, under
    /// the list; gives back what is left for the list. A shop without any gives nothing away.
    fn draw_terms(&self, frame: &mut Frame, area: Rect, ctx: &Ctx) -> Rect {
        if (self.packages.is_empty() && self.terms.is_empty()) || area.height < 8 {
            return area;
        }
        let list = top(area, area.height - TERM_ROWS - 1);
        let package = self
            .variant()
            .and_then(|(_, variant)| self.packages.get(&variant.id));
        let mut facts: Vec<Fact> = package
            .map(|package| Fact::new(ctx.word("field-package"), package.text()))
            .into_iter()
            .collect();
        let selected = self.goods.selected().map(Row::id);
        facts.extend(
            selected
                .and_then(|id| self.terms.get(&id))
                .into_iter()
                .flatten()
                .cloned(),
        );
        facts::draw(
            frame.buffer_mut(),
            below(area, list.height + 1),
            &facts,
            &ctx.theme,
        );
        list
    }

    /// Further prices and fields by row, those of the product on each of its variants too.
    fn terms_of(
        product: &Product,
        book: &Book,
        ctx: &Ctx,
        into: &mut HashMap<(i64, i64), Vec<Fact>>,
    ) -> Result<(), BookError> {
        let alone = product.variants.first().filter(|_| !has_variants(product));
        let whole = std::iter::once((0, alone));
        let each = product.variants.iter();
        for (row, variant) in whole.chain(each.map(|one| (one.id.raw(), Some(one)))) {
            let facts = terms::facts(product, variant, book, ctx)?;
            if !facts.is_empty() {
                into.insert((product.id.raw(), row), facts);
            }
        }
        Ok(())
    }

    fn draw_goods(&self, frame: &mut Frame, area: Rect, ctx: &Ctx) {
        let columns = [
            Column::new(ctx.word("output-code"), 8, 16),
            Column::new(ctx.word("output-product"), 16, 32),
            Column::figures(ctx.word("output-unit-price"), 13),
            Column::figures(ctx.word("form-product-cost"), 13).rank(2),
            Column::figures(ctx.word("screen-catalog-margin"), 19).rank(1),
            Column::new(ctx.word("output-supplier"), 10, 24).rank(3),
        ];
        table::draw(
            frame.buffer_mut(),
            area,
            &columns,
            &self.goods,
            &ctx.theme,
            |goods| match goods {
                Goods::Product(product) => {
                    let role = if product.archived {
                        Role::Muted
                    } else {
                        Role::Accent
                    };
                    let name = named(product.name.clone(), product.archived, ctx);
                    let mut parts = vec![
                        Part::new(product.code.as_str(), role),
                        Part::new(name, role),
                    ];
                    parts.extend(figures(&product.variants, ctx));
                    parts.push(Part::new(
                        product.supplier_name.clone().unwrap_or_default(),
                        Role::Muted,
                    ));
                    parts
                }
                Goods::Variant(product, variant) => {
                    let role = if variant.archived || product.archived {
                        Role::Muted
                    } else {
                        Role::Text
                    };
                    let name = named(format!("  {}", variant.name), variant.archived, ctx);
                    let mut parts = vec![
                        Part::new(variant.code.as_str(), Role::Muted),
                        Part::new(name, role),
                    ];
                    parts.extend(figures(std::slice::from_ref(variant), ctx));
                    parts.push(Part::default());
                    parts
                }
            },
        );
    }
}

impl Screen for Catalog {
    fn title(&self, ctx: &Ctx) -> String {
        ctx.word("cmd-catalog")
    }

    fn context(&self) -> Context {
        Context::Catalog
    }

    fn refresh(&mut self, book: &Book, ctx: &Ctx) -> Result<(), BookError> {
        let mut fuzzy = Fuzzy::new(&self.filter.text());
        let mut fits = |text: &str| fuzzy.score(text).is_some();
        match self.view {
            View::Products => {
                self.packages = book.packages()?;
                let mut goods = Vec::new();
                self.terms.clear();
                for product in book.products()? {
                    let whole = fits(&format!("{} {}", product.code, product.name));
                    let found: Vec<Variant> = product
                        .variants
                        .iter()
                        .filter(|variant| {
                            let full = full_name(&product.name, &variant.name);
                            whole || fits(&format!("{} {full}", variant.code))
                        })
                        .cloned()
                        .collect();
                    if !whole && found.is_empty() {
                        continue;
                    }
                    Self::terms_of(&product, book, ctx, &mut self.terms)?;
                    goods.push(Goods::Product(product.clone()));
                    if has_variants(&product) {
                        goods.extend(
                            found
                                .into_iter()
                                .map(|variant| Goods::Variant(product.clone(), variant)),
                        );
                    }
                }
                self.goods.replace(goods, false);
            }
            View::Suppliers => {
                let mut suppliers = book.suppliers()?;
                suppliers.retain(|supplier| fits(&supplier.name));
                self.suppliers.replace(suppliers, false);
            }
            View::Accounts => {
                let mut accounts = book.accounts()?;
                accounts.retain(|account| fits(&account.name));
                self.accounts.replace(accounts, false);
            }
        }
        Ok(())
    }

    fn list_filter(&mut self) -> Option<&mut Filter> {
        Some(&mut self.filter)
    }

    fn update(&mut self, command: Command, book: &Book, ctx: &Ctx) -> Outcome {
        let moved = match self.view {
            View::Products => self.goods.moves(command),
            View::Suppliers => self.suppliers.moves(command),
            View::Accounts => self.accounts.moves(command),
        };
        if moved {
            return Ok(Effect::None);
        }
        match command {
            Command::NextView | Command::PreviousView => {
                self.turn(command == Command::NextView);
                self.refresh(book, ctx)?;
            }
            Command::Filter => self.filter.open(),
            Command::Back if self.filter.clear() => self.refresh(book, ctx)?,
            Command::NewProduct => return self.add(book, ctx),
            Command::Edit | Command::Open => return self.edit(book, ctx),
            Command::AddVariant if self.view == View::Products => {
                return Ok(self.product().map_or(Effect::None, catalog::add_variant));
            }
            Command::Package if self.view == View::Products && !self.goods.is_empty() => {
                return match self.variant() {
                    Some((product, variant)) => package::form(&product.name, variant, book),
                    None => Ok(Effect::warn(Message::new("screen-catalog-which-package"))),
                };
            }
            Command::FurtherPrice if self.view == View::Products => {
                let variant = self.variant().map(|(_, variant)| variant);
                return Ok(self
                    .product()
                    .map_or(Effect::None, |product| terms::price(product, variant)));
            }
            Command::CustomField if self.view == View::Products => {
                return match self.product() {
                    Some(product) => terms::field(product, book, ctx),
                    None => Ok(Effect::None),
                };
            }
            Command::Archive => return Ok(self.archive()),
            Command::Import if self.view == View::Products => return Ok(price_list::form(ctx)),
            Command::Export if self.view == View::Products => {
                return Ok(Export::sheet("products", self.sheet(ctx)).dialog(book, ctx));
            }
            Command::Copy if self.view == View::Products => {
                return Export::sheet("products", self.sheet(ctx)).copy(book, ctx);
            }
            _ => return Ok(Effect::Pass),
        }
        Ok(Effect::None)
    }

    fn draw(&self, frame: &mut Frame, area: Rect, ctx: &Ctx) {
        let head = if area.height > 6 {
            1 + u16::from(self.filter.is_shown())
        } else {
            0
        };
        if head > 0 {
            let tabs = View::ALL.map(|(view, key)| tab(&ctx.word(key), view == self.view));
            put_parts(frame.buffer_mut(), top(area, 1), &tabs, &ctx.theme);
            self.filter.draw(frame, top(below(area, 1), 1), &ctx.theme);
        }
        let list = below(area, head + u16::from(head > 0 && area.height > 14));
        match self.view {
            View::Products if !self.goods.is_empty() => {
                let list = self.draw_terms(frame, list, ctx);
                self.draw_goods(frame, list, ctx);
            }
            View::Suppliers if !self.suppliers.is_empty() => {
                rows::draw(frame, list, SUPPLIERS.columns, &self.suppliers, ctx);
            }
            View::Accounts if !self.accounts.is_empty() => {
                rows::draw(frame, list, ACCOUNTS.columns, &self.accounts, ctx);
            }
            view => {
                let (text, hint, key) = match view {
                    _ if self.filter.is_shown() => (
                        "tui-nothing-found",
                        "screen-filter-hint",
                        Command::Back.key(),
                    ),
                    View::Products => (
                        "screen-catalog-no-products",
                        "screen-catalog-no-products-hint",
                        Command::NewProduct.key(),
                    ),
                    View::Suppliers => (
                        "screen-catalog-no-suppliers",
                        "screen-catalog-no-suppliers-hint",
                        Command::NewProduct.key(),
                    ),
                    View::Accounts => (
                        "screen-catalog-no-accounts",
                        "screen-catalog-no-accounts-hint",
                        Command::NewProduct.key(),
                    ),
                };
                let hint = ctx.say(&Message::new(hint).text("key", key));
                empty_state(frame.buffer_mut(), list, &ctx.word(text), &hint, &ctx.theme);
            }
        }
    }
}

/// Whether its variants have names of their own.
fn has_variants(product: &Product) -> bool {
    product
        .variants
        .iter()
        .any(|variant| !variant.name.is_empty())
}

/// A name, marked in words when it is out of use.
fn named(name: String, archived: bool, ctx: &Ctx) -> String {
    if archived {
        format!("{name} ({})", ctx.word("screen-catalog-archived"))
    } else {
        name
    }
}

/// Price, cost and margin; a range where the variants differ.
fn figures(variants: &[Variant], ctx: &Ctx) -> [Part; 3] {
    let range = |get: &dyn Fn(&Variant) -> Rupiah| {
        let amounts = variants.iter().map(get);
        let least = amounts.clone().min().unwrap_or_default();
        let most = amounts.max().unwrap_or_default();
        if least == most {
            ctx.words.rupiah(least)
        } else {
            // From so much on: the exact prices stand below it. An ellipsis would look cut off.
            format!("{}+", ctx.words.rupiah(least))
        }
    };
    let margin = match variants {
        [only] if only.cost > Rupiah::ZERO && only.price > Rupiah::ZERO => {
            let margin = only.price.minus(only.cost).unwrap_or_default();
            let percent = margin.raw().saturating_mul(100) / only.price.raw();
            let role = if margin < Rupiah::ZERO {
                Role::Bad
            } else {
                Role::Good
            };
            Part::new(format!("{} {percent}%", ctx.words.rupiah(margin)), role)
        }
        _ => Part::default(),
    };
    let cost = if variants.iter().all(|variant| variant.cost == Rupiah::ZERO) {
        Part::new("-", Role::Muted)
    } else {
        Part::new(range(&|variant| variant.cost), Role::Muted)
    };
    [Part::text(range(&|variant| variant.price)), cost, margin]
}

fn cells(product: &Product, variant: &Variant) -> Vec<Cell> {
    vec![
        Cell::Text(variant.code.as_str().to_owned()),
        Cell::Text(product.name.clone()),
        Cell::Text(variant.name.clone()),
        Cell::Money(variant.price),
        Cell::Money(variant.cost),
        Cell::text(product.supplier_name.as_deref()),
    ]
}
