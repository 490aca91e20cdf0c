import type { CaptureSummary } from '#lib/model/capture-json.ts';

/** A name for the type of a request: the provider's event, else the last segment of the path. */
export function typeName({ provider, path }: CaptureSummary): string {
  const last = path
    .replace(/\?.*$/s, '')
    .split('/')
    .filter((segment) => /[a-z]/i.test(segment))
    .at(-1);
  const words = (provider?.event ?? last ?? 'payload').split(/[^a-zA-Z0-9]+/).filter(Boolean);
  const name = words.map((word) => word.charAt(0).toUpperCase() + word.slice(1)).join('');
  return /^[A-Za-z]/.test(name) ? name : `Payload${name}`;
}
