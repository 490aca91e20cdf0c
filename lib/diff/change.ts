/** A difference between two requests: in a header, a query or form field, or a JSON value. */
export type Change = {
  readonly kind: 'added' | 'removed' | 'changed';
  /** The name of the header or field, or a JSONPath (RFC 9535) such as `$.items[2].id`. */
  readonly where: string;
  /** The old and the new value, as sent; null where absent. */
  readonly before: string | null;
  readonly after: string | null;
  /** An ID, a time or a signature, which differs between any two such requests. */
  readonly volatile: boolean;
};
