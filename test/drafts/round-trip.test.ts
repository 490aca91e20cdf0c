import { describe, expect, test } from 'vitest';
import { copyAs, copyTarget } from '#lib/copy-as/index.ts';
import { originForm } from '#lib/copy-as/request/address.ts';
import { isHostOf, isNamed, isSendable } from '#lib/copy-as/request/client-headers.ts';
import { prepareRequest } from '#lib/copy-as/request/prepare-request.ts';
import type { CopySource } from '#lib/copy-as/target.ts';
import type { Draft, DraftFormatId } from '#lib/drafts/draft.ts';
import { readDrafts } from '#lib/drafts/index.ts';
import { readable, utf8OrNull } from '#lib/http/byte-string.ts';
import { isChunked } from '#lib/http/message.ts';
import type { Header } from '#lib/model/capture.ts';
import { goldenRequests } from '../copy-as/golden-requests.ts';
import { hostileCases, http2Case } from '../copy-as/hostile-cases.ts';
import { platformRequests } from '../copy-as/platform-requests.ts';
import { generatedCases } from '../copy-as/run-hostile-cases.ts';

/**
 * Everything that `copy-as` writes in a format which drafts can be read from is read back to the same request. What a format cannot carry
 * is listed here, one exception each, and nowhere else.
 */

const origin = 'http://localhost:3000';
const authority = 'localhost:3000';

type Request = Pick<CopySource, 'method' | 'target' | 'httpVersion' | 'headers' | 'trailers' | 'body'> &
  Partial<Pick<CopySource, 'truncated' | 'aborted'>>;
type Pair = { readonly copy: string; wanted: Request; got: Request };

/** A difference that a format makes unavoidable: why, and how both sides look without it. */
type Exception = { why: string; apply(pair: Pair): Pair };

const has = (headers: readonly Header[], name: string) => headers.some((line) => isNamed(line, name));
const without = (headers: readonly Header[], ...names: string[]) =>
  headers.filter((line) => !names.some((name) => isNamed(line, name)));

function wanted(why: string, change: (request: Request, copy: string) => Partial<Request>): Exception {
  return {
    why,
    apply: (pair) => ({ ...pair, wanted: { ...pair.wanted, ...change(pair.wanted, pair.copy) } }),
  };
}

function both(why: string, change: (request: Request) => Partial<Request>): Exception {
  return {
    why,
    apply: ({ copy, wanted, got }) => ({
      copy,
      wanted: { ...wanted, ...change(wanted) },
      got: { ...got, ...change(got) },
    }),
  };
}

const unsendable = wanted('lines that no client can send are not copied', ({ headers, trailers }) => ({
  headers: headers.filter(isSendable),
  trailers: trailers.filter(isSendable),
}));

/** Drafts leave both to the sender, which writes the Host of its destination and the length of the body. */
const ownLines = both(
  'Host of the destination and Content-Length are written by the sender',
  ({ headers }) => ({
    headers: without(
      isHostOf(headers, new URL(origin)) ? without(headers, 'Host') : headers,
      'Content-Length',
    ),
  }),
);

/** The same for formats that carry every other length, too. */
const ownTrueLines = both(
  'Host of the destination and a Content-Length that is true are written by the sender',
  ({ headers, body }) => {
    const isOwn = ([name, value]: Header) =>
      /^content-length$/i.test(name) && body.length > 0 && value === `${body.length}` && !isChunked(headers);
    const others = isHostOf(headers, new URL(origin)) ? without(headers, 'Host') : headers;
    return { headers: others.filter((line) => !isOwn(line)) };
  },
);

const onlyVersion11 = both('drafts have HTTP/1.1 and HTTP/1.0', ({ httpVersion }) => ({
  httpVersion: httpVersion === '1.0' ? '1.0' : '1.1',
}));

const alwaysVersion11 = wanted('the format has no version', () => ({ httpVersion: '1.1' }));
const noTrailers = wanted('the format has no trailers', () => ({ trailers: [] }));

const trailersNeedChunks = wanted('trailers need a chunked body', ({ headers, trailers }) => ({
  trailers: isChunked(headers) ? trailers : [],
}));

const noFraming = wanted('the client announces the length of the body by itself', ({ headers }) => ({
  headers: without(headers, 'Transfer-Encoding'),
}));

/** What is no URL character is percent-encoded, and what follows `#` is no part of a request. */
const urlTarget = wanted('the target is part of a URL', ({ target }) => ({
  target: originForm(target)
    .replace(/#.*$/s, '')
    .replace(/[^!-~]/g, (byte) => `%${byte.charCodeAt(0).toString(16).toUpperCase()}`),
}));

type Case = {
  id: string;
  format: DraftFormatId;
  exceptions: readonly Exception[];
  /** Requests of which the format does not say enough, by what the copy says about them. */
  hasDestination: boolean;
};

const cases: readonly Case[] = [
  {
    id: 'curl',
    format: 'curl',
    hasDestination: true,
    exceptions: [unsendable, trailersNeedChunks, onlyVersion11, ownLines],
  },
  {
    id: 'curl-cmd',
    format: 'curl',
    hasDestination: true,
    exceptions: [unsendable, trailersNeedChunks, onlyVersion11, ownLines],
  },
  {
    id: 'http-message',
    format: 'raw-message',
    hasDestination: false,
    exceptions: [
      trailersNeedChunks,
      wanted('a chunked message that was cut short stays open, without its trailers', (request) => ({
        trailers: request.truncated || request.aborted ? [] : request.trailers,
      })),
      onlyVersion11,
      ownTrueLines,
    ],
  },
  {
    id: 'har',
    format: 'har',
    hasDestination: true,
    exceptions: [unsendable, onlyVersion11, ownTrueLines],
  },
  {
    id: 'http-file',
    format: 'http-file',
    hasDestination: true,
    exceptions: [
      unsendable,
      alwaysVersion11,
      noTrailers,
      noFraming,
      urlTarget,
      wanted(
        'lines with other bytes than printable ASCII, or with # first, cannot be written',
        ({ headers }) => ({
          headers: headers.filter(([name, value]) => !name.startsWith('#') && !/[^ -~]/.test(value)),
        }),
      ),
      wanted('a body that is not plain lines comes from a file', ({ body }, copy) => ({
        body: /\n< \.\/body\.bin\n$/.test(copy) ? new Uint8Array() : body,
      })),
      ownLines,
    ],
  },
  {
    id: 'postman',
    format: 'postman',
    hasDestination: true,
    exceptions: [
      unsendable,
      alwaysVersion11,
      noTrailers,
      noFraming,
      urlTarget,
      wanted('values are text: bytes that are not UTF-8 are written as characters', ({ headers }) => ({
        headers: headers.map(([name, value]): Header => [name, asText(value)]),
      })),
      wanted('a body that is not UTF-8 comes from a file', ({ body }) => ({
        body: utf8OrNull(body) === null ? new Uint8Array() : body,
      })),
      ownLines,
    ],
  },
  {
    id: 'powershell',
    format: 'powershell',
    hasDestination: true,
    exceptions: [
      unsendable,
      alwaysVersion11,
      noTrailers,
      urlTarget,
      wanted('lines with bytes outside ASCII are left out', ({ headers }) => ({
        headers: headers.filter((line) => !/[^\0-\x7f]/.test(line.join(''))),
      })),
      both('.NET has the headers of the content in a list of their own', ({ headers }) => ({
        headers: headers.toSorted((a, b) => Number(isContent(a)) - Number(isContent(b))),
      })),
      ownLines,
    ],
  },
];

/** The bytes of a value after it was text: those of UTF-8. */
function asText(value: string): string {
  return Buffer.from(readable(value), 'utf8').toString('latin1');
}

function isContent([name]: Header): boolean {
  return /^(?:allow|content-(?:disposition|encoding|language|location|md5|range|type)|expires|last-modified)$/i.test(
    name,
  );
}

const sources: readonly (readonly [name: string, source: CopySource])[] = [
  ...goldenRequests,
  ...Object.entries(platformRequests),
  ...[...hostileCases, http2Case, ...generatedCases(300)].map(
    ({ name, source }) => [name, source(authority)] as const,
  ),
];

/** What of a draft is compared. */
function requestOf({ request: { method, target, httpVersion, headers, trailers, body } }: Draft): Request {
  return { method, target, httpVersion, headers, trailers, body };
}

const comparable = ({ method, target, httpVersion, headers, trailers, body }: Request) => ({
  method,
  target,
  httpVersion,
  headers,
  trailers,
  body: Buffer.from(body).toString('latin1'),
});

describe.each(cases)('a copy as $id is read back', ({ id, format, exceptions, hasDestination }) => {
  test.each(sources)('to the same request: %s', (_, source) => {
    const copy = copyAs(copyTarget(id)!, source, { origin });
    const reading = readDrafts(copy);
    expect(reading.format).toBe(format);
    expect(reading.drafts).toHaveLength(1);
    const [draft] = reading.drafts;
    const prepared = prepareRequest(source, { origin });
    const pair = exceptions.reduce<Pair>((so, { apply }) => apply(so), {
      copy,
      wanted: prepared,
      got: requestOf(draft!),
    });
    expect(comparable(pair.got)).toEqual(comparable(pair.wanted));
    expect(draft!.destination).toBe(hasDestination || /^http:/.test(source.target) ? origin : null);
    const isOtherHost = has(prepared.headers, 'Host') && !isHostOf(prepared.headers, new URL(origin));
    if (hasDestination)
      expect(draft!.options.host === 'original').toBe(isOtherHost || withoutHost(prepared, id));
  });
});

/** curl is told to send no Host at all; other formats cannot say it. */
function withoutHost({ headers }: Request, id: string): boolean {
  return id.startsWith('curl') && !has(headers.filter(isSendable), 'Host');
}
