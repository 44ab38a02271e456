//! Everything a practice knows and may do.
//!
//! A tour: [`commands`] is the one list of questions and acts; [`practice`] is the handle through which each of them goes
//! (session → permission → transaction → feature function → audit row → commit → answer); [`keys`] and [`storage`] keep the
//! encrypted file; [`audit`] keeps the log that cannot be edited. Every other module is a feature and owns its tables.

pub mod allergies;
pub mod audit;
pub mod billing;
pub mod bindings;
pub mod chart;
mod columns;
pub mod commands;
pub mod documents;
pub mod drafts;
pub mod error;
pub mod export;
pub mod gate;
pub mod history;
pub mod ids;
pub mod immunizations;
pub mod import;
pub mod jobs;
pub mod keys;
pub mod medications;
pub mod money;
pub mod notes;
pub mod numbers;
pub mod observations;
pub mod patients;
pub mod permissions;
#[cfg(test)]
mod plans;
pub mod practice;
pub mod problems;
pub mod process;
pub mod profile;
pub mod sample;
pub mod schedule;
pub mod staff;
mod storage;
pub mod text;
pub mod time;
pub mod visits;

pub use error::{Error, Fault, FaultCode, Result};
pub use ids::Id;
pub use practice::{Change, Practice, View};
