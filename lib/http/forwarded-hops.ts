import type { Header } from '#lib/model/capture.ts';
import { all } from './header-lookup.ts';
import { type IpAddress, parseIpAddress } from './ip-address.ts';
import { withoutSpace } from './white-space.ts';

/** Where a request came from, as a proxy says; `port` is null when it does not say. */
export type Node = { readonly address: IpAddress; readonly port: number | null };

/** What one proxy says of the request it received. */
export type Hop = {
  /** Null when it says nothing or hides it (`unknown`, `_name`: RFC 7239 §6.2, §6.3). */
  readonly from: Node | null;
  readonly scheme: 'http' | 'https' | null;
  /** The `Host` it received, a host name or address with or without a port. */
  readonly host: string | null;
};

/**
 * What proxies say in Forwarded (RFC 7239 §4), the nearest first; `malformed` where an element is none. Read from the
 * right, so that a quote which a sender left open cannot swallow what a proxy appended behind it.
 */
export function* forwardedHops(headers: readonly Header[]): Generator<Hop | 'malformed'> {
  for (const element of listFromRight(headers, 'Forwarded')) yield readElement(element) ?? 'malformed';
}

/**
 * What proxies say in X-Forwarded-For, the nearest first. X-Forwarded-Proto, -Host and -Port are set anew by each proxy
 * rather than appended to, so the last value counts for every hop: it alone is sure to be the nearest proxy's word.
 */
export function* xForwardedHops(headers: readonly Header[]): Generator<Hop | 'malformed'> {
  const lastOf = (name: string) => listFromRight(headers, name).next().value ?? null;
  const scheme = schemeOf(lastOf('X-Forwarded-Proto'));
  const host = withPort(hostOf(lastOf('X-Forwarded-Host')), lastOf('X-Forwarded-Port'), scheme);
  let empty = true;
  for (const entry of listFromRight(headers, 'X-Forwarded-For')) {
    empty = false;
    const from = readNode(entry);
    yield from === 'malformed' ? from : { from, scheme, host };
  }
  if (empty) yield { from: null, scheme, host };
}

/** The members of a list field (RFC 9110 §5.6.1) from the last line's last one on; empty members are none. */
function* listFromRight(headers: readonly Header[], name: string): Generator<string> {
  for (const line of all(headers, name).reverse()) {
    for (const piece of piecesFromRight(line, ',')) if (piece !== '') yield piece;
  }
}

/** The pieces of a text between separators that are not in a quoted-string, from the right, without space around. */
function* piecesFromRight(text: string, separator: string): Generator<string> {
  let end = text.length;
  let quoted = false;
  for (let at = end - 1; at >= 0; at--) {
    if (text[at] === '"' && !isEscaped(text, at)) quoted = !quoted;
    if (text[at] !== separator || quoted) continue;
    yield withoutSpace(text.slice(at + 1, end));
    end = at;
  }
  yield withoutSpace(text.slice(0, end));
}

function isEscaped(text: string, at: number): boolean {
  let backslashes = 0;
  while (text[at - 1 - backslashes] === '\\') backslashes++;
  return backslashes % 2 === 1;
}

/** `for=…;proto=…;host=…`: a token, `=`, a token or quoted-string. IPv6 and ports are often sent without their quotes. */
const pair = /^([!#$%&'*+\-.^_`|~\da-z]+)=(?:"((?:[^"\\]|\\.)*)"|([^\t ",;\\]+))$/i;

function readElement(element: string): Hop | null {
  const pairs = new Map<string, string>();
  for (const piece of piecesFromRight(element, ';')) {
    if (piece === '') continue;
    const [, name, quoted, plain = ''] = pair.exec(piece) ?? [];
    // RFC 7239 §4: each parameter once at most.
    if (name === undefined || pairs.has(name.toLowerCase())) return null;
    pairs.set(name.toLowerCase(), quoted?.replace(/\\(.)/g, '$1') ?? plain);
  }
  const from = pairs.has('for') ? readNode(pairs.get('for')!) : null;
  if (from === 'malformed') return null;
  return { from, scheme: schemeOf(pairs.get('proto') ?? null), host: hostOf(pairs.get('host') ?? null) };
}

/** A node (RFC 7239 §6) with or without a port; an IPv6 address without brackets, as X-Forwarded-For has it, has none. */
function readNode(text: string): Node | null | 'malformed' {
  const alone = parseIpAddress(text);
  if (alone !== null) return { address: alone, port: null };
  const [, name = '', digits] = /^(\[[^\]]*\]|[^:[\]]+)(?::(?:(\d{1,5})|_[\w.-]+))?$/.exec(text) ?? [];
  if (/^(?:unknown|_[\w.-]+)$/i.test(name)) return null;
  const address = parseIpAddress(name.replace(/^\[(.*:.*)\]$/, '$1'));
  const port = digits === undefined ? null : Number(digits);
  return address === null || (port ?? 0) > 65535 ? 'malformed' : { address, port };
}

/** WebSocket schemes stand for the HTTP ones they begin with (RFC 6455 §3). */
function schemeOf(text: string | null): Hop['scheme'] {
  const [, secure] = /^(?:http|ws)(s?)$/i.exec(text ?? '') ?? [];
  return secure === undefined ? null : secure === '' ? 'http' : 'https';
}

/** A Host (RFC 9110 §7.2); null when it is none, so that it can stand in an address. */
function hostOf(text: string | null): string | null {
  return /^(?:[\w.-]+|\[[\da-f:.]+\])(?::\d{1,5})?$/i.test(text ?? '') ? text : null;
}

/** The host with the port that X-Forwarded-Port names, where that is not the scheme's own. */
function withPort(host: string | null, port: string | null, scheme: Hop['scheme']): string | null {
  const isUsual = (port === '80' && scheme !== 'https') || (port === '443' && scheme !== 'http');
  if (host === null || port === null || isUsual || !/^\d{1,5}$/.test(port) || /:\d+$/.test(host)) return host;
  return `${host}:${port}`;
}
