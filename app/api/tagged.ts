import { createHash } from 'node:crypto';
import { matchPermits, noneMatchNames } from '#lib/http/entity-tag.ts';
import { fail } from '#lib/model/errors.ts';

/**
 * A JSON response with its entity tag, or 304 where the client has it already. The tag is computed from what this reader gets: through a
 * masked link it discloses nothing that is masked.
 */
export function taggedJson(request: Request, value: unknown, status = 200): Response {
  const text = JSON.stringify(value);
  const tag = tagOf(text);
  const headers = { 'Cache-Control': 'no-store', ETag: `"${tag}"` };
  if (isKnown(request, tag)) return new Response(null, { status: 304, headers });
  return new Response(text, { status, headers: { ...headers, 'Content-Type': 'application/json' } });
}

/** Whether the client of a GET or HEAD has what the tag identifies (`If-None-Match`). */
export function isKnown({ method, headers }: Request, tag: string): boolean {
  return (method === 'GET' || method === 'HEAD') && noneMatchNames(headers.get('if-none-match'), tag);
}

/** Fails with `precondition-failed` where `If-Match` names another state than this JSON. False where the request does not ask. */
export function checkMatch({ headers }: Request, value: unknown): boolean {
  const field = headers.get('if-match');
  if (field === null) return false;
  if (!matchPermits(field, tagOf(JSON.stringify(value)))) fail('precondition-failed');
  return true;
}

function tagOf(text: string): string {
  return createHash('sha256').update(text).digest('base64url').slice(0, 27);
}
