/** A value of a payload that people look for. */
export type Fact = {
  readonly name: string;
  /** Text of one line. */
  readonly value: string;
  /** The JSONPath of the value in a JSON body; null where the value is elsewhere, or computed. */
  readonly place: string | null;
};
