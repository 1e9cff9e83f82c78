//! The clock, which is read once: `--now` goes before `SOURCE_DATE_EPOCH`, and that before the clock.

use anyhow::{Context, Result, anyhow};
use chrono::{DateTime, NaiveDate, NaiveDateTime, NaiveTime, Utc};

use crate::pipeline::Now;

/// The moment of the build.
///
/// # Errors
/// The option or the variable holds no moment.
pub(super) fn now(option: Option<&str>) -> Result<Now> {
    if let Some(text) = option {
        return parse(text).ok_or_else(|| {
            anyhow!("--now: “{text}” is not a moment; write 2013-05-31, 2013-05-31T16:00 or 2013-05-31T13:00Z")
        });
    }
    if let Ok(text) = std::env::var("SOURCE_DATE_EPOCH") {
        let seconds: i64 = text.trim().parse().with_context(|| {
            format!(
                "the variable SOURCE_DATE_EPOCH holds “{text}”, which is not a number of seconds"
            )
        })?;
        let moment =
            DateTime::from_timestamp(seconds, 0).context("SOURCE_DATE_EPOCH is out of range")?;
        return Ok(Now::Instant(moment));
    }
    #[allow(clippy::disallowed_methods, reason = "this is the one place that reads the clock")]
    Ok(Now::Instant(Utc::now()))
}

fn parse(text: &str) -> Option<Now> {
    let text = text.trim();
    if let Ok(moment) = DateTime::parse_from_rfc3339(&text.replacen(' ', "T", 1)) {
        return Some(Now::Instant(moment.to_utc()));
    }
    // RFC 3339 wants seconds; people leave them out.
    for form in ["%Y-%m-%dT%H:%M%#z", "%Y-%m-%d %H:%M%#z"] {
        if let Ok(moment) = DateTime::parse_from_str(&text.replace('Z', "+00:00"), form) {
            return Some(Now::Instant(moment.to_utc()));
        }
    }
    if let Ok(day) = NaiveDate::parse_from_str(text, "%Y-%m-%d") {
        return Some(Now::Local(day.and_time(NaiveTime::MIN)));
    }
    let forms = ["%Y-%m-%dT%H:%M", "%Y-%m-%d %H:%M", "%Y-%m-%dT%H:%M:%S", "%Y-%m-%d %H:%M:%S"];
    forms.iter().find_map(|form| NaiveDateTime::parse_from_str(text, form).ok()).map(Now::Local)
}
