import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { expect, test } from 'vitest';
import { root } from '../support/root.ts';

/**
 * Lists that are spread into the arguments of a call, and what limits their length. A call with more than some 100,000 arguments throws a
 * RangeError, so a list that a sender fills is added in a loop.
 */
const limited: Record<string, string> = {
  'app/api/instance-json.ts': 'the seconds of a minute',
  'components/admin/last-minute.tsx': 'the seconds of a minute',
  'components/inspector/deliveries/time-axis.ts': 'the deliveries of a page',
  'components/inspector/feed/live-events.ts': 'an event',
  'components/inspector/timeline/chart.tsx': 'the bars of the timeline',
  'components/report/delivery-lanes.tsx': 'the lanes shown',
  'components/report/report.tsx': 'the rows of a table of the report',
  'lib/access/views/timeline-of-pages.ts': 'one row',
  'lib/deliveries/sender.ts': 'the attempts of a delivery, which are limited',
  'lib/masking/mask-rules.ts': 'the rules of a link, which are limited',
  'lib/body/cbor-messagepack/item-rows.ts': 'tags by a constant, a scalar has a few spans',
  'lib/body/graphql/graphql.ts': 'two sections',
  'lib/body/multipart/split.ts': 'three notes',
  'lib/body/xml/xml.ts': '200 bytes',
  'lib/forwarding/dead-letters.ts': 'a page',
  'lib/command/program.ts': 'the rows of a table of the help',
  'lib/http/host-list.ts': 'a setting of the operator',
  'lib/masking/unescaped-text.ts': 'a character',
  'lib/providers/recognise/first-marked.ts': 'the providers',
  'lib/store/sql/capture-changes.ts': 'a batch',
  'lib/wire/response/http1-channel.ts': 'two header fields',
  'components/forwarding/use-items.ts': 'a page',
  'components/inspector/feed/capture-rows.ts': 'a chunk',
  'components/inspector/feed/identical-requests.ts': 'a chunk',
  'components/inspector/opened/request-dialog.ts': 'the requests that types are generated from',
  'components/inspector/timeline/buckets.ts': 'the bars of the timeline',
  'components/inspector/timeline/time-range-filter.ts': 'the terms of a filter',
  'components/inspector/types/samples.ts': 'a batch',
  'components/replies/body-fields.tsx': '32,768 bytes',
};

/** Calls that take any number of arguments. */
const spread =
  /\b(?:push|unshift|splice|concat|fromCharCode|fromCodePoint|Math\.(?:max|min|hypot))\((?:[^(){}[\]]*,\s*)?\.\.\./;

test('no list that a sender fills is spread into the arguments of a call', () => {
  const files = ['lib', 'components', 'app'].flatMap((folder) =>
    readdirSync(path.join(root, folder), { recursive: true, encoding: 'utf8' })
      .filter((name) => /\.tsx?$/.test(name))
      .map((name) => `${folder}/${name}`),
  );
  const spreading = files.filter((file) => spread.test(readFileSync(path.join(root, file), 'utf8')));
  expect(spreading.toSorted()).toEqual(Object.keys(limited).toSorted());
});
