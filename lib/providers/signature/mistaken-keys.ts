import { decoded } from './encoding.ts';
import type { Scheme } from './scheme.ts';
import { keyOf } from './signing-key.ts';

/** A key derived from a secret. `but` describes the mistake, to follow "The signature matches"; null for the correct key. */
export type KeyReading = { readonly bytes: Uint8Array; readonly but: string | null };

/** The keys that result from common mistakes with a secret, without the correct one. */
export function mistakenKeys(
  secret: string,
  { key: form, secretPrefix }: Pick<Scheme, 'key' | 'secretPrefix'>,
): KeyReading[] {
  const readings: KeyReading[] = [];
  const add = (bytes: Uint8Array | string | null, but: string) => {
    if (typeof bytes === 'object' && bytes !== null && bytes.length > 0) readings.push({ bytes, but });
  };
  const right = (text: string) => (text === '' ? null : keyOf(text, form));
  const trimmed = secret.trim();
  if (trimmed !== secret)
    add(right(trimmed), 'without the whitespace around the secret (it was pasted with it)');
  const unquoted = trimmed.replace(/^(["'])(.*)\1$/, '$2');
  if (unquoted !== trimmed) add(right(unquoted), 'without the quotes around the secret');
  add(
    right(`${trimmed}\n`),
    'with a line break after the secret (the sender reads it from a file that ends with one)',
  );
  const unescaped = trimmed.replaceAll('\\n', '\n');
  if (unescaped !== trimmed)
    add(
      right(unescaped),
      'with line breaks in place of \\n in the secret (it was entered as an .env file contains it)',
    );
  const named = trimmed.replace(/^[A-Z][A-Z\d_]*=/, '');
  if (named !== trimmed && named !== '')
    add(
      right(named),
      'without the name and the = before the secret (it was entered as an .env file contains it)',
    );
  const fromHtml = entitiesDecoded(trimmed);
  if (fromHtml !== trimmed)
    add(
      right(fromHtml),
      'with the HTML entities of the secret decoded, such as &amp; (it was entered as HTML contains it)',
    );
  const toHtml = entitiesEncoded(trimmed);
  if (toHtml !== trimmed)
    add(
      right(toHtml),
      'with HTML entities in the secret, such as &amp; (the sender signs with it as HTML contains it)',
    );
  const fromUrl = percentDecoded(trimmed);
  if (fromUrl !== trimmed)
    add(right(fromUrl), 'with the secret after percent-decoding (it was entered as a URL contains it)');
  if (secretPrefix !== undefined && !trimmed.startsWith(secretPrefix)) {
    add(
      utf8(secretPrefix + trimmed),
      `with ${secretPrefix} before the secret (for this provider, ${secretPrefix} is part of the key and was left out)`,
    );
  }
  const [, version, versioned] = /^(v\d+a?,)(.+)$/.exec(trimmed) ?? [];
  if (version !== undefined && form === 'whsec') {
    add(
      right(versioned!),
      `with the part of the secret after ${version} (Supabase shows its secrets as v1,whsec_…; ${version} is not part of the key)`,
    );
  }
  const prefix = /^(?:whsec_|whpk_|pdl_ntfset_|sk_|v1,whsec_)/.exec(trimmed)?.[0];
  if (prefix !== undefined) {
    const rest = trimmed.slice(prefix.length);
    add(
      utf8(rest),
      form === 'whsec'
        ? `with the part of the secret after ${prefix} as text (the sender did not decode it from base64)`
        : `with the part of the secret after ${prefix} as text (for this provider, ${prefix} is part of the key)`,
    );
    add(
      decoded(rest, 'base64'),
      `with the part of the secret after ${prefix} decoded from base64, as in Standard Webhooks`,
    );
  }
  if (form !== 'text') add(utf8(trimmed), 'with the secret as plain text (the sender did not decode it)');
  if (form !== 'hex') add(decoded(trimmed, 'hex'), 'with the secret decoded from hexadecimal');
  if (form !== 'whsec' && prefix === undefined)
    add(decoded(trimmed, 'base64'), 'with the secret decoded from base64');
  return readings;
}

const entities: readonly (readonly [character: string, entity: string])[] = [
  ['&', '&amp;'],
  ['<', '&lt;'],
  ['>', '&gt;'],
  ['"', '&quot;'],
  ["'", '&#039;'],
];

function entitiesEncoded(text: string): string {
  return entities.reduce((result, [character, entity]) => result.replaceAll(character, entity), text);
}

function entitiesDecoded(text: string): string {
  return entities.reduceRight((result, [character, entity]) => result.replaceAll(entity, character), text);
}

function percentDecoded(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}

const utf8 = (text: string) => new TextEncoder().encode(text);
