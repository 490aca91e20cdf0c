/** A range of a text to be replaced; `end` is exclusive. */
export type Span = { readonly start: number; readonly end: number; readonly replacement?: string };
