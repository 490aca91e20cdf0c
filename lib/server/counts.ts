/** What the server counts since it started; `/metrics` shows it. */
export type Counts = {
  /** Messages to a bin which Node's parser refused: each is a capture, if there is such a bin. */
  malformedToBins: number;
  /** Messages which it refused and which name no bin: they leave no other trace. */
  malformedElsewhere: number;
};

export function noCounts(): Counts {
  return { malformedToBins: 0, malformedElsewhere: 0 };
}
