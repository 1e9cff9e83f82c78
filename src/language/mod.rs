//! What Pressroom knows about languages: sorting, dates, lists, numbers, quotation marks, ASCII
//! addresses, and telling names that are nearly alike.
//!
//! A [`Language`] is built once for each language of the newsroom from CLDR data and then formats
//! without further look-ups. Nothing here knows where a text comes from, and no input panics: what
//! cannot be said in a language (a year beyond 9999, a language CLDR has no data for) is written in
//! ISO form.
//!
//! Not here: words. "In May" (`maijā`) and every other phrase belong to the message files of a theme,
//! because CLDR has no locative and a theme may want other words.

mod dates;
mod fold;
mod near;
mod overrides;
mod pattern;
mod quotes;
mod range;
mod romanise;
mod slug;
mod tag;

#[cfg(test)]
mod tests;

use std::cmp::Ordering;
use std::fmt;
use std::str::FromStr;

use chrono::{NaiveDate, NaiveTime};
use icu_collator::options::CollatorOptions;
use icu_collator::preferences::CollationNumericOrdering;
use icu_collator::{CollatorBorrowed, CollatorPreferences};
use icu_decimal::DecimalFormatter;
use icu_decimal::input::Decimal;
use icu_decimal::options::DecimalFormatterOptions;
use icu_list::ListFormatter;
use icu_list::options::ListFormatterOptions;
use icu_locale_core::LanguageIdentifier;

use dates::Dates;
pub use fold::fold;
pub use near::{NearIndex, near};
pub use quotes::Quotes;
pub use slug::{is_slug, slugify, slugify_in};
pub use tag::{Direction, UnknownLanguage};

/// One language of the newsroom: how it sorts, and how it writes dates, lists and numbers.
///
/// Built once by [`Language::new`] and shared between threads.
pub struct Language {
    tag: String,
    direction: Direction,
    native_name: String,
    collator: CollatorBorrowed<'static>,
    dates: Dates,
    and_list: ListFormatter,
    decimal: DecimalFormatter,
    quotes: Quotes,
}

impl Language {
    /// The language of a BCP 47 tag such as `lv`, `pt-BR` or `sr-Latn`.
    ///
    /// Bare `en` writes dates as `en-GB` does, as English newsrooms outside America do; `en-US` must
    /// be asked for. A well-formed tag that CLDR knows nothing about is accepted: see
    /// [`Language::has_data`].
    pub fn new(tag: &str) -> Result<Self, UnknownLanguage> {
        let id = tag::parse(tag)?;
        Self::build(&id).ok_or_else(|| UnknownLanguage::new(tag))
    }

    fn build(id: &LanguageIdentifier) -> Option<Self> {
        let locale = tag::formatting_locale(id);
        let mut sorting = CollatorPreferences::from(&locale);
        // "2. izstāde" comes before "10. izstāde".
        sorting.numeric_ordering = Some(CollationNumericOrdering::True);
        let digits = DecimalFormatterOptions::default();
        let decimal = DecimalFormatter::try_new((&locale).into(), digits).ok()?;
        let list = ListFormatterOptions::default();
        Some(Self {
            tag: id.to_string(),
            direction: tag::direction(id),
            native_name: tag::native_name(id),
            collator: CollatorBorrowed::try_new(sorting, CollatorOptions::default()).ok()?,
            dates: Dates::new(&locale, &decimal)?,
            and_list: ListFormatter::try_new_and((&locale).into(), list).ok()?,
            decimal,
            quotes: quotes::of(id),
        })
    }

    /// The tag in its canonical case: `pt-BR` for `pt-br`.
    pub fn tag(&self) -> &str {
        &self.tag
    }

    /// Which way the language is written.
    pub fn direction(&self) -> Direction {
        self.direction
    }

    /// What the language calls itself (`latviešu`, `English`, `русский`), or its tag.
    pub fn native_name(&self) -> &str {
        &self.native_name
    }

    /// Whether CLDR knows the language's dates. Without them dates are written in ISO form.
    pub fn has_data(&self) -> bool {
        self.dates.known()
    }

    /// The order of two names in the language's own collation.
    ///
    /// Opening quotation marks do not count, numbers count by value, and a tie is broken by code
    /// point, so that the order is total and the same on every machine.
    pub fn compare(&self, a: &str, b: &str) -> Ordering {
        self.collator
            .compare(quotes::unquoted(a), quotes::unquoted(b))
            .then_with(|| self.collator.compare(a, b))
            .then_with(|| a.cmp(b))
    }

    /// The date in words: `2013. gada 31. maijs`, `31 May 2013`.
    pub fn full_date(&self, date: NaiveDate) -> String {
        self.dates.full(date)
    }

    /// The date in digits, the year with all four: `31.05.2013.`, `31/05/2013`.
    pub fn short_date(&self, date: NaiveDate) -> String {
        self.dates.short(date)
    }

    /// Day and month: `31. maijs`, `31 May`.
    pub fn day_month(&self, date: NaiveDate) -> String {
        self.dates.day_month(date)
    }

    /// The month of a date as a heading with its year: `2013. gada maijs`, `May 2013`.
    pub fn month_year(&self, date: NaiveDate) -> String {
        self.dates.month_year(date)
    }

    /// The name of a month (1–12) standing by itself: `maijs`, `May`, `май`.
    pub fn month_name(&self, month: u32) -> String {
        self.dates.month_name(month)
    }

    /// The day of the week as it is written inside a date: `piektdiena`, `Friday`.
    pub fn weekday(&self, date: NaiveDate) -> String {
        self.dates.weekday(date)
    }

    /// Hours and minutes, on the clock of 24 or of 12 hours that the language uses.
    pub fn time(&self, time: NaiveTime) -> String {
        self.dates.time(time)
    }

    /// From one day to another, both included, repeating nothing: `3–10 June 2013`,
    /// `2013. gada 31. maijs – 3. jūnijs`. Days in the wrong order are put right.
    pub fn date_range(&self, from: NaiveDate, to: NaiveDate) -> String {
        self.dates.range(from, to)
    }

    /// The items joined by commas and "and": `A, B un C`.
    pub fn list(&self, items: &[&str]) -> String {
        self.and_list.format(items.iter()).to_string()
    }

    /// A number with the language's grouping and digits: `54 656`.
    pub fn number(&self, number: i64) -> String {
        self.decimal.format(&number.into()).to_string()
    }

    /// A number with decimals, as many as it has: `37,5`. What is no number is written as Rust does.
    pub fn decimal(&self, number: f64) -> String {
        let digits = number.to_string();
        match Decimal::from_str(&digits) {
            Ok(decimal) => self.decimal.format(&decimal).to_string(),
            Err(_) => digits,
        }
    }

    /// The quotation marks the language's newspapers use.
    pub fn quotes(&self) -> Quotes {
        self.quotes
    }
}

impl fmt::Debug for Language {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_tuple("Language").field(&self.tag).finish()
    }
}
