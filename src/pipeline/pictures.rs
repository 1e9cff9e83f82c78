//! The stage that makes the sizes of pictures: each original is read and decoded once, and only when
//! something of it is not published already.

use std::collections::BTreeMap;
use std::sync::Arc;

use anyhow::Result;
use rayon::prelude::*;

use super::Progress;
use crate::diagnostic::{Diagnostic, Place};
use crate::newsroom::picture_diagnostic;
use crate::output_path::OutputPath;
use crate::plan::{SitePlan, Variant, What};
use crate::render::Contents;
use crate::render::pictures::{self as render, Budget};
use crate::source::{self, SourcePicture, SourceTree};

/// What the pixels that are in memory at once may fill, in bytes. A picture that needs more is made alone.
const MEMORY: u64 = 192 * 1024 * 1024;

/// Everything that is made of one picture.
pub(super) struct Batch<'a> {
    picture: Arc<str>,
    variants: Vec<(Variant, &'a OutputPath)>,
}

/// The outputs that are made of pictures, by picture. Pictures come in the order of their paths.
pub(super) fn batches(plan: &SitePlan) -> Vec<Batch<'_>> {
    let mut batches: BTreeMap<&Arc<str>, Batch<'_>> = BTreeMap::new();
    for output in &plan.outputs {
        let What::Picture(picture, variant) = &output.what else { continue };
        let batch = batches
            .entry(picture)
            .or_insert_with(|| Batch { picture: Arc::clone(picture), variants: Vec::new() });
        batch.variants.push((*variant, &output.path));
    }
    batches.into_values().collect()
}

/// Makes what is not published yet, and hands everything over. Answers with the pictures that cannot be
/// decoded.
pub(super) fn make(
    tree: &SourceTree,
    plan: &SitePlan,
    batches: &[Batch<'_>],
    progress: &dyn Progress,
    published: &(impl Fn(&OutputPath) -> Result<bool> + Sync),
    sink: &(impl Fn(&OutputPath, Contents<'_>) -> Result<()> + Sync),
) -> Result<Vec<Diagnostic>> {
    let budget = Budget::new(MEMORY);
    let found: Vec<Option<Diagnostic>> = batches
        .par_iter()
        .with_max_len(1)
        .map(|batch| {
            let found = make_batch(tree, plan, batch, &budget, published, sink);
            progress.item();
            found
        })
        .collect::<Result<_>>()?;
    Ok(found.into_iter().flatten().collect())
}

fn make_batch(
    tree: &SourceTree,
    plan: &SitePlan,
    batch: &Batch<'_>,
    budget: &Budget,
    published: &impl Fn(&OutputPath) -> Result<bool>,
    sink: &impl Fn(&OutputPath, Contents<'_>) -> Result<()>,
) -> Result<Option<Diagnostic>> {
    let mut wanted = Vec::new();
    let mut paths = Vec::new();
    for (variant, path) in &batch.variants {
        if published(path)? {
            sink(path, Contents::AlreadyPublished)?;
        } else {
            wanted.push(*variant);
            paths.push(*path);
        }
    }
    if wanted.is_empty() {
        return Ok(None);
    }
    let Some(Ok(SourcePicture { facts, .. })) = tree.picture(&batch.picture) else {
        return Ok(None);
    };
    // Before the file is read, for it fills memory as well.
    let file = tree.get(&batch.picture).map_or(0, |file| file.bytes);
    let _share = budget.take(render::memory(facts, file));
    let bytes = source::read_whole(&tree.location(&batch.picture))?;
    let made =
        render::make(&bytes, facts, &wanted, |i, made| sink(paths[i], Contents::Bytes(made)))?;
    Ok(made.err().map(|problem| {
        let place = plan.pictures.get(&batch.picture).map(|planned| planned.place.clone());
        let place = place.unwrap_or_else(|| Place::file(&tree.shown(&batch.picture)));
        let name = batch.picture.rsplit('/').next().unwrap_or_default();
        picture_diagnostic(&problem, name, place)
    }))
}
