import { Button } from "@mantine/core";
import type { Id, Merge } from "../api/bindings";
import { confirm } from "../shared/confirm";
import { PageLink } from "../shared/go";
import { Section } from "../shared/Page";
import { useMay } from "../shared/session";
import { MomentText } from "../shared/text";
import { toast } from "../shared/toast";
import { useChange } from "../shared/useChange";
import styles from "./Patients.module.css";

/** The merges a record was part of, and the way back from those that stand. */
export function Merges({ patient, merges }: { patient: Id<"Patient">; merges: Merge[] }) {
  const may = useMay()("MergePatients");
  const undoing = useChange("undo_merge");
  if (merges.length === 0) return null;

  async function undo(merge: Merge) {
    const sure = await confirm({
      title: "Undo this merge?",
      body: `${merge.absorbed_name} (${merge.absorbed_mrn}) becomes a record of its own again, with everything that was moved and what was added to it since.`,
      confirm: "Undo the merge",
    });
    if (sure)
      undoing.mutate(
        { patient, merge: merge.id },
        { onSuccess: () => toast("The merge is undone: two records again.") },
      );
  }

  return (
    <Section title="Merged records" count={merges.length}>
      <div className={styles.lines}>
        {merges.map((merge) => {
          const here = merge.survivor === patient;
          return (
            <div key={merge.id} className={styles.line}>
              <div>
                <p>
                  {here ? "This record took in " : "This record was merged into "}
                  <PageLink to={`/patients/${here ? merge.absorbed : merge.survivor}/details`} fw={600}>
                    {here
                      ? `${merge.absorbed_name} (${merge.absorbed_mrn})`
                      : `${merge.survivor_name} (${merge.survivor_mrn})`}
                  </PageLink>
                  {merge.undone_at ? ". Undone " : ""}
                  {merge.undone_at ? <MomentText at={merge.undone_at} /> : null}
                </p>
                <p className={styles.dim}>
                  <MomentText at={merge.at} />
                  {merge.by ? `, ${merge.by}` : ""}: {merge.reason}
                </p>
              </div>
              {may && here && !merge.undone_at ? (
                <Button size="compact-sm" variant="subtle" loading={undoing.isPending} onClick={() => void undo(merge)}>
                  Undo
                </Button>
              ) : null}
            </div>
          );
        })}
      </div>
    </Section>
  );
}
