//! What the papers must hold, read back from the PDF with pdftotext and pdftoppm (poppler-utils).

#[cfg(test)]
mod layout;
#[cfg(test)]
mod look_at;
#[cfg(test)]
mod read_back;
#[cfg(test)]
mod samples;
#[cfg(test)]
mod unicode;
