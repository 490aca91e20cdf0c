import { captureUrlOf } from '#lib/http/origin.ts';
import { pathOf } from '#lib/http/target.ts';

/** A bin of this server as a destination. `origin` is that of the app; `binDomain` as in the settings. */
export type BinDestination = {
  readonly slug: string;
  readonly origin: string;
  readonly binDomain: string | undefined;
};

/** The target of a captured request, and how many of its characters only name the bin. */
export type CapturedTarget = { readonly target: string; readonly prefixLength: number };

/**
 * The request-target for a bin, from a target below it such as `/push?x=1`, or from that of a capture, whose part that names its bin is
 * replaced. A capture of the same bin keeps that part, in its spelling. A request that was captured by its path is sent by path, and one
 * that was captured by its host by host, so that it can be captured equal.
 */
export function targetForBin(
  given: string | CapturedTarget,
  { slug, binDomain }: Pick<BinDestination, 'slug' | 'binDomain'>,
): string {
  const { target, prefixLength } = typeof given === 'string' ? { target: given, prefixLength: 0 } : given;
  if (binDomain !== undefined && prefixLength === 0) return target === '' ? '/' : target;
  const prefix = target.slice(0, prefixLength);
  const rest = target.slice(prefixLength);
  const named = prefix.toLowerCase().endsWith(`/b/${slug}`) ? prefix : `/b/${slug}`;
  return `${named}${rest === '' || /^[/?#]/.test(rest) ? rest : `/${rest}`}`;
}

/** The origin to which a target made by `targetForBin` is sent. */
export function originForBin(target: string, { slug, origin, binDomain }: BinDestination): string {
  const [, named] = /^(?:https?:\/\/[^/?#]*)?\/b\/([^/?#]*)/i.exec(target) ?? [];
  const isByPath = binDomain === undefined || named?.toLowerCase() === slug;
  return isByPath ? origin : new URL(captureUrlOf(origin, slug, binDomain)).origin;
}

/** Whether a target below a bin is that of a capture, which is shown with a `/` at its beginning. */
export function isTargetOf(given: string, { target, prefixLength }: CapturedTarget): boolean {
  const rest = target.slice(prefixLength);
  return given === rest || given === `/${rest}`;
}

/**
 * The request-target for a URL: its path and query, or, when it has neither, the path of the capture below its bin, so that many captures
 * can each be sent to their own path of one server.
 */
export function targetForUrl({ target: ofUrl }: { target: string }, capture: CapturedTarget | null): string {
  if (ofUrl !== '/' || capture === null) return ofUrl;
  return capture.target === '*' ? '*' : pathOf(capture.target, capture.prefixLength);
}
