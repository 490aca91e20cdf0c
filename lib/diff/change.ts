/** One difference between two requests, in a header, a query or form field, or a place of a JSON text. */
export type Change = {
  readonly kind: 'added' | 'removed' | 'changed';
  /** Where: a header's or field's name, or a JSONPath (RFC 9535) such as `$.items[2].id`. */
  readonly where: string;
  /** What stood there before and what stands there now, as sent; null where there was or is nothing. */
  readonly before: string | null;
  readonly after: string | null;
  /** It differs between any two requests of the kind: an id, a time, a signature. */
  readonly volatile: boolean;
};
