import { readable } from '#lib/http/byte-string.ts';
import { parseMediaType } from '#lib/http/media-type.ts';
import type { CaptureSummary } from '#lib/model/capture-json.ts';
import { providerName } from '#lib/providers/names.ts';

/**
 * The second line of a row: provider and event if the provider is known, else body kind and user agent. `first` is emphasized;
 * either may be empty.
 */
export function describeRow(row: Pick<CaptureSummary, 'contentType' | 'userAgent' | 'provider'>): {
  first: string;
  rest: string;
  provided: boolean;
} {
  const { provider } = row;
  return provider
    ? { first: providerName(provider), rest: provider.event ?? '', provided: true }
    : { first: kindWord(row.contentType), rest: agentWord(row.userAgent), provided: false };
}

const shortKinds: Record<string, string> = {
  'application/json': 'json',
  'application/x-www-form-urlencoded': 'form',
  'application/xml': 'xml',
  'text/xml': 'xml',
  'text/plain': 'text',
  'text/html': 'html',
  'multipart/form-data': 'multipart',
  'application/octet-stream': 'binary',
  'application/pdf': 'pdf',
  'application/cbor': 'cbor',
  'application/msgpack': 'msgpack',
  'application/vnd.msgpack': 'msgpack',
  'application/x-msgpack': 'msgpack',
  'application/protobuf': 'protobuf',
  'application/vnd.google.protobuf': 'protobuf',
  'application/x-protobuf': 'protobuf',
  'application/graphql': 'graphql',
  'application/x-ndjson': 'ndjson',
  'text/csv': 'csv',
};

/** A short name of a media type, or the type itself: `json`, `form`, `image/png`. */
export function kindWord(contentType: string | null): string {
  if (contentType === null) return '';
  const essence = parseMediaType(contentType)?.essence;
  if (essence === undefined) return readable(contentType).slice(0, 40);
  return shortKinds[essence] ?? essence;
}

/** The program named in a User-Agent: `curl 8.14.1`, `GitHub-Hookshot`, `Chrome 141`. */
export function agentWord(userAgent: string | null): string {
  if (userAgent === null) return '';
  if (userAgent.startsWith('Mozilla/')) return browserWord(userAgent);
  const [, product, version] = /^([^\s/(]+)(?:\/([^\s(;]*))?/.exec(userAgent) ?? [];
  if (product === undefined) return readable(userAgent).slice(0, 40);
  // A commit or build number is left out.
  return version && /^\d[\d.]*$/.test(version) ? `${product} ${version}` : readable(product);
}

const browserNames: Record<string, string> = { Edg: 'Edge', OPR: 'Opera', Version: 'Safari' };

/** Every browser starts with Mozilla, and most contain Chrome; robots have their name in parentheses. */
function browserWord(userAgent: string): string {
  const robot = /\(compatible; ([^\s;/)]+)/.exec(userAgent)?.[1];
  if (robot !== undefined) return robot;
  const found = /(Edg|OPR)\/(\d+)/.exec(userAgent) ??
    /(Firefox|Chrome|Version)\/(\d+)/.exec(userAgent) ?? ['', 'Mozilla', ''];
  return `${browserNames[found[1]!] ?? found[1]} ${found[2]}`.trim();
}
