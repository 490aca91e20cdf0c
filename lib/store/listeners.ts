/** The listeners of a store: one for each event, the last that was set. */
export type Listeners = {
  /** A bin keeps more than its limits allow. */
  binFull: (binId: number) => void;
  /** Bins with these slugs were changed, renamed or deleted. */
  binsChanged: (slugs: readonly string[]) => void;
  /** There may be long bodies that belong to no capture. */
  unusedBodies: () => void;
};

export function noListeners(): Listeners {
  return { binFull: () => {}, binsChanged: () => {}, unusedBodies: () => {} };
}
