/** The colours of the timeline. 4xx is also hatched, so that it differs from 5xx by more than colour. */
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

/** The class names of a part of a bar: a class of statuses (`4xx`) or a method. */
export function fillOf(name: string): string {
  return Object.hasOwn(fills, name) ? fills[name]! : 'fill-other';
}
