/** The colours of a timeline's parts. Answers of 4xx are hatched too, so that no two that matter differ by colour alone. */
const fills: Record<string, string> = {
  '2xx': 'fill-ink/30',
  '1xx': 'fill-ink/30',
  '3xx': 'fill-get',
  '4xx': 'fill-[url(#hatch)]',
  '5xx': 'fill-bad',
  none: 'fill-edge',
  GET: 'fill-get',
  POST: 'fill-post',
  PUT: 'fill-put',
  PATCH: 'fill-patch',
  DELETE: 'fill-delete',
};

export function partFill(name: string): string {
  return Object.hasOwn(fills, name) ? fills[name]! : 'fill-other';
}
