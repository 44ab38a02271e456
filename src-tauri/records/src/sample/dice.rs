//! Dice that always fall the same for one seed.

/// SplitMix64.
pub(super) struct Dice(u64);

impl Dice {
    pub fn new(seed: u64) -> Self {
        Self(seed)
    }

    fn next(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mut z = self.0;
        z = (z ^ (z >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        z = (z ^ (z >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        z ^ (z >> 31)
    }

    /// From `low` to `high`, both included.
    pub fn roll(&mut self, low: i64, high: i64) -> i64 {
        let span = u64::try_from(high - low + 1).unwrap_or(1).max(1);
        low + i64::try_from(self.next() % span).unwrap_or(0)
    }

    /// About `middle`, at most `spread` away.
    pub fn about(&mut self, middle: f64, spread: f64) -> f64 {
        let share = |dice: &mut Self| (dice.next() >> 11) as f64 / (1_u64 << 53) as f64;
        middle + spread * (share(self) + share(self) - 1.0)
    }

    /// So often in a hundred.
    pub fn percent(&mut self, often: i64) -> bool {
        self.roll(1, 100) <= often
    }
}

/// With so many decimals.
pub(super) fn rounded(value: f64, decimals: i32) -> f64 {
    let scale = 10_f64.powi(decimals);
    (value * scale).round() / scale
}
