//! `pictures` of `site.yaml`: in which formats pages get their pictures.

use super::site::Site;
use crate::diagnostic::Diagnostic;
use crate::yaml::{Fields, Lowering};

/// Whether this program can make AVIF: the encoder is large, so it is built in only when asked for.
const MAKES_AVIF: bool = cfg!(feature = "avif");

pub(super) fn lower(low: &mut Lowering<'_>, fields: &Fields<'_>, site: &mut Site) {
    let Some(value) = fields.get("pictures") else { return };
    let Some(own) = low.fields(value, fields.at("pictures"), &["avif"]) else { return };
    site.avif = own.flag(low, "avif");
    if site.avif && !MAKES_AVIF {
        let place = low.value_place(&own.at("avif"));
        let message = "this program was built without AVIF";
        low.report(Diagnostic::error("no-avif", place, message).help(
            "remove the line: WebP is made as well; or build the program with `--features avif`",
        ));
    }
}
