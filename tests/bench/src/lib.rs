//! Measuring Chartwell at 1,000, 20,000 and 100,000 patients, each workload beside its floor of the same run.

pub mod alone;
pub mod desk;
pub mod fill;
pub mod floor;
pub mod invented;
pub mod measure;

pub mod table;
pub mod window;
