//! The catalogue screen: products, suppliers and accounts.

mod named;

use std::collections::HashMap;

use ratatui::Frame;
use ratatui::layout::Rect;

use crate::book::{Book, BookError, ProductChange, VariantChange};
use crate::domain::catalog::{Product, Variant, full_name};
use crate::domain::id::VariantId;
use crate::domain::message::Message;
use crate::domain::package::Package;
use crate::output::table::Sheet;
use crate::tasks::rows::column::file;
use crate::tasks::rows::product::{CATALOG_ON_SCREEN, CatalogRow, VARIANTS, VariantRow};
use crate::tui::command::{Command, Context};
use crate::tui::effect::{Ctx, Effect, Outcome, Scope, Screen};
use crate::tui::forms::export::Export;
use crate::tui::forms::{catalog, package, price_list, terms};
use crate::tui::fuzzy::Fuzzy;
use crate::tui::made::Made;
use crate::tui::rows;
use crate::tui::widgets::facts::{self, Fact};
use crate::tui::widgets::filter::Filter;
use crate::tui::widgets::listing::{Listing, Row};
use crate::tui::widgets::tabs::tab;
use crate::tui::widgets::{below, empty_state, put_parts, top};
use named::Tab;

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

/// The catalogue screen.
pub struct Catalog {
    /// The tab that is shown: 0 is the goods, the others are `named`.
    tab: usize,
    filter: Filter,
    goods: Listing<CatalogRow>,
    packages: HashMap<VariantId, Package>,
    /// Further prices and custom fields by row, where there are any.
    terms: HashMap<(i64, i64), Vec<Fact>>,
    /// The other tabs, with the keys of their titles.
    named: Vec<(&'static str, Box<dyn Tab>)>,
}

impl Default for Catalog {
    fn default() -> Self {
        Self {
            tab: 0,
            filter: Filter::default(),
            goods: Listing::default(),
            packages: HashMap::new(),
            terms: HashMap::new(),
            named: named::tabs(),
        }
    }
}

/// The commands for goods only, not for suppliers and accounts.
const FOR_GOODS: [Command; 7] = [
    Command::AddVariant,
    Command::Package,
    Command::FurtherPrice,
    Command::CustomField,
    Command::Import,
    Command::Export,
    Command::Copy,
];

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

    fn switch_tab(&mut self, forward: bool) {
        let tabs = self.named.len() + 1;
        let step = if forward { 1 } else { tabs - 1 };
        self.tab = (self.tab + step) % tabs;
        self.filter.clear();
    }

    /// The tab of rows that go by a name that is shown; None for the goods.
    fn named(&self) -> Option<&dyn Tab> {
        let at = self.tab.checked_sub(1)?;
        self.named.get(at).map(|(_, tab)| &**tab)
    }

    fn named_mut(&mut self) -> Option<&mut Box<dyn Tab>> {
        let at = self.tab.checked_sub(1)?;
        self.named.get_mut(at).map(|(_, tab)| tab)
    }

    fn add(&self, book: &Book, ctx: &Ctx) -> Outcome {
        match self.named() {
            Some(tab) => tab.add(book, ctx),
            None => catalog::new_product(book, ctx),
        }
    }

    fn edit(&self, book: &Book, ctx: &Ctx) -> Outcome {
        if let Some(tab) = self.named() {
            return tab.edit(book, ctx);
        }
        match self.goods.selected() {
            Some(CatalogRow::Product(product)) => catalog::edit_product(&product.code, book, ctx),
            Some(CatalogRow::Variant(product, variant)) => {
                catalog::edit_variant(&product.code, variant.id, book, ctx)
            }
            None => Ok(Effect::None),
        }
    }

    /// Archives what is selected, or brings it back (rule 55). No question, as `u` undoes it.
    fn archive(&self) -> Effect {
        if let Some(tab) = self.named() {
            return tab.archive();
        }
        match self.goods.selected() {
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

    fn scope(&self) -> Scope {
        Scope::None
    }

    fn refresh(&mut self, book: &Book, ctx: &Ctx) -> Result<(), BookError> {
        let mut fuzzy = Fuzzy::new(&self.filter.text());
        let mut fits = |text: &str| fuzzy.score(text).is_some();
        if let Some(tab) = self.named_mut() {
            return tab.refresh(book, &mut fits);
        }
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
        Ok(())
    }

    fn list_filter(&mut self) -> Option<&mut Filter> {
        Some(&mut self.filter)
    }

    fn update(&mut self, command: Command, book: &Book, ctx: &Ctx) -> Outcome {
        let moved = match self.named_mut() {
            Some(tab) => tab.move_selection(command),
            None => self.goods.move_selection(command),
        };
        let goods = self.tab == 0;
        if moved {
            return Ok(Effect::None);
        }
        match command {
            Command::NextView | Command::PreviousView => {
                self.switch_tab(command == Command::NextView);
                self.refresh(book, ctx)?;
            }
            Command::Filter => self.filter.open(),
            Command::Back if self.filter.clear() => self.refresh(book, ctx)?,
            Command::NewProduct => return self.add(book, ctx),
            Command::Edit | Command::Open => return self.edit(book, ctx),
            Command::AddVariant if goods => {
                return Ok(self.product().map_or(Effect::None, catalog::add_variant));
            }
            Command::Package if goods && !self.goods.is_empty() => {
                return match self.variant() {
                    Some((product, variant)) => package::form(&product.name, variant, book, ctx),
                    None => Ok(Effect::warn(Message::new("screen-catalog-which-package"))),
                };
            }
            Command::FurtherPrice if goods => {
                let variant = self.variant().map(|(_, variant)| variant);
                return match self.product() {
                    Some(product) => terms::price(product, variant, book, ctx),
                    None => Ok(Effect::None),
                };
            }
            Command::CustomField if goods => {
                return match self.product() {
                    Some(product) => terms::field(product, book, ctx),
                    None => Ok(Effect::None),
                };
            }
            Command::Archive => return Ok(self.archive()),
            Command::Import if goods => return Ok(price_list::form(ctx)),
            Command::Export if goods => {
                return Ok(Export::sheet("products", self.sheet(ctx)).dialog(book, ctx));
            }
            Command::Copy if goods => {
                return Export::sheet("products", self.sheet(ctx)).copy(book, ctx);
            }
            _ => return Ok(Effect::Pass),
        }
        Ok(Effect::None)
    }

    fn select(&mut self, made: &Made, _: &Book) -> Result<(), BookError> {
        let is_made = |row: &CatalogRow| match (row, made) {
            (CatalogRow::Product(product), Made::Product(id)) => product.id == *id,
            (CatalogRow::Variant(_, variant), Made::Variant(id)) => variant.id == *id,
            _ => false,
        };
        if let Some(at) = self.goods.rows().iter().position(is_made) {
            self.goods.select_index(at);
        }
        if let Some(tab) = self.named_mut() {
            tab.select(made);
        }
        Ok(())
    }

    fn footer(&self) -> Option<Vec<Command>> {
        let mut commands = Context::Catalog.footer();
        if self.tab != 0 {
            commands.retain(|command| !FOR_GOODS.contains(command));
        }
        Some(commands)
    }

    fn draw(&self, frame: &mut Frame, area: Rect, ctx: &Ctx) {
        let head = if area.height > 6 {
            1 + u16::from(self.filter.is_shown())
        } else {
            0
        };
        if head > 0 {
            let named = self.named.iter().map(|(key, _)| *key);
            let keys = std::iter::once("screen-catalog-products").chain(named);
            let tabs: Vec<_> = keys
                .enumerate()
                .map(|(at, key)| tab(&ctx.word(key), at == self.tab))
                .collect();
            put_parts(frame.buffer_mut(), top(area, 1), &tabs, &ctx.theme);
            self.filter.draw(frame, top(below(area, 1), 1), &ctx.theme);
        }
        let list = below(area, head + u16::from(head > 0 && area.height > 14));
        let none = match self.named() {
            Some(tab) if !tab.is_empty() => return tab.draw(frame, list, ctx),
            Some(tab) => tab.none(),
            None if !self.goods.is_empty() => {
                let list = self.draw_terms(frame, list, ctx);
                return rows::draw(frame, list, CATALOG_ON_SCREEN, &self.goods, ctx);
            }
            None => (
                "screen-catalog-no-products",
                "screen-catalog-no-products-hint",
            ),
        };
        let ((text, hint), key) = if self.filter.is_shown() {
            let none = ("tui-nothing-found", "screen-filter-hint");
            (none, Command::Back.key())
        } else {
            (none, Command::NewProduct.key())
        };
        let hint = ctx.say(&Message::new(hint).text("key", key));
        empty_state(frame.buffer_mut(), list, &ctx.word(text), &hint, &ctx.theme);
    }
}

/// Whether the product has named variants.
fn has_variants(product: &Product) -> bool {
    product
        .variants
        .iter()
        .any(|variant| !variant.name.is_empty())
}
