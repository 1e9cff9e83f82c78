//! The allow-list: the elements and attributes that raw HTML may bring into a page.

/// An element that is allowed.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct Element {
    pub(super) name: &'static str,
    pub(super) kind: Kind,
    /// Attributes besides `title`, `lang` and `dir`.
    pub(super) attributes: &'static [&'static str],
}

/// What an element may stand in.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Kind {
    /// In a line of text.
    Inline,
    /// In a line of text, and it has no content.
    Void,
    /// Between paragraphs.
    Block,
    /// Between paragraphs, and it holds only a line of text.
    Line,
    /// A heading, which is such a block too.
    Heading,
    /// A part of a table.
    Table,
}

const fn element(name: &'static str, kind: Kind, attributes: &'static [&'static str]) -> Element {
    Element { name, kind, attributes }
}

/// Attributes that every element may have.
pub(super) const EVERYWHERE: [&str; 3] = ["title", "lang", "dir"];

/// Attributes of table cells.
const CELL: &[&str] = &["colspan", "rowspan", "scope"];

pub(super) const ELEMENTS: &[Element] = &[
    element("p", Kind::Line, &[]),
    element("br", Kind::Void, &[]),
    element("a", Kind::Inline, &["href"]),
    element("img", Kind::Void, &["src", "alt", "width", "height"]),
    element("b", Kind::Inline, &[]),
    element("strong", Kind::Inline, &[]),
    element("i", Kind::Inline, &[]),
    element("em", Kind::Inline, &[]),
    element("u", Kind::Inline, &[]),
    element("s", Kind::Inline, &[]),
    element("del", Kind::Inline, &[]),
    element("ins", Kind::Inline, &[]),
    element("sub", Kind::Inline, &[]),
    element("sup", Kind::Inline, &[]),
    element("small", Kind::Inline, &[]),
    element("mark", Kind::Inline, &[]),
    element("span", Kind::Inline, &[]),
    element("abbr", Kind::Inline, &[]),
    element("cite", Kind::Inline, &[]),
    element("dfn", Kind::Inline, &[]),
    element("q", Kind::Inline, &[]),
    element("code", Kind::Inline, &[]),
    element("kbd", Kind::Inline, &[]),
    element("samp", Kind::Inline, &[]),
    element("var", Kind::Inline, &[]),
    element("bdi", Kind::Inline, &[]),
    element("wbr", Kind::Void, &[]),
    element("div", Kind::Block, &[]),
    element("section", Kind::Block, &[]),
    element("blockquote", Kind::Block, &[]),
    element("figure", Kind::Block, &[]),
    element("figcaption", Kind::Block, &[]),
    element("details", Kind::Block, &["open"]),
    element("summary", Kind::Line, &[]),
    element("address", Kind::Block, &[]),
    element("pre", Kind::Line, &[]),
    element("hr", Kind::Block, &[]),
    element("ul", Kind::Block, &[]),
    element("ol", Kind::Block, &["start", "reversed"]),
    element("li", Kind::Block, &[]),
    element("dl", Kind::Block, &[]),
    element("dt", Kind::Line, &[]),
    element("dd", Kind::Block, &[]),
    element("h1", Kind::Heading, &[]),
    element("h2", Kind::Heading, &[]),
    element("h3", Kind::Heading, &[]),
    element("h4", Kind::Heading, &[]),
    element("h5", Kind::Heading, &[]),
    element("h6", Kind::Heading, &[]),
    element("table", Kind::Block, &[]),
    element("caption", Kind::Table, &[]),
    element("thead", Kind::Table, &[]),
    element("tbody", Kind::Table, &[]),
    element("tfoot", Kind::Table, &[]),
    element("tr", Kind::Table, &[]),
    element("th", Kind::Table, CELL),
    element("td", Kind::Table, CELL),
];

/// Names that HTML has given up, and what to use instead.
const RENAMED: [(&str, &str); 4] =
    [("strike", "s"), ("tt", "code"), ("acronym", "abbr"), ("center", "div")];

/// Elements whose content is not text for readers and goes with them.
const WITH_CONTENT: [&str; 21] = [
    "script",
    "style",
    "iframe",
    "noscript",
    "object",
    "svg",
    "math",
    "template",
    "select",
    "textarea",
    "title",
    "head",
    "xmp",
    "noembed",
    "noframes",
    "plaintext",
    "audio",
    "video",
    "canvas",
    "applet",
    "frameset",
];

/// Elements that are taken out but leave their content, and whose loss an editor should know of.
const MISSED: [&str; 6] = ["form", "input", "button", "embed", "link", "meta"];

/// The allowed element of a name in any case.
pub(super) fn allowed(name: &str) -> Option<&'static Element> {
    let renamed = RENAMED.iter().find(|(old, _)| old.eq_ignore_ascii_case(name));
    let name = renamed.map_or(name, |(_, new)| new);
    ELEMENTS.iter().find(|element| element.name.eq_ignore_ascii_case(name))
}

/// The place of a name in the list of elements that go with their content.
pub(super) fn with_content(name: &str) -> Option<&'static str> {
    WITH_CONTENT.iter().find(|other| other.eq_ignore_ascii_case(name)).copied()
}

/// The name if its loss should be told.
pub(super) fn missed(name: &str) -> Option<&'static str> {
    MISSED.iter().find(|other| other.eq_ignore_ascii_case(name)).copied()
}

impl Element {
    /// Whether it has no content and no closing tag.
    pub(super) fn is_empty(&self) -> bool {
        self.kind == Kind::Void || self.name == "hr"
    }

    /// Whether it can only stand between paragraphs.
    pub(super) fn is_block(&self) -> bool {
        !matches!(self.kind, Kind::Inline | Kind::Void)
    }

    /// Whether a block cannot stand in it.
    pub(super) fn holds_lines_only(&self) -> bool {
        matches!(self.kind, Kind::Line | Kind::Heading | Kind::Inline)
    }

    /// Whether its words matter more than the blocks they are in: those are left out.
    pub(super) fn flattens(&self) -> bool {
        matches!(self.name, "a" | "summary")
    }

    /// Whether it can stand in its own places only.
    pub(super) fn is_part(&self) -> bool {
        self.kind == Kind::Table || matches!(self.name, "li" | "dt" | "dd")
    }

    /// Whether it ends by itself where `next` begins, as in `<li>one<li>two`.
    pub(super) fn ends_before(&self, next: &Element) -> bool {
        match next.name {
            "li" => self.name == "li",
            "dt" | "dd" => matches!(self.name, "dt" | "dd"),
            "td" | "th" => matches!(self.name, "td" | "th" | "caption"),
            "tr" => matches!(self.name, "td" | "th" | "tr" | "caption"),
            "thead" | "tbody" | "tfoot" => self.kind == Kind::Table,
            _ => false,
        }
    }

    /// Whether it may stand in an element of this name; parts of tables and lists stand in their own
    /// places only.
    pub(super) fn fits_into(&self, parent: &str) -> bool {
        match self.name {
            "td" | "th" => parent == "tr",
            "tr" => matches!(parent, "table" | "thead" | "tbody" | "tfoot"),
            "caption" | "thead" | "tbody" | "tfoot" => parent == "table",
            "li" => matches!(parent, "ul" | "ol"),
            "dt" | "dd" => parent == "dl",
            "figcaption" => parent == "figure",
            "summary" => parent == "details",
            _ => true,
        }
    }

    /// Whether a closing tag inside does not reach an element outside.
    pub(super) fn is_wall(&self) -> bool {
        self.name == "table"
    }
}
