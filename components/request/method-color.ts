const colors: Record<string, string> = {
  GET: 'text-get',
  HEAD: 'text-get',
  POST: 'text-post',
  PUT: 'text-put',
  PATCH: 'text-patch',
  DELETE: 'text-delete',
};

/** The text color of a method. Methods are case-sensitive (RFC 9110 §9.1). */
export function methodColor(method: string): string {
  return Object.hasOwn(colors, method) ? colors[method]! : 'text-other';
}

/** The text color of a response status. */
export function statusColor(status: number): string {
  if (status >= 400) return 'text-bad';
  if (status >= 300) return 'text-careful';
  return 'text-good';
}
