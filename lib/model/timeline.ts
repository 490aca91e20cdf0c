/** The properties by which the bars of a timeline can be divided. */
export const timelineDivisions = ['status', 'method'] as const;
export type TimelineDivision = (typeof timelineDivisions)[number];

/** How many requests arrived when: the response of `GET …/timeline`. */
export type Timeline = {
  /** Where the first bucket begins and the last one ends; ISO 8601 in UTC. */
  from: string;
  to: string;
  /** How long a bucket is, milliseconds. */
  bucketMs: number;
  by: TimelineDivision;
  /** Counts by bucket for each part: `2xx` … `5xx` and `none` (no response yet), or methods and `other`. */
  series: { name: string; counts: number[] }[];
  /** The highest seq of the bin when counting began; captures above it are not counted. */
  head: number;
  /** The seq to pass as `before` for the rest, when a `budget` ended the counting; null when all are counted. */
  next: number | null;
};

/** The part of a timeline by status that a response belongs to. */
export function statusPart(status: number | null): string {
  return status === null ? 'none' : `${Math.floor(status / 100)}xx`;
}
