/** A question that a dialog asks before something is done. */
export type Question = {
  title: string;
  /** What happens after confirming. */
  consequence: string;
  /** The text of the button that confirms: a verb. */
  verb: string;
  /** What to show when it failed: "The bin could not be deleted." */
  failed: string;
  act: () => Promise<unknown>;
  /** What has the focus afterwards, unless that is what had it before; null then. */
  focusAfter?: () => HTMLElement | null;
};
