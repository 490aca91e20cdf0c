/** Entity tags (RFC 9110 §8.8.3) in the preconditions of a request. Tags are given without their quotes. */

/** Whether `If-None-Match` names the tag, so that 304 is the response: weak comparison (RFC 9110 §13.1.2). */
export function noneMatchNames(field: string | null, tag: string): boolean {
  return field !== null && (field.trim() === '*' || tagsIn(field).some((one) => one.tag === tag));
}

/** Whether `If-Match` permits a change of what has the tag: strong comparison (RFC 9110 §13.1.1). */
export function matchPermits(field: string | null, tag: string): boolean {
  if (field === null || field.trim() === '*') return true;
  return tagsIn(field).some((one) => !one.isWeak && one.tag === tag);
}

/** The tags of a list. What is no tag is left out. */
function tagsIn(field: string): { tag: string; isWeak: boolean }[] {
  return [...field.matchAll(/(W\/)?"([\x21\x23-\x7e\x80-\xff]*)"/g)].map(([, weak, tag]) => ({
    tag: tag!,
    isWeak: weak !== undefined,
  }));
}
