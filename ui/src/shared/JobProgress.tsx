import { Button, Progress } from "@mantine/core";
import styles from "./JobProgress.module.css";
import { useChange } from "./useChange";
import { useRecord } from "./useRecord";

const number = new Intl.NumberFormat("en-US");

/** A figure with its thousands apart. */
export const figure = (n: number) => number.format(n);

interface JobProgressProps {
  /** The command that runs. */
  command: string;
  /** What it does, in words: "Importing". */
  doing: string;
}

/** How far a long act is, and the way to stop it. */
export function JobProgress({ command, doing }: JobProgressProps) {
  const jobs = useRecord("job_progress", {}, { every: 300 });
  const cancel = useChange("cancel_job");
  const job = jobs.data?.find((one) => one.command === command);
  const percent = job && job.total > 0 ? Math.min(100, (100 * job.done) / job.total) : 0;
  return (
    <div className={styles.running}>
      <div className={styles.line}>
        <span>
          {doing}
          {job ? ` · ${Math.floor(percent)}% · ${figure(job.rows)} records` : " …"}
        </span>
        <Button
          size="compact-sm"
          variant="default"
          disabled={!job || cancel.isPending || cancel.isSuccess}
          onClick={() => job && cancel.mutate({ job: job.job })}
        >
          {cancel.isSuccess ? "Stopping" : "Cancel"}
        </Button>
      </div>
      <Progress value={percent} aria-label={doing} />
    </div>
  );
}
