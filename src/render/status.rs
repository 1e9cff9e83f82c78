//! Whether something is on, and whether it takes place as announced, in the words of templates and of
//! messages.

use crate::newsroom::State;
use crate::release::Status;

/// As templates know it.
pub(super) fn state_name(state: State) -> &'static str {
    match state {
        State::Running => "running",
        State::Upcoming => "upcoming",
        State::Past => "past",
    }
}

/// As templates know it.
pub(super) fn status_name(status: Status) -> &'static str {
    match status {
        Status::Scheduled => "scheduled",
        Status::Postponed => "postponed",
        Status::Cancelled => "cancelled",
        Status::Rescheduled => "rescheduled",
        Status::MovedOnline => "moved-online",
    }
}

/// The key of the message that says it; nothing is said of what takes place as announced.
pub(super) fn status_message(status: Status) -> Option<&'static str> {
    match status {
        Status::Scheduled => None,
        Status::Postponed => Some("status_postponed"),
        Status::Cancelled => Some("status_cancelled"),
        Status::Rescheduled => Some("status_rescheduled"),
        Status::MovedOnline => Some("status_moved_online"),
    }
}
