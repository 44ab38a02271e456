//! How the children of the sample practice grow, and the shots they get when.

/// Months, boys' and girls' median weight in kg and height in cm: rounded from the WHO 2006 (to 2 years) and CDC 2000 charts.
const GROWTH: [(f64, f64, f64, f64, f64); 20] = [
    (0.0, 3.5, 3.3, 50.0, 49.2),
    (1.0, 4.5, 4.2, 54.7, 53.7),
    (2.0, 5.6, 5.1, 58.4, 57.1),
    (4.0, 7.0, 6.4, 63.9, 62.1),
    (6.0, 7.9, 7.3, 67.6, 65.7),
    (9.0, 8.9, 8.2, 72.0, 70.1),
    (12.0, 9.6, 8.9, 75.7, 74.0),
    (15.0, 10.3, 9.6, 79.1, 77.5),
    (18.0, 10.9, 10.2, 82.3, 80.7),
    (24.0, 12.2, 11.5, 87.8, 86.4),
    (36.0, 14.3, 13.9, 96.1, 95.1),
    (48.0, 16.3, 15.9, 103.3, 102.7),
    (60.0, 18.4, 18.0, 110.0, 109.4),
    (72.0, 20.7, 20.3, 116.0, 115.1),
    (96.0, 25.6, 25.8, 128.0, 127.5),
    (120.0, 32.0, 33.0, 138.5, 138.5),
    (144.0, 40.5, 41.7, 149.0, 151.5),
    (168.0, 51.0, 49.4, 163.5, 160.0),
    (192.0, 61.0, 53.8, 173.5, 162.5),
    (216.0, 67.0, 56.5, 176.0, 163.0),
];

/// Weight in kg and height in cm of a child of this age; `build` is how many tenths of a standard deviation above the median.
pub(super) fn growth(girl: bool, months: f64, build: f64) -> (f64, f64) {
    let mut before = GROWTH.first().copied().unwrap_or_default();
    let mut after = before;
    for row in GROWTH {
        after = row;
        if row.0 >= months {
            break;
        }
        before = row;
    }
    let share = if after.0 > before.0 { ((months - before.0) / (after.0 - before.0)).clamp(0.0, 1.0) } else { 0.0 };
    let between = |a: f64, b: f64| a + (b - a) * share;
    let (kg, cm) = if girl {
        (between(before.2, after.2), between(before.4, after.4))
    } else {
        (between(before.1, after.1), between(before.3, after.3))
    };
    (kg * (1.0 + 0.012 * build), cm * (1.0 + 0.0037 * build))
}

/// Months at which a child is seen when well (Bright Futures).
pub(super) const WELL_VISITS: [i64; 27] =
    [0, 1, 2, 4, 6, 9, 12, 15, 18, 24, 30, 36, 48, 60, 72, 84, 96, 108, 120, 132, 144, 156, 168, 180, 192, 204, 212];

/// A shot: CVX, which of its series.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Shot(pub &'static str, pub i64);

/// The shots of a well visit at this age (CDC child schedule, combination vaccines).
pub(super) fn shots(months: i64) -> &'static [Shot] {
    match months {
        0 => &[Shot("08", 1)],
        2 => &[Shot("110", 1), Shot("48", 1), Shot("216", 1), Shot("116", 1)],
        4 => &[Shot("110", 2), Shot("48", 2), Shot("216", 2), Shot("116", 2)],
        6 => &[Shot("110", 3), Shot("48", 3), Shot("216", 3), Shot("116", 3)],
        12 => &[Shot("03", 1), Shot("21", 1), Shot("83", 1)],
        15 => &[Shot("20", 4), Shot("48", 4), Shot("216", 4)],
        18 => &[Shot("83", 2)],
        48 => &[Shot("130", 5), Shot("94", 2)],
        132 => &[Shot("115", 1), Shot("203", 1), Shot("165", 1)],
        144 => &[Shot("165", 2)],
        192 => &[Shot("203", 2)],
        _ => &[],
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn children_grow_and_never_shrink() {
        for girl in [true, false] {
            let mut last = (0.0, 0.0);
            for months in 0..216 {
                let now = growth(girl, f64::from(months), 3.0);
                assert!(now.0 >= last.0 && now.1 >= last.1, "{months}: {last:?} {now:?}");
                last = now;
            }
        }
        let (kg, cm) = growth(true, 24.0, 0.0);
        assert!((kg, cm) == (11.5, 86.4));
    }

    #[test]
    fn every_shot_is_in_the_list_of_vaccines() {
        for shot in WELL_VISITS.iter().flat_map(|m| shots(*m)) {
            assert!(knowledge::vaccines::find(shot.0).is_some(), "{shot:?}");
        }
    }
}
