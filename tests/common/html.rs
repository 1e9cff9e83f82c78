//! HTML as a browser reads it: the elements of a page with their attributes, and its text.

use std::cell::RefCell;

use html5ever::tendril::StrTendril;
use html5ever::tokenizer::states::RawKind;
use html5ever::tokenizer::{
    BufferQueue, Tag, TagKind, Token, TokenSink, TokenSinkResult, Tokenizer, TokenizerOpts,
};

/// A page that was read.
#[derive(Debug, Default)]
pub(crate) struct Page {
    /// The start tags, in order.
    pub(crate) elements: Vec<Element>,
    /// What the tokeniser stumbled over.
    pub(crate) errors: Vec<String>,
    /// The text between the tags, of the element that stands for nothing (scripts, styles) too.
    pub(crate) text: String,
}

/// A start tag and the text that follows it up to the next tag.
#[derive(Debug, Default)]
pub(crate) struct Element {
    pub(crate) name: String,
    pub(crate) attributes: Vec<(String, String)>,
    pub(crate) text: String,
}

impl Element {
    /// The value of an attribute.
    pub(crate) fn get(&self, name: &str) -> Option<&str> {
        self.attributes.iter().find(|(own, _)| own == name).map(|(_, value)| value.as_str())
    }

    fn is(&self, name: &str, attribute: &str, value: &str) -> bool {
        self.name == name && self.get(attribute) == Some(value)
    }
}

impl Page {
    /// Reads a page.
    pub(crate) fn new(text: &str) -> Self {
        let tokenizer = Tokenizer::new(Sink::default(), TokenizerOpts::default());
        let input = BufferQueue::default();
        input.push_back(StrTendril::from_slice(text));
        let _ = tokenizer.feed(&input);
        tokenizer.end();
        tokenizer.sink.page.into_inner()
    }

    /// The elements with a name.
    pub(crate) fn all<'a>(&'a self, name: &'a str) -> impl Iterator<Item = &'a Element> {
        self.elements.iter().filter(move |element| element.name == name)
    }

    /// The `content` of a `<meta>` by its `name` or `property`.
    pub(crate) fn meta(&self, name: &str) -> Option<&str> {
        self.elements
            .iter()
            .find(|element| {
                element.is("meta", "name", name) || element.is("meta", "property", name)
            })?
            .get("content")
    }

    /// The `href` of the `<link>`s of a kind, each with its `hreflang`.
    pub(crate) fn links(&self, rel: &str) -> Vec<(Option<&str>, &str)> {
        self.all("link")
            .filter(|link| link.get("rel") == Some(rel))
            .map(|link| (link.get("hreflang"), link.get("href").unwrap_or_default()))
            .collect()
    }

    /// The text of the JSON-LD scripts.
    pub(crate) fn json_ld(&self) -> Vec<&str> {
        self.elements
            .iter()
            .filter(|element| element.is("script", "type", "application/ld+json"))
            .map(|element| element.text.as_str())
            .collect()
    }

    /// Everything an address may stand in, and what `srcset` lists.
    pub(crate) fn addresses(&self) -> Vec<(&str, &str)> {
        let mut found = Vec::new();
        for element in &self.elements {
            for (name, value) in &element.attributes {
                match name.as_str() {
                    "href" | "src" | "action" | "poster" | "data" | "cite" => {
                        found.push((element.name.as_str(), value.as_str()));
                    }
                    "srcset" => found.extend(
                        value
                            .split(',')
                            .filter_map(|one| one.split_whitespace().next())
                            .map(|address| (element.name.as_str(), address)),
                    ),
                    _ => {}
                }
            }
        }
        found
    }

    /// What `#part` of an address may name.
    pub(crate) fn ids(&self) -> Vec<&str> {
        self.elements.iter().filter_map(|element| element.get("id")).collect()
    }
}

#[derive(Default)]
struct Sink {
    page: RefCell<Page>,
}

impl TokenSink for Sink {
    type Handle = ();

    fn process_token(&self, token: Token, _line: u64) -> TokenSinkResult<()> {
        let mut page = self.page.borrow_mut();
        match token {
            Token::TagToken(Tag { kind: TagKind::StartTag, name, attrs, .. }) => {
                let name = name.to_string();
                let attributes = attrs
                    .iter()
                    .map(|attribute| {
                        (attribute.name.local.to_string(), attribute.value.to_string())
                    })
                    .collect();
                let raw = match name.as_str() {
                    "script" => Some(RawKind::ScriptData),
                    "style" | "noscript" | "iframe" => Some(RawKind::Rawtext),
                    "title" | "textarea" => Some(RawKind::Rcdata),
                    _ => None,
                };
                page.elements.push(Element { name, attributes, text: String::new() });
                if let Some(raw) = raw {
                    return TokenSinkResult::RawData(raw);
                }
            }
            Token::TagToken(_) => page.elements.push(Element::default()),
            Token::CharacterTokens(text) => {
                page.text.push_str(&text);
                if let Some(element) = page.elements.last_mut() {
                    element.text.push_str(&text);
                }
            }
            Token::ParseError(error) => page.errors.push(error.into_owned()),
            _ => {}
        }
        TokenSinkResult::Continue
    }
}
