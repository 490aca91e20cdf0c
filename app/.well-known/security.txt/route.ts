import { Failure, problemOf } from '#lib/model/errors.ts';
import { problemResponse } from '../../api/handler.ts';
import { requestOrigin } from '../../origin.ts';
import { services } from '../../services.ts';

/** How long the file is valid, days: every response renews it. */
const validDays = 30;

/** The contact for abuse and security reports (RFC 9116); 404 when the operator has set none. */
export async function GET(): Promise<Response> {
  const [{ config }, origin] = await Promise.all([services(), requestOrigin()]);
  if (config.abuseContact === undefined) {
    return problemResponse(problemOf(new Failure('not-found', 'ABUSE_CONTACT is not set.'), origin));
  }
  const expires = new Date(Date.now() + validDays * 86_400_000);
  const lines = [
    `Contact: ${config.abuseContact}`,
    `Expires: ${expires.toISOString()}`,
    'Preferred-Languages: en',
    `Canonical: ${origin}/.well-known/security.txt`,
  ];
  return new Response(`${lines.join('\n')}\n`, {
    headers: { 'Content-Type': 'text/plain; charset=utf-8', 'Cache-Control': 'max-age=3600' },
  });
}

export const dynamic = 'force-dynamic';
