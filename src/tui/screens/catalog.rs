//! The catalogue screen: products, suppliers and accounts.

use std::collections::HashMap;

use ratatui::Frame;
use ratatui::layout::Rect;

use crate::book::{Account, Book, BookError, ProductChange, Supplier, VariantChange};
use crate::domain::catalog::{Product, Variant, full_name};
use crate::domain::id::VariantId;
use crate::domain::message::Message;
use crate::domain::package::Package;
use crate::output::table::Sheet;
use crate::tasks::rows::account::ACCOUNTS;
use crate::tasks::rows::column::file;
use crate::tasks::rows::product::{CATALOG_ON_SCREEN, CatalogRow, VARIANTS, VariantRow};
use crate::tasks::rows::supplier::SUPPLIERS;
use crate::tui::command::{Command, Context};
use crate::tui::effect::{Ctx, Effect, Outcome, Screen};
use crate::tui::forms::export::Export;
use crate::tui::forms::{catalog, package, price_list, terms};
use crate::tui::fuzzy::Fuzzy;
use crate::tui::rows;
use crate::tui::widgets::facts::{self, Fact};
use crate::tui::widgets::filter::Filter;
use crate::tui::widgets::listing::{Listing, Row};
use crate::tui::widgets::tabs::tab;
use crate::tui::widgets::{below, empty_state, put_parts, top};

/// Most rows under the list for package contents, further prices and custom fields.
const TERM_ROWS: u16 = 3;

impl Row for CatalogRow {
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

/// The catalogue screen.
#[derive(Default)]
pub struct Catalog {
    view: View,
    filter: Filter,
    goods: Listing<CatalogRow>,
    packages: HashMap<VariantId, Package>,
    /// Further prices and custom fields by row, where there are any.
    terms: HashMap<(i64, i64), Vec<Fact>>,
    suppliers: Listing<Supplier>,
    accounts: Listing<Account>,
}

impl Catalog {
    fn product(&self) -> Option<&Product> {
        self.goods.selected().map(|goods| match goods {
            CatalogRow::Product(product) | CatalogRow::Variant(product, _) => product,
        })
    }

    /// The selected variant; for a product without named variants its only one.
    fn variant(&self) -> Option<(&Product, &Variant)> {
        match self.goods.selected()? {
            CatalogRow::Variant(product, variant) => Some((product, variant)),
            CatalogRow::Product(product) if !has_variants(product) => {
                Some((product, product.variants.first()?))
            }
            CatalogRow::Product(_) => None,
        }
    }

    fn switch_view(&mut self, forward: bool) {
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
            View::Suppliers => Ok(catalog::supplier_form(None)),
            View::Accounts => Ok(catalog::new_account(ctx)),
        }
    }

    fn edit(&self, book: &Book, ctx: &Ctx) -> Outcome {
        Ok(match self.view {
            View::Products => match self.goods.selected() {
                Some(CatalogRow::Product(product)) => catalog::edit_product(product, book, ctx)?,
                Some(CatalogRow::Variant(product, variant)) => {
                    catalog::edit_variant(&product.name, variant)
                }
                None => Effect::None,
            },
            View::Suppliers => match self.suppliers.selected() {
                Some(supplier) => catalog::supplier_form(Some(supplier)),
                None => Effect::None,
            },
            View::Accounts => match self.accounts.selected() {
                Some(account) => catalog::edit_account(account, ctx),
                None => Effect::None,
            },
        })
    }

    /// Archives what is selected, or brings it back (rule 55). No question, as `u` undoes it.
    fn archive(&self) -> Effect {
        match self.view {
            View::Products => match self.goods.selected() {
                Some(CatalogRow::Product(product)) => {
                    let id = product.id;
                    let change = ProductChange {
                        archived: Some(!product.archived),
                        ..ProductChange::default()
                    };
                    Effect::deed(move |book, now| book.edit_product(id, &change, now))
                }
                Some(CatalogRow::Variant(_, variant)) => {
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
        let goods = self.goods.rows().iter();
        let variants = goods.flat_map(|goods| match goods {
            CatalogRow::Product(product) if has_variants(product) => Vec::new(),
            CatalogRow::Product(product) => {
                let variants = product.variants.iter();
                let row = |variant| VariantRow::new(product, variant, None);
                variants.map(row).collect()
            }
            CatalogRow::Variant(product, variant) => vec![VariantRow::new(product, variant, None)],
        });
        let variants: Vec<_> = variants.collect();
        file(ctx.word("cmd-catalog"), VARIANTS, &variants, &ctx.view())
    }

    /// Draws package contents, further prices and custom fields of the selected row at the bottom,
    /// and returns the area left for the list. When the shop has none of these, that is the whole
    /// area.
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

    /// Further prices and fields by row; a product's own ones are listed at each of its variants
    /// too.
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
                    goods.push(CatalogRow::Product(product.clone()));
                    if has_variants(&product) {
                        goods.extend(
                            found
                                .into_iter()
                                .map(|variant| CatalogRow::Variant(product.clone(), variant)),
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
            View::Products => self.goods.move_selection(command),
            View::Suppliers => self.suppliers.move_selection(command),
            View::Accounts => self.accounts.move_selection(command),
        };
        if moved {
            return Ok(Effect::None);
        }
        match command {
            Command::NextView | Command::PreviousView => {
                self.switch_view(command == Command::NextView);
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
                rows::draw(frame, list, CATALOG_ON_SCREEN, &self.goods, ctx);
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

/// Whether the product has named variants.
fn has_variants(product: &Product) -> bool {
    product
        .variants
        .iter()
        .any(|variant| !variant.name.is_empty())
}
