/** A bin: a place that receives requests. */
export type Bin = {
  readonly id: number;
  /** The public name, in the capture URL. Lower-case letters, digits and inner hyphens: also a DNS label. */
  readonly slug: string;
  /** What its people call it; null when nobody has said. */
  readonly name: string | null;
  /** Milliseconds since the epoch. */
  readonly createdAt: number;
};
