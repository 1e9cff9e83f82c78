//! The file that says whose the pictures and documents of a press kit are.

use std::sync::Arc;

use crate::newsroom::{Picture, Release};
use crate::output_path::OutputPath;
use crate::release::markdown::one_line;
use crate::render::View;
use crate::render::licence::permits;
use crate::render::text::{BYTE_ORDER_MARK, Page};
use crate::theme::Messages;

/// For each file its name, what it is, who made it, and under which terms it may be used.
pub(super) fn credits(
    view: View<'_>,
    release: &Release,
    files: &[(String, &Arc<str>, OutputPath)],
) -> Vec<u8> {
    let words = view.theme.messages(release.language());
    let mut page = Page::default();
    page.heading(words.text("press_kit_contents"), '=');
    page.paragraph(&one_line(&release.title));
    for (name, path, _) in files {
        page.heading(name, '-');
        let picture = release.pictures.iter().find(|picture| picture.path == **path);
        if let Some(picture) = picture {
            terms_of_picture(&mut page, words, picture);
            continue;
        }
        let file = release.attachments.iter().find(|file| file.path == **path);
        if let Some(title) = file.and_then(|file| file.title.as_deref()) {
            page.item("", &one_line(title));
        }
        line(&mut page, words, "press_kit_terms", words.text("press_kit_no_licence"));
    }
    format!("{BYTE_ORDER_MARK}{}", page.text).into_bytes()
}

fn terms_of_picture(page: &mut Page, words: &Messages, picture: &Picture) {
    page.item("", &one_line(picture.caption.as_ref().unwrap_or(&picture.alt)));
    if let Some(credit) = &picture.credit {
        line(page, words, "photo_credit", credit);
    }
    if let Some(copyright) = &picture.copyright {
        line(page, words, "press_kit_copyright", copyright);
    }
    let permits = match &picture.licence {
        Some(licence) if permits(licence) => {
            line(page, words, "press_kit_licence", licence);
            true
        }
        // Other words may forbid as well as permit: they speak for themselves.
        Some(terms) => return line(page, words, "press_kit_terms", terms),
        None => false,
    };
    let terms = match (permits, &picture.credit) {
        (true, Some(_)) => "press_kit_licence_and_credit",
        (true, None) => "press_kit_by_licence",
        (false, Some(_)) => "press_kit_no_licence_but_credit",
        (false, None) => "press_kit_no_licence",
    };
    line(page, words, "press_kit_terms", words.text(terms));
}

fn line(page: &mut Page, words: &Messages, key: &str, value: &str) {
    page.item("", &format!("{}: {}", words.text(key), one_line(value)));
}
