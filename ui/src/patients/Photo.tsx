import { Button, FileButton, Group } from "@mantine/core";
import { IconCamera } from "@tabler/icons-react";
import { useState } from "react";
import type { Id } from "../api/bindings";
import { FaultNotice, Notice } from "../shared/Notice";
import { useMay } from "../shared/session";
import { useChange } from "../shared/useChange";
import { useRecord } from "../shared/useRecord";
import styles from "./Patients.module.css";

/** Longest side of a kept photo in pixels: sharp on a banner and in a frame, small in the file. */
const side = 640;

/** A picture from a file, made small; null when it is no picture. */
async function shrunk(file: File): Promise<string | null> {
  const picture = await createImageBitmap(file).catch(() => null);
  if (!picture) return null;
  const scale = Math.min(1, side / Math.max(picture.width, picture.height));
  const canvas = document.createElement("canvas");
  canvas.width = Math.max(1, Math.round(picture.width * scale));
  canvas.height = Math.max(1, Math.round(picture.height * scale));
  canvas.getContext("2d")?.drawImage(picture, 0, 0, canvas.width, canvas.height);
  const url = canvas.toDataURL("image/jpeg", 0.88);
  return url.slice(url.indexOf(",") + 1);
}

/** The patient's photo, and the way to change it. */
export function Photo({ patient, name, fixed }: { patient: Id<"Patient">; name: string; fixed: boolean }) {
  const may = useMay()("EditPatients") && !fixed;
  const photo = useRecord("patient_photo", { patient });
  const setting = useChange("set_patient_photo", { faults: "here" });
  const removing = useChange("remove_patient_photo");
  const [unreadable, setUnreadable] = useState(false);

  async function choose(file: File | null) {
    if (!file) return;
    const image_base64 = await shrunk(file);
    setUnreadable(!image_base64);
    if (image_base64) setting.mutate({ patient, image_base64 });
  }

  return (
    <>
      <div className={styles.photo}>
        {photo.data ? (
          <img src={`data:${photo.data.media_type};base64,${photo.data.image_base64}`} alt={name} />
        ) : (
          <span className={styles.none}>No photo yet.</span>
        )}
        {may ? (
          <Group gap="xs">
            <FileButton accept="image/png,image/jpeg" onChange={(file) => void choose(file)}>
              {(props) => (
                <Button
                  {...props}
                  size="compact-sm"
                  variant="default"
                  leftSection={<IconCamera size={14} />}
                  loading={setting.isPending}
                >
                  {photo.data ? "Another photo" : "Choose a photo"}
                </Button>
              )}
            </FileButton>
            {photo.data ? (
              <Button size="compact-sm" variant="subtle" color="gray" onClick={() => removing.mutate({ patient })}>
                Remove
              </Button>
            ) : null}
          </Group>
        ) : null}
      </div>
      {unreadable ? (
        <Notice kind="warn" title="This is no picture that can be shown. Choose a JPEG or PNG file." />
      ) : null}
      <FaultNotice fault={setting.error} />
    </>
  );
}
