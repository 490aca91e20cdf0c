import { parseMediaType } from './media-type.ts';

/** A Content-Type with another charset; the bytes of content without one are of no particular type. */
export function withCharset(contentType: string | null, charset: string): string {
  const mediaType = contentType === null ? null : parseMediaType(contentType);
  const parameters = [...(mediaType?.parameters ?? [])].filter(([name]) => name !== 'charset');
  const quoted = (value: string) => `"${value.replace(/["\\]/g, '\\$&')}"`;
  const written = [['charset', charset] as const, ...parameters].map(
    ([name, value]) => `; ${name}=${quoted(value)}`,
  );
  return `${mediaType?.essence ?? 'application/octet-stream'}${written.join('')}`;
}
