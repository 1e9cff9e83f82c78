//! One pass over the parser's events, from which everything of a [`Body`] comes.

use std::borrow::Cow;
use std::ops::Range;

use pulldown_cmark::{BrokenLink, CowStr, Event, LinkType, Parser, Tag, TagEnd};

use super::footnotes::Notes;
use super::headings::{Ids, OpenHeading, Outline};
use super::images::{OpenImage, WrittenImage};
use super::links::OpenLink;
use super::numbers::Numbers;
use super::problem::{Problem, ProblemKind};
use super::raw::{self, Hidden, Raw};
use super::tables::Table;
use super::text::Templates;
use super::typography::Typography;
use super::{Body, Options, Output, depth, escape};

/// How many emphases inside one another are written.
const DEEPEST_EMPHASIS: usize = 16;

/// The state of the pass. Its methods stand in the modules for what they write.
pub(super) struct Renderer<'a> {
    /// The Markdown, and its place in the file.
    pub(super) source: &'a str,
    base: usize,
    pub(super) options: &'a Options<'a>,
    pub(super) out: Output,
    pub(super) body: Body,
    /// Whether no text needs escaping, but for `<` and `>`.
    pub(super) harmless: bool,
    /// The plain text of the block so far.
    pub(super) plain: String,
    pub(super) scratch: String,
    pub(super) typography: Typography<'a>,
    pub(super) templates: Templates,
    pub(super) outline: Outline,
    pub(super) ids: Ids,
    pub(super) notes: Notes,
    pub(super) table: Table,
    pub(super) raw: Raw,
    pub(super) hidden: Hidden,
    /// Where the paragraph begins in the HTML.
    pub(super) paragraph: usize,
    pub(super) heading: Option<OpenHeading>,
    pub(super) link: Option<OpenLink>,
    pub(super) image: Option<OpenImage>,
    pub(super) last_image: Option<WrittenImage>,
    /// Whether text is code or an address, which typography leaves alone.
    pub(super) literal: bool,
    /// How many lists and quotes are open.
    pub(super) containers: usize,
    emphases: usize,
    pub(super) numbers: Numbers,
    /// The first paragraph in a list or quote.
    pub(super) nested_lead: String,
}

/// Renders Markdown that stands at `base` of its file.
pub(super) fn render(source: &str, base: usize, options: &Options) -> Body {
    let (mut source, too_deep) = depth::bounded(source);
    let mut comments = Vec::new();
    let mut round = 0;
    loop {
        let hidden = Hidden::new(&source, round);
        let mut renderer = Renderer::new(&source, base, options, hidden);
        if let Some(at) = too_deep {
            let span = renderer.span(at..at + 1);
            renderer.problem(ProblemKind::TooDeep, span);
        }
        renderer.read();
        let Some((blanked, begun)) = std::mem::take(&mut renderer.hidden).blanked(&source) else {
            for comment in comments {
                let span = renderer.span(comment);
                renderer.problem(ProblemKind::LongComment, span);
            }
            return renderer.finish();
        };
        comments.extend(begun);
        source = Cow::Owned(blanked);
        round += 1;
    }
}

fn extensions() -> pulldown_cmark::Options {
    pulldown_cmark::Options::ENABLE_TABLES
        | pulldown_cmark::Options::ENABLE_FOOTNOTES
        | pulldown_cmark::Options::ENABLE_STRIKETHROUGH
}

/// The place of the tilde for which this event stands, if it is a single one: the parser strikes text
/// out between those too, but people write them for “about” and for “to”.
fn lone_tilde(source: &str, event: &Event, range: &Range<usize>) -> Option<Range<usize>> {
    let at = match event {
        Event::Start(Tag::Strikethrough) => range.start,
        Event::End(TagEnd::Strikethrough) => range.end.checked_sub(1)?,
        _ => return None,
    };
    // Both marks are of one length, and nothing else of theirs may follow the first.
    let is_double = source.as_bytes().get(range.start + 1) == Some(&b'~');
    (!is_double).then_some(at..at + 1)
}

impl<'a> Renderer<'a> {
    fn new(source: &'a str, base: usize, options: &'a Options<'a>, hidden: Hidden) -> Self {
        Self {
            source,
            base,
            options,
            out: Output {
                html: String::with_capacity(source.len() * 5 / 4 + 64),
                holes: Vec::new(),
            },
            body: Body::default(),
            harmless: escape::is_harmless(source)
                && options.smart_quotes.iter().flatten().all(|mark| escape::is_harmless(mark)),
            plain: String::new(),
            scratch: String::new(),
            typography: Typography::new(options.smart_quotes, source),
            templates: Templates::new(source),
            outline: Outline::default(),
            ids: Ids::default(),
            notes: Notes::default(),
            table: Table::default(),
            raw: Raw::default(),
            hidden,
            paragraph: 0,
            heading: None,
            link: None,
            image: None,
            last_image: None,
            literal: false,
            containers: 0,
            emphases: 0,
            numbers: Numbers::default(),
            nested_lead: String::new(),
        }
    }

    /// Reads the whole Markdown.
    fn read(&mut self) {
        let source = self.source;
        let mut unknown = Vec::new();
        let callback = |link: BrokenLink| {
            if link.link_type == LinkType::Reference {
                unknown.push((link.span, link.reference.into_string()));
            }
            None::<(CowStr, CowStr)>
        };
        let parser = Parser::new_with_broken_link_callback(source, extensions(), Some(callback));
        for (event, range) in parser.into_offset_iter() {
            self.event(event, &range);
        }
        for (range, label) in unknown {
            let span = self.span(range);
            self.problem(ProblemKind::UnknownReference(label), span);
        }
    }

    /// A range of the Markdown as a place in the file.
    pub(super) fn span(&self, range: Range<usize>) -> Range<u32> {
        let place = |at: usize| u32::try_from(self.base + at).unwrap_or(u32::MAX);
        place(range.start)..place(range.end)
    }

    pub(super) fn problem(&mut self, kind: ProblemKind, span: Range<u32>) {
        self.body.problems.push(Problem { kind, span });
    }

    fn event(&mut self, event: Event, range: &Range<usize>) {
        let event = match lone_tilde(self.source, &event, range) {
            Some(tilde) => return self.event(Event::Text("~".into()), &tilde),
            None => event,
        };
        if let Event::Text(_) = event {
            self.hide_comment_in_text(range);
        }
        if self.image.is_some() {
            self.image_event(&event, range);
            return;
        }
        match event {
            Event::Start(tag) => {
                self.start(tag, range);
                self.raw.mark();
            }
            Event::End(tag) => {
                self.close_raw_to_mark();
                self.end(tag, range);
            }
            Event::Text(text) => self.text(&text, range),
            Event::Code(text) => self.code(&text),
            Event::Html(html) => self.raw.block.push(&html, range.start),
            Event::InlineHtml(html) => self.inline_html(&html, range),
            Event::SoftBreak => self.line_break("\n"),
            Event::HardBreak => self.line_break("<br>\n"),
            Event::Rule => {
                self.start_block();
                self.out.push("<hr>\n");
            }
            Event::FootnoteReference(label) => self.footnote_reference(&label),
            // Extensions that are not asked for.
            Event::InlineMath(_) | Event::DisplayMath(_) | Event::TaskListMarker(_) => {}
        }
    }

    fn start(&mut self, tag: Tag, range: &Range<usize>) {
        match tag {
            Tag::Paragraph => self.start_paragraph(),
            Tag::Heading { level, .. } => self.start_heading(level, range),
            Tag::BlockQuote(_) => self.start_quote(),
            Tag::CodeBlock(kind) => self.start_code(&kind),
            Tag::HtmlBlock => self.raw.block.clear(),
            Tag::List(first) => self.start_list(first, range.start),
            Tag::Item => self.start_item(range.start),
            Tag::FootnoteDefinition(label) => self.start_footnote(&label),
            Tag::Table(alignments) => self.start_table(alignments),
            Tag::TableHead => self.start_table_head(),
            Tag::TableRow => self.start_table_row(),
            Tag::TableCell => self.start_table_cell(),
            Tag::Emphasis => self.start_emphasis("<em>"),
            Tag::Strong => self.start_emphasis("<strong>"),
            Tag::Strikethrough => self.start_emphasis("<del>"),
            Tag::Link { link_type, dest_url, title, .. } => {
                self.literal = matches!(link_type, LinkType::Autolink | LinkType::Email);
                if link_type == LinkType::Email {
                    self.start_link(&format!("mailto:{dest_url}"), &title, range.clone());
                } else {
                    self.start_link(&dest_url, &title, range.clone());
                }
            }
            Tag::Image { dest_url, title, .. } => {
                self.start_image(&dest_url, &title, range.clone());
            }
            // Extensions that are not asked for.
            _ => {}
        }
    }

    fn end(&mut self, tag: TagEnd, range: &Range<usize>) {
        match tag {
            TagEnd::Paragraph => self.end_paragraph(),
            TagEnd::Heading(_) => self.end_heading(),
            TagEnd::BlockQuote(_) => self.end_quote(),
            TagEnd::CodeBlock => self.end_code(),
            TagEnd::HtmlBlock => self.html_block(),
            TagEnd::List(ordered) => self.end_list(ordered),
            TagEnd::Item => self.out.push("</li>\n"),
            TagEnd::FootnoteDefinition => self.end_footnote(range.clone()),
            TagEnd::Table => self.end_table(),
            TagEnd::TableHead => self.end_table_head(),
            TagEnd::TableRow => self.out.push("</tr>\n"),
            TagEnd::TableCell => self.end_table_cell(),
            TagEnd::Emphasis => self.end_emphasis("</em>"),
            TagEnd::Strong => self.end_emphasis("</strong>"),
            TagEnd::Strikethrough => self.end_emphasis("</del>"),
            TagEnd::Link => {
                self.literal = false;
                self.end_link();
            }
            _ => {}
        }
    }

    fn start_emphasis(&mut self, tag: &str) {
        self.emphases += 1;
        if self.emphases <= DEEPEST_EMPHASIS {
            self.out.push(tag);
        }
    }

    fn end_emphasis(&mut self, tag: &str) {
        if self.emphases <= DEEPEST_EMPHASIS {
            self.out.push(tag);
        }
        self.emphases -= 1;
    }

    fn finish(mut self) -> Body {
        self.close_all_raw();
        self.write_footnotes();
        self.report_numbers();
        if self.body.lead.is_empty() {
            self.body.lead = self.nested_lead;
        }
        let out = if self.raw.seen { raw::clean(&self.out) } else { self.out };
        self.body.html = out.html;
        self.body.holes = out.holes;
        self.body
    }
}
