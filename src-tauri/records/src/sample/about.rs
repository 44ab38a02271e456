//! What somebody is seen for, and when it is their turn.

use super::{people::Story, register::Registered, stories::ILLNESSES};
use crate::time::Day;

/// What a visit is about.
#[derive(Debug, Clone, Copy)]
pub(super) enum About {
    /// The so-manieth visit about a condition.
    Story(Story, i32),
    Physical,
    WellChild(i64),
    Illness(usize),
}

impl About {
    pub fn reason(self) -> &'static str {
        match self {
            Self::Story(story, _) => story.reason(),
            Self::Physical => "Yearly examination",
            Self::WellChild(_) => "Well-child visit",
            Self::Illness(which) => ILLNESSES.get(which).map_or("Illness", |i| i.reason),
        }
    }
    pub fn visit_type(self) -> &'static str {
        match self {
            Self::Story(..) => "Follow-up",
            Self::Physical | Self::WellChild(_) => "Annual physical",
            Self::Illness(_) => "Office visit",
        }
    }
    pub fn minutes(self) -> u32 {
        if matches!(self, Self::Physical | Self::WellChild(_)) { 40 } else { 20 }
    }
}

/// Which people are seen today: two in five.
pub(super) fn comes_today(place: usize, who: &Registered, today: Day) -> bool {
    matches!(place % 5, 1 | 3) && who.months_on(today) > 12
}

/// What somebody would be seen for next.
pub(super) fn next_about(who: &Registered, place: usize, visits: i32, today: Day) -> About {
    match who.story() {
        Some(story) => About::Story(story, visits),
        None if who.is_child_on(today) => About::Illness(3 + place % 3),
        None if place.is_multiple_of(3) => About::Physical,
        None => About::Illness(place % 3),
    }
}

/// How many visits about a person's condition lie behind, today not counted.
pub(super) fn visits_behind(who: &Registered) -> i32 {
    match who.story() {
        Some(Story::Pregnancy(weeks)) => i32::try_from((weeks - 8) / 4).unwrap_or(1).clamp(1, 5),
        Some(story) => i32::try_from(78 / story.weeks()).unwrap_or(1).clamp(2, 5),
        None => 0,
    }
}
