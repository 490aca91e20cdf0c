/** The listeners of a store: one for each event, the last that was set. */
export type Listeners = {
  /** A bin keeps more than its limits allow. */
  binFull: (binId: number) => void;
  /** There may be long bodies that belong to no capture. */
  unusedBodies: () => void;
};

export function noListeners(): Listeners {
  return { binFull: () => {}, unusedBodies: () => {} };
}
