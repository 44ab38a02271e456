/** One record found by Ctrl+K: what a feature's finder answers. */
export interface Found {
  id: string;
  title: string;
  detail: string;
  /** The page it opens. */
  to: string;
}
