//! Template values that are made once, and HTML.
//!
//! The template engine takes over a [`Value`] inside a serialised struct as it is. So a context that
//! many pages show costs each of them a pointer, and HTML keeps the mark that it is HTML.

use std::marker::PhantomData;

use serde::{Serialize, Serializer};
use tera::Value;

/// A context made once and shown on many pages; a clone costs a pointer.
#[derive(Debug)]
pub struct Shared<T> {
    value: Value,
    of: PhantomData<fn() -> T>,
}

/// HTML that is safe to show: templates do not escape it.
#[derive(Debug, Clone)]
pub struct Html(Value);

impl Html {
    /// Copies it to where templates take it from.
    pub fn new(html: &str) -> Self {
        Self(Value::safe_string(html))
    }
}

/// Nothing.
impl Default for Html {
    fn default() -> Self {
        Self::new("")
    }
}

/// A context as a template value.
pub fn value<T: Serialize + ?Sized>(context: &T) -> Value {
    // Serialising these structs cannot fail: they hold no maps with keys that are not text.
    Value::try_from_serializable(context).unwrap_or_else(|_| Value::none())
}

impl<T: Serialize> Shared<T> {
    /// Turns a context into a template value.
    pub fn new(context: &T) -> Self {
        Self { value: value(context), of: PhantomData }
    }
}

impl<T> Clone for Shared<T> {
    fn clone(&self) -> Self {
        Self { value: self.value.clone(), of: PhantomData }
    }
}

impl<T> Serialize for Shared<T> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        self.value.serialize(serializer)
    }
}

impl Serialize for Html {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        self.0.serialize(serializer)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn shared_values_and_html_are_taken_over() {
        #[derive(Serialize)]
        struct Page {
            title: String,
            body: Html,
            link: Shared<Vec<Html>>,
        }
        let link = Shared::new(&vec![Html::new("<i>")]);
        let page = Page { title: "<b>".to_owned(), body: Html::new("<p>"), link };
        let mut tera = tera::Tera::new();
        tera.add_raw_template("page.html", "{{ title }} {{ body }} {{ link[0] }}").unwrap();
        let context = tera::Context::from_serialize(&page).unwrap();
        assert_eq!(tera.render("page.html", &context).unwrap(), "&lt;b&gt; <p> <i>");
    }
}
