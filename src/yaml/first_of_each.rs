//! Reads a document in which keys are repeated, which the parser refuses, for the sake of what else is
//! wrong in it: the first of each is taken.

use std::fmt;

use serde::de::{
    Deserialize, Deserializer, EnumAccess, MapAccess, SeqAccess, VariantAccess, Visitor,
};
use serde_yaml::value::{Tag, TaggedValue};
use serde_yaml::{Mapping, Value};

/// The document; `None` when more is wrong with it than repeated keys.
pub(super) fn parse(text: &str) -> Option<Value> {
    serde_yaml::from_str::<FirstOfEach>(text).ok().map(|read| read.0)
}

struct FirstOfEach(Value);

impl<'de> Deserialize<'de> for FirstOfEach {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        deserializer.deserialize_any(ValueVisitor).map(Self)
    }
}

struct ValueVisitor;

impl<'de> Visitor<'de> for ValueVisitor {
    type Value = Value;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a YAML value")
    }

    fn visit_bool<E>(self, value: bool) -> Result<Value, E> {
        Ok(value.into())
    }

    fn visit_i64<E>(self, value: i64) -> Result<Value, E> {
        Ok(value.into())
    }

    fn visit_u64<E>(self, value: u64) -> Result<Value, E> {
        Ok(value.into())
    }

    fn visit_f64<E>(self, value: f64) -> Result<Value, E> {
        Ok(value.into())
    }

    fn visit_str<E>(self, value: &str) -> Result<Value, E> {
        Ok(value.into())
    }

    fn visit_unit<E>(self) -> Result<Value, E> {
        Ok(Value::Null)
    }

    fn visit_none<E>(self) -> Result<Value, E> {
        Ok(Value::Null)
    }

    fn visit_some<D: Deserializer<'de>>(self, inner: D) -> Result<Value, D::Error> {
        inner.deserialize_any(self)
    }

    fn visit_seq<A: SeqAccess<'de>>(self, mut items: A) -> Result<Value, A::Error> {
        let mut found = Vec::new();
        while let Some(FirstOfEach(item)) = items.next_element()? {
            found.push(item);
        }
        Ok(Value::Sequence(found))
    }

    fn visit_map<A: MapAccess<'de>>(self, mut entries: A) -> Result<Value, A::Error> {
        let mut found = Mapping::new();
        while let Some((FirstOfEach(key), FirstOfEach(value))) = entries.next_entry()? {
            found.entry(key).or_insert(value);
        }
        Ok(Value::Mapping(found))
    }

    fn visit_enum<A: EnumAccess<'de>>(self, tagged: A) -> Result<Value, A::Error> {
        let (tag, value) = tagged.variant::<String>()?;
        let FirstOfEach(value) = value.newtype_variant()?;
        Ok(Value::Tagged(Box::new(TaggedValue { tag: Tag::new(tag), value })))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_same_as_the_parser_reads() {
        let text = "a: 1\nb: -2.5\nc: [x, ~, true]\nd: {e: |\n  two\n  lines\n}\nf: !tag g\n1: h\n";
        let text = text.replace("d: {e: |\n  two\n  lines\n}", "d:\n  e: |\n    two\n    lines");
        assert_eq!(parse(&text), serde_yaml::from_str(&text).ok());
        assert!(parse(&text).is_some());
    }

    #[test]
    fn the_first_of_each_key() {
        let found = parse("a: 1\nb: {c: 2, c: 3}\na: 4\n");
        assert_eq!(found, serde_yaml::from_str("a: 1\nb: {c: 2}\n").ok());
    }

    #[test]
    fn nothing_of_what_is_no_yaml() {
        assert_eq!(parse("a: [1\nb: 2"), None);
    }
}
