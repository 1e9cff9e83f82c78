//! The functions that templates may call. They are pure.

use std::collections::BTreeMap;
use std::sync::Arc;

use fluent_bundle::FluentArgs;
use tera::{Kwargs, State, Tera, TeraResult, Value};

use super::fit::{self, Area};
use super::{Fonts, Messages, messages};
use crate::config::Site;

/// Registers `message`, `asset` and `fit`.
pub(super) fn register(
    tera: &mut Tera,
    site: &Site,
    messages: &Arc<Vec<Messages>>,
    statics: &BTreeMap<Arc<str>, Arc<[u8]>>,
    fonts: &Arc<Fonts>,
) {
    message(tera, site, messages);
    asset(tera, statics);
    let fonts = Arc::clone(fonts);
    tera.register_function("fit", move |arguments: Kwargs, _: &State<'_>| {
        let text: &str = arguments.must_get("text")?;
        let fitted = fit::fit(&fonts, text, &area(&fonts, &arguments)?);
        Value::try_from_serializable(&fitted)
    });
}

/// A message with its arguments, in the language of the page.
fn message(tera: &mut Tera, site: &Site, messages: &Arc<Vec<Messages>>) {
    let tags: Vec<String> = site.languages.iter().map(|l| l.language.tag().to_owned()).collect();
    let messages = Arc::clone(messages);
    tera.register_function("message", move |arguments: Kwargs, state: &State<'_>| {
        let key: &str = arguments.must_get("key")?;
        let lang: Option<String> = state.get("lang")?;
        let index =
            lang.and_then(|lang| tags.iter().position(|tag| *tag == lang)).unwrap_or_default();
        let mut values = FluentArgs::new();
        for (name, value) in arguments.iter() {
            if let Some(name) = name.as_str().filter(|name| *name != "key") {
                values.set(name.to_owned(), messages::argument(value));
            }
        }
        messages[index].format(key, &values).map(Value::from).map_err(tera::Error::message)
    });
}

/// The path of a static file.
fn asset(tera: &mut Tera, statics: &BTreeMap<Arc<str>, Arc<[u8]>>) {
    let assets: BTreeMap<String, String> = statics
        .iter()
        .map(|(path, bytes)| {
            // The hash changes with the contents, so hosts may let browsers keep the file for long.
            let hash = blake3::hash(bytes).to_hex();
            (path.to_string(), format!("theme/{path}?v={}", &hash[..8]))
        })
        .collect();
    tera.register_function("asset", move |arguments: Kwargs, _: &State<'_>| {
        let path: &str = arguments.must_get("path")?;
        assets.get(path).map(|address| Value::from(address.as_str())).ok_or_else(|| {
            tera::Error::message(format!("there is no file “{path}” in the theme's static folder"))
        })
    });
}

/// The arguments of `fit`.
fn area(fonts: &Fonts, arguments: &Kwargs) -> TeraResult<Area> {
    let family: &str = arguments.must_get("font")?;
    let weight: Option<u16> = arguments.get("weight")?;
    let face = fonts.find(family, weight.unwrap_or(400)).ok_or_else(|| {
        let known = fonts.families().join(", ");
        tera::Error::message(format!("the theme has no font “{family}”; it has: {known}"))
    })?;
    let sizes: Vec<f64> = arguments.must_get("sizes")?;
    let (width, height): (f64, f64) = (arguments.must_get("width")?, arguments.must_get("height")?);
    let leading = arguments.get("leading")?.unwrap_or(1.2);
    let positive = |number: &f64| number.is_finite() && *number > 0.0;
    if sizes.is_empty() || !sizes.iter().chain([&width, &height, &leading]).all(positive) {
        return Err(tera::Error::message(
            "`fit` needs a `width`, a `height` and at least one of `sizes`, all above 0",
        ));
    }
    Ok(Area { face, width, height, sizes, leading })
}
