//! Contexts that many pages show are turned into template values once.

use std::marker::PhantomData;

use serde::Serialize;
use tera::Value;

/// A context made once and shown on many pages; a clone costs a pointer.
#[derive(Debug)]
pub struct Shared<T> {
    value: Value,
    of: PhantomData<fn() -> T>,
}

impl<T: Serialize> Shared<T> {
    /// Turns a context into a template value.
    pub fn new(context: &T) -> Self {
        Self { value: super::value(context), of: PhantomData }
    }
}

impl<T> Shared<T> {
    /// Takes a value that was made from a `T`.
    pub(super) fn from_value(value: Value) -> Self {
        Self { value, of: PhantomData }
    }

    /// The template value.
    pub fn value(&self) -> Value {
        self.value.clone()
    }
}

impl<T> Clone for Shared<T> {
    fn clone(&self) -> Self {
        Self { value: self.value.clone(), of: PhantomData }
    }
}
