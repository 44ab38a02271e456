//! PDF documents from plain values. Pure.
