import { joinedHeaders } from '#lib/copy-as/request/whole-headers.ts';
import type { CopySource } from '#lib/copy-as/target.ts';
import type { Header } from '#lib/model/capture.ts';
import type { Recorded } from '../support/recorder.ts';

/** What was sent and what arrived, on the way to being compared. */
export type Pair = {
  readonly snippet: string;
  sent: Pick<CopySource, 'method' | 'target' | 'httpVersion' | 'headers' | 'trailers' | 'body'>;
  arrived: Recorded;
};

/** A difference which a client makes unavoidable: why, and how both sides look without it. */
export type Accepted = {
  why: string;
  /** Accepted where the snippet itself says so, and nowhere else. */
  isSaid?: boolean;
  apply(pair: Pair): Pair;
};

type Lines = readonly Header[];

/** Both header lists changed in the same way. */
function both(why: string, change: (headers: Lines) => Lines): Accepted {
  return {
    why,
    apply: ({ snippet, sent, arrived }) => ({
      snippet,
      sent: { ...sent, headers: change(sent.headers) },
      arrived: { ...arrived, headers: change(arrived.headers) as [string, string][] },
    }),
  };
}

const has = (headers: Lines, name: string) =>
  headers.some(([sent]) => sent.toLowerCase() === name.toLowerCase());

export const namesInOtherCase = both('the client changes the case of header names', (headers) =>
  headers.map(([name, value]): Header => [name.toLowerCase(), value]),
);

export const otherOrder = both('the client changes the order of headers', (headers) =>
  headers.toSorted(([a], [b]) => compared(a.toLowerCase(), b.toLowerCase()) || compared(a, b)),
);

function compared(a: string, b: string): number {
  if (a === b) return 0;
  return a < b ? -1 : 1;
}

/** A last value that is empty leaves white space at the end, which a recipient drops. */
export const joinedLines = both('the client supports one header per name', (headers) =>
  joinedHeaders(headers).map(([name, value]): Header => [name, value.replace(/[\t ]+$/, '')]),
);

/** Lines that the client adds, where the sender sent none of that name. */
export function adds(...names: string[]): Accepted {
  return {
    why: `the client adds ${names.join(', ')}`,
    apply: ({ snippet, sent, arrived }) => ({
      snippet,
      sent,
      arrived: {
        ...arrived,
        headers: arrived.headers.filter(
          ([name]) =>
            has(sent.headers, name) || !names.some((own) => own.toLowerCase() === name.toLowerCase()),
        ),
      },
    }),
  };
}

/** Lines whose names the client writes in one case, whatever it was told. */
export function inOwnCase(...names: string[]): Accepted {
  return both(`the client writes ${names.join(' and ')} in its own case`, (headers) =>
    headers.map(([name, value]): Header => {
      const own = names.find((known) => known.toLowerCase() === name.toLowerCase());
      return [own ?? name, value];
    }),
  );
}

/** Accepted where the snippet itself says so, and nowhere else. */
export function whenSaid(said: RegExp, why: string, change: (pair: Pair) => Pair): Accepted {
  return { why, isSaid: true, apply: (pair) => (said.test(pair.snippet) ? change(pair) : pair) };
}

export const saidTarget = whenSaid(/changes this target/, 'the client rewrites this target', (pair) => ({
  ...pair,
  sent: { ...pair.sent, target: pair.arrived.requestLine.split(' ')[1] ?? '' },
}));

export const saidVersion = whenSaid(
  /as HTTP\/1\.1\.|the equivalent HTTP\/1\.1 message/,
  'the client supports HTTP/1.1 only',
  (pair) => ({
    ...pair,
    sent: { ...pair.sent, httpVersion: '1.1' },
  }),
);

export const saidTrailers = whenSaid(
  /^\S+ Omitted, because .*\d trailer lines?\.$/m,
  'the client cannot send trailers',
  (pair) => ({
    ...pair,
    sent: { ...pair.sent, trailers: [] },
  }),
);

/** Lines that are gone, and the snippet says so. */
export function saidLeftOut(said: RegExp, what: string, gone: (header: Header) => boolean): Accepted {
  return whenSaid(said, `${what} are omitted`, (pair) => ({
    ...pair,
    sent: { ...pair.sent, headers: pair.sent.headers.filter((header) => !gone(header)) },
  }));
}

/** The body length is told otherwise than it was: chunks instead of a length, or the reverse. */
export function saidFraming(said: RegExp): Accepted {
  const framing = (headers: Lines) =>
    headers.filter(([name]) => !/^(?:content-length|transfer-encoding)$/i.test(name));
  return whenSaid(said, 'the client announces the length of the body in its own way', (pair) => ({
    ...pair,
    sent: { ...pair.sent, headers: framing(pair.sent.headers) },
    arrived: { ...pair.arrived, headers: framing(pair.arrived.headers) as [string, string][] },
  }));
}

export const agreedVersion = whenSaid(
  /negotiates the version with the server/,
  'client and server negotiate the version, here HTTP/1.1',
  (pair) => ({ ...pair, sent: { ...pair.sent, httpVersion: '1.1' } }),
);

/** Lines which the snippet names one by one, or by the beginning of their names. */
export const saidForbidden = whenSaid(
  /^\/\/ Omitted, because a page may not set them/m,
  'headers that the Fetch Standard forbids a page to set are omitted',
  (pair) => {
    const said = [...pair.snippet.matchAll(/^\/\/ Omitted, because a page may not set them: (.*)\.$/gm)];
    const names = said.flatMap(([, list = '']) => list.toLowerCase().split(', '));
    const prefixes = said.some(([, list]) => /Sec- and Proxy-/.test(list ?? '')) ? /^(?:sec|proxy)-/i : null;
    const isGone = ([name]: Header) => names.includes(name.toLowerCase()) || prefixes?.test(name);
    return { ...pair, sent: { ...pair.sent, headers: pair.sent.headers.filter((line) => !isGone(line)) } };
  },
);

/** GET and HEAD without the body they had. */
export const saidNoBody = whenSaid(
  /with GET and HEAD: the body/,
  'a page may not send a body with GET or HEAD',
  (pair) => ({
    ...pair,
    sent: {
      ...pair.sent,
      body: new Uint8Array(),
      headers: pair.sent.headers.filter(([name]) => !/^(?:content-length|transfer-encoding)$/i.test(name)),
    },
  }),
);

export const saidUserAgent = whenSaid(
  /send their own User-Agent/,
  'the browser sends its own User-Agent',
  (pair) => {
    const others = (headers: Lines) => headers.filter(([name]) => name.toLowerCase() !== 'user-agent');
    return {
      ...pair,
      sent: { ...pair.sent, headers: others(pair.sent.headers) },
      arrived: { ...pair.arrived, headers: others(pair.arrived.headers) as [string, string][] },
    };
  },
);

export const saidCapitals = whenSaid(
  /writes (?:this|the) method in upper case/,
  'the client writes the method in upper case',
  (pair) => ({
    ...pair,
    sent: { ...pair.sent, method: pair.sent.method.toUpperCase() },
  }),
);

export const saidFirstHost = whenSaid(
  /only the first Host header/,
  'the client supports one Host header',
  (pair) => {
    const isHost = ([name]: Header) => name.toLowerCase() === 'host';
    const first = pair.sent.headers.find(isHost);
    return {
      ...pair,
      sent: { ...pair.sent, headers: pair.sent.headers.filter((line) => !isHost(line) || line === first) },
    };
  },
);

export const saidMethod = whenSaid(
  /sends POST instead/,
  'the client does not support the method',
  (pair) => ({
    ...pair,
    sent: { ...pair.sent, method: 'POST' },
  }),
);

export const otherHost = whenSaid(/The Host header differs/, 'a page cannot set another host', (pair) => ({
  ...pair,
  sent: { ...pair.sent, headers: pair.sent.headers.filter(([name]) => name.toLowerCase() !== 'host') },
  arrived: {
    ...pair.arrived,
    headers: pair.arrived.headers.filter(([name]) => name.toLowerCase() !== 'host'),
  },
}));

export const saidHyphens = whenSaid(/drops hyphens/, 'the client rewrites header names', (pair) => ({
  ...pair,
  sent: {
    ...pair.sent,
    headers: pair.sent.headers.map(([name, value]): Header => [name.replace(/-+$/, ''), value]),
  },
}));
