/** Values of responses that are different in every run, replaced by ones that are not, so that examples only change when the API does. */

const times = /\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(?:\.\d+)?Z/g;
const dates = /[A-Z][a-z]{2}, \d\d [A-Z][a-z]{2} \d{4} \d\d:\d\d:\d\d GMT/g;
const time = '2026-12-01T08:00:00.123Z';
/** Durations, sizes of the process and counts of its traffic. */
const measured =
  /^(?:ms|.*Ms|gap|waited|port|rss|heapUsed|usedBytes|every|factor|lookedUp|connected|secured|sent|firstByte|all|watching|rate|perSecond)$/;
/** Settings, which are the same in every run. */
const chosen = /^(?:deadlineMs|timeoutMs|delayMs|respondWithinMs|forMs)$/;
const ids = /\b(dlv|fwd|rpl|sch)_[\w-]+/g;

export function steady(recorded: Record<string, unknown>, origin: string): Record<string, unknown> {
  const text = (value: string) =>
    value
      .replaceAll(origin, 'https://bin.example')
      .replaceAll(new URL(origin).host, 'bin.example')
      .replaceAll(times, time)
      .replaceAll(dates, 'Tue, 01 Dec 2026 08:00:00 GMT')
      .replaceAll(/\binv_\w{20}/g, 'inv_01kmyqxn1jh3emuxibnl')
      .replaceAll(/\bmsg_\w{27}/g, 'msg_2KWPBgLlAfxdpx2AI54pPJ85f4W')
      .replaceAll(/\b179\d{7}\b/g, '1796112000')
      .replaceAll(ids, '$1_V1StGXR8Z5jdHi6B')
      .replaceAll(/"(receivedAtMicros|headersMs|uploadMs|ms|port)":[\d.]+/g, '"$1":1')
      .replaceAll(/(Wirebin-[\w-]+: )[\w-]+/g, '$1x');
  function value(name: string, one: unknown): unknown {
    if (typeof one === 'string')
      return name === 'key' && one.length > 15
        ? 'Hc4v2kXq9uTz7LmWb3RsE1'
        : text(one).replace(/\/i\/[\w-]+/, '/i/Hc4v2kXq9uTz7LmWb3RsE1');
    if (typeof one === 'number') {
      if (name === 'receivedAtMicros') return 1_796_112_000_123_456;
      if (chosen.test(name)) return one;
      if (name === 'bytes' && one > 10_000) return 2 ** 20;
      if (name === 'port') return 50_312;
      if (measured.test(name)) return 1.5;
      if (name === 'done' && !Number.isInteger(one)) return 1.5;
      return one;
    }
    if (name === 'counts' && Array.isArray(one)) return [2, 0];
    if (name === 'seconds' && Array.isArray(one)) return [{ captures: 2, refused: 0 }];
    if (Array.isArray(one)) return shortened(one).map((item) => value(name, item));
    if (typeof one !== 'object' || one === null) return one;
    return Object.fromEntries(Object.entries(one).map(([key, inner]) => [key, value(key, inner)]));
  }
  return Object.fromEntries(Object.entries(recorded).map(([name, one]) => [name, value('', one)]));
}

/** Long lists of objects show their first entries. */
function shortened(list: readonly unknown[]): readonly unknown[] {
  const isOfObjects = list.every((item) => typeof item === 'object' && !Array.isArray(item));
  return isOfObjects && list.length > 3 ? list.slice(0, 2) : list;
}
