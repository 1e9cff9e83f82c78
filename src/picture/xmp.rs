//! XMP (ISO 16684-1) with the properties of the IPTC Photo Metadata Standard.

use roxmltree::{Document, Node};

use std::fmt::Write as _;

use quick_xml::escape::partial_escape as escape;

use super::embedded::{Embedded, one_line};

const DC: &str = "http://purl.org/dc/elements/1.1/";
const PHOTOSHOP: &str = "http://ns.adobe.com/photoshop/1.0/";
const RIGHTS: &str = "http://ns.adobe.com/xap/1.0/rights/";
const IPTC: &str = "http://iptc.org/std/Iptc4xmpCore/1.0/xmlns/";
const CC: &str = "http://creativecommons.org/ns#";
const RDF: &str = "http://www.w3.org/1999/02/22-rdf-syntax-ns#";
const XML: &str = "http://www.w3.org/XML/1998/namespace";

/// Parts of the names of properties that tell of a place, lower case.
const PLACES: &[&[u8]] = &[b"gps", b"location", b"latitude", b"longitude", b":city", b"geo:"];

/// Whether a packet may tell where the picture was taken; also where it cannot be read.
pub(super) fn tells_location(packet: &[u8]) -> bool {
    let lower = packet.to_ascii_lowercase();
    std::str::from_utf8(packet).is_err()
        || PLACES.iter().any(|place| memchr::memmem::find(&lower, place).is_some())
}

/// Whether a file whose parts nobody takes apart has such a packet among its bytes. Where the packet
/// ends the pixels go on, in which any letters may stand.
pub(super) fn within_tells_location(file: &[u8]) -> bool {
    const END: &[u8] = b"</x:xmpmeta>";
    memchr::memmem::find_iter(file, b"<x:xmpmeta").any(|at| {
        let rest = &file[at..];
        let end = memchr::memmem::find(rest, END).unwrap_or(rest.len());
        tells_location(&rest[..end])
    })
}

/// A packet that says what is known of a picture, and nothing else.
pub(super) fn write(known: &Embedded) -> Vec<u8> {
    let mut packet = String::from(
        "<?xpacket begin=\"\u{feff}\" id=\"W5M0MpCehiHzreSzNTczkc9d\"?><x:xmpmeta xmlns:x=\"adobe:ns:meta/\">",
    );
    let namespaces = [("dc", DC), ("photoshop", PHOTOSHOP), ("xmpRights", RIGHTS), ("core", IPTC)];
    let _ = write!(packet, "<rdf:RDF xmlns:rdf=\"{RDF}\"><rdf:Description rdf:about=\"\"");
    for (prefix, namespace) in namespaces {
        let _ = write!(packet, " xmlns:{prefix}=\"{namespace}\"");
    }
    packet.push('>');
    let alternatives = [
        ("dc:description", &known.caption),
        ("dc:rights", &known.copyright),
        ("xmpRights:UsageTerms", &known.licence),
        ("core:AltTextAccessibility", &known.alt),
    ];
    for (name, text) in alternatives {
        let Some(text) = text else { continue };
        let text = escape(text);
        let _ = write!(
            packet,
            "<{name}><rdf:Alt><rdf:li xml:lang=\"x-default\">{text}</rdf:li></rdf:Alt></{name}>"
        );
    }
    if let Some(credit) = &known.credit {
        let _ = write!(packet, "<photoshop:Credit>{}</photoshop:Credit>", escape(credit));
    }
    packet.push_str("</rdf:Description></rdf:RDF></x:xmpmeta><?xpacket end=\"r\"?>");
    packet.into_bytes()
}

pub(super) fn read(packet: &[u8]) -> Embedded {
    let Some(text) = std::str::from_utf8(packet).ok() else { return Embedded::default() };
    // Packets are padded, some with zeros.
    let text = text.trim_matches(|c: char| c == '\0' || c == '\u{feff}' || c.is_whitespace());
    let Ok(document) = Document::parse(text) else { return Embedded::default() };
    let get = |namespace: &str, name: &str| property(&document, namespace, name);
    Embedded {
        caption: get(DC, "description"),
        credit: get(PHOTOSHOP, "Credit").or_else(|| get(DC, "creator")),
        licence: get(RIGHTS, "UsageTerms")
            .or_else(|| get(CC, "license"))
            .or_else(|| get(RIGHTS, "WebStatement")),
        copyright: get(DC, "rights"),
        alt: get(IPTC, "AltTextAccessibility"),
    }
}

/// A property's value: of several languages the default one, of several authors all.
fn property(document: &Document<'_>, namespace: &str, name: &str) -> Option<String> {
    let described = document.descendants().filter(|node| node.has_tag_name((RDF, "Description")));
    described.into_iter().find_map(|node| {
        if let Some(value) = node.attribute((namespace, name)) {
            return one_line(value);
        }
        let element = node.children().find(|child| child.has_tag_name((namespace, name)))?;
        if let Some(resource) = element.attribute((RDF, "resource")) {
            return one_line(resource);
        }
        let items: Vec<Node<'_, '_>> =
            element.descendants().filter(|node| node.has_tag_name((RDF, "li"))).collect();
        if items.is_empty() {
            return one_line(element.text().unwrap_or_default());
        }
        if items[0].attribute((XML, "lang")).is_some() {
            let default = |item: &&Node<'_, '_>| item.attribute((XML, "lang")) == Some("x-default");
            let chosen = items.iter().find(default).unwrap_or(&items[0]);
            return one_line(chosen.text().unwrap_or_default());
        }
        let all: Vec<String> =
            items.iter().filter_map(|item| one_line(item.text().unwrap_or_default())).collect();
        Some(all.join(", ")).filter(|all| !all.is_empty())
    })
}
