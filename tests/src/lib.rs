//! What holds for the whole practice: shared set-up for the scenario, fault and real-window tests.
