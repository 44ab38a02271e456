//! A patient's photo. Only the last one is shown; earlier ones stay in the file.

use data_encoding::BASE64;
use imagesize::ImageType;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use ts_rs::TS;

use crate::{Change, Error, Id, Result, View, time::Instant};

use super::{Patient, record::PatientOf};

/// Largest image kept, in bytes: 2 MiB.
const LARGEST: usize = 2 << 20;
/// Longest side, in pixels: a larger picture takes more memory to show than the window has to spare.
const WIDEST: usize = 6000;

/// A photo of a patient.
#[derive(Debug, Serialize, JsonSchema, TS)]
pub struct PatientPhoto {
    /// The photo.
    pub id: Id<PatientPhoto>,
    /// `image/jpeg` or `image/png`.
    pub media_type: String,
    /// The image, base64.
    pub image_base64: String,
}
crate::kinds!(PatientPhoto);

/// The photo that is shown.
pub(super) fn of(tx: &View, patient: Id<Patient>) -> Result<Option<Id<PatientPhoto>>> {
    let last = "SELECT id FROM patient_photo WHERE patient_id = ?1 AND active = 1 ORDER BY id DESC LIMIT 1";
    tx.maybe(last, [patient], |r| r.get(0))
}

/// The patient's photo, if there is one.
pub fn get(tx: &View, input: PatientOf) -> Result<Option<PatientPhoto>> {
    tx.about(input.patient);
    super::name(tx, input.patient)?;
    let Some(id) = of(tx, input.patient)? else { return Ok(None) };
    let photo = tx.one("photo", "SELECT media_type, image FROM patient_photo WHERE id = ?1", [id], |r| {
        Ok(PatientPhoto { id, media_type: r.get(0)?, image_base64: BASE64.encode(r.get_ref(1)?.as_blob()?) })
    })?;
    Ok(Some(photo))
}

/// A photo to show from now on.
#[derive(Deserialize, JsonSchema, TS)]
#[serde(deny_unknown_fields)]
pub struct SetPatientPhoto {
    /// The patient.
    pub patient: Id<Patient>,
    /// A JPEG or PNG of at most 2 MB, base64.
    pub image_base64: String,
}

/// Keeps a photo of the patient; the earlier one is no longer shown.
pub fn set(tx: &mut Change, input: SetPatientPhoto) -> Result<PatientPhoto> {
    tx.about(input.patient);
    super::exists(tx, input.patient)?;
    let wrong = |why: &'static str| Error::invalid("image_base64", why);
    if input.image_base64.len() > LARGEST / 3 * 4 + 4 {
        return Err(wrong("The picture is too large: at most 2 MB."));
    }
    let image = BASE64.decode(input.image_base64.as_bytes()).map_err(|_| wrong("The picture could not be read."))?;
    let media_type = match imagesize::image_type(&image) {
        Ok(ImageType::Jpeg) => "image/jpeg",
        Ok(ImageType::Png) => "image/png",
        _ => return Err(wrong("A photo is a JPEG or PNG picture. Choose another file.")),
    };
    let size = imagesize::blob_size(&image).map_err(|_| wrong("The picture is damaged. Choose another file."))?;
    if size.width == 0 || size.height == 0 || size.width > WIDEST || size.height > WIDEST {
        return Err(wrong("The picture has too many pixels: at most 6000 on a side."));
    }
    hide(tx, input.patient)?;
    let id = Id::new();
    let (width, height) = (i64::try_from(size.width).unwrap_or(0), i64::try_from(size.height).unwrap_or(0));
    tx.insert(
        "patient_photo",
        id,
        &[
            ("patient_id", &input.patient),
            ("active", &true),
            ("media_type", &media_type),
            ("width", &width),
            ("height", &height),
            ("image", &image),
        ],
    )?;
    Ok(PatientPhoto { id, media_type: media_type.to_owned(), image_base64: input.image_base64 })
}

/// Shows no photo of the patient any more.
pub fn remove(tx: &mut Change, input: PatientOf) -> Result<crate::practice::Empty> {
    tx.about(input.patient);
    super::exists(tx, input.patient)?;
    hide(tx, input.patient)?;
    Ok(crate::practice::Empty {})
}

fn hide(tx: &mut Change, patient: Id<Patient>) -> Result<()> {
    let (now, user): (Instant, _) = (tx.now(), tx.user());
    tx.exec(
        "UPDATE patient_photo SET active = 0, changed_at = ?1, changed_by = ?2, version = version + 1
         WHERE patient_id = ?3 AND active = 1",
        rusqlite::params![now, user, patient],
    )?;
    Ok(())
}
