//! The samples as files to look at, and how long each takes: `CHARTWELL_PAPERS=folder cargo test -p chartwell-paper
//! samples` writes them there and prints the times with `--nocapture`.

use std::{fs, path::Path, time::Instant};

use paper::*;

use crate::samples;

type Make<'a> = Box<dyn Fn() -> Result<Pdf, PaperError> + 'a>;

#[test]
fn the_samples_are_made_in_less_than_a_blink() {
    let out = std::env::var_os("CHARTWELL_PAPERS");
    for page in [PageSize::Letter, PageSize::A4] {
        let look = samples::look(page);
        let plain = Look { logo: None, ..look.clone() };
        let makes: [(&str, Make); 8] = [
            ("summary", Box::new(|| visit_summary(&samples::visit_summary(), &look))),
            ("summary-long", Box::new(|| visit_summary(&samples::long_summary(), &look))),
            ("summary-empty", Box::new(|| visit_summary(&samples::empty_summary(), &plain))),
            ("bill", Box::new(|| bill(&samples::bill(), &look))),
            ("bill-long", Box::new(|| bill(&samples::long_bill(), &look))),
            ("bill-names", Box::new(|| bill(&samples::long_names(), &look))),
            ("receipt", Box::new(|| receipt(&samples::receipt(), &look))),
            ("recovery", Box::new(|| recovery_sheet(&samples::recovery_sheet(), &plain))),
        ];
        for (name, make) in makes {
            let made = (0..5).map(|_| {
                let start = Instant::now();
                let pdf = make().unwrap();
                (start.elapsed(), pdf)
            });
            let (took, pdf) = made.min_by_key(|made| made.0).unwrap();
            println!("{name} {page:?}: {} pages, {} kB, {took:.1?}", pdf.pages, pdf.bytes.len() / 1000);
            assert!(took.as_millis() < 300, "{name} took {took:?}");
            if let Some(out) = &out {
                fs::create_dir_all(out).unwrap();
                fs::write(Path::new(out).join(format!("{name}-{page:?}.pdf")), pdf.bytes).unwrap();
            }
        }
    }
}
