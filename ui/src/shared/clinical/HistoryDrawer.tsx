import { Drawer, Text } from "@mantine/core";
import { Answer } from "../Answer";
import { MomentText } from "../text";
import { useRecord } from "../useRecord";
import styles from "./clinical.module.css";
import { changesOf, spoken } from "./history";

/** Who changed an entry, when, and what. */
export function HistoryDrawer({ record, title, onClose }: { record: string; title: string; onClose: () => void }) {
  const history = useRecord("record_history", { record });
  return (
    <Drawer
      opened
      onClose={onClose}
      position="right"
      size={460}
      title={`History: ${title}`}
      transitionProps={{ duration: 0 }}
    >
      <Answer of={history}>
        {(entries) =>
          entries.length === 0 ? (
            <Text c="dimmed">Imported as it is; nothing was changed here.</Text>
          ) : (
            <ol className={styles.history}>
              {entries.map((entry, at) => (
                // biome-ignore lint/suspicious/noArrayIndexKey: history only grows at its end, and has no ids
                <li key={`${entry.at}/${at}`}>
                  <b>{spoken(entry.command)}</b>, <MomentText at={entry.at} />
                  {entry.user_name ? `, ${entry.user_name}` : ""}
                  <table>
                    <tbody>
                      {changesOf(entry).map(({ field, before, after }) => (
                        <tr key={field}>
                          <th scope="row">{spoken(field)}</th>
                          <td>
                            {before === null ? null : (
                              <>
                                <del>{before}</del> →{" "}
                              </>
                            )}
                            {after ?? "(empty)"}
                          </td>
                        </tr>
                      ))}
                    </tbody>
                  </table>
                </li>
              ))}
            </ol>
          )
        }
      </Answer>
    </Drawer>
  );
}
