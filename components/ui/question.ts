/** Something to be asked before it is done. */
export type Question = {
  title: string;
  /** What follows from saying yes. */
  consequence: string;
  /** The word on the button: what is done. */
  verb: string;
  /** What to say when it failed: "The bin was not deleted." */
  failed: string;
  act: () => Promise<unknown>;
};
