import { randomUUID } from 'node:crypto';
import type { Header } from '#lib/model/capture.ts';
import { renderTemplates, type TemplateRequest, type Templates } from '#lib/reply/template.ts';
import { LruCache } from '../lru-cache.ts';

type Input = {
  readonly answer: Templates;
  readonly request: TemplateRequest;
  /** Milliseconds since the epoch. */
  readonly now: number;
};

/** The same object for the same template, so that it is parsed once. */
const known = new LruCache<Templates>({ entries: 500, size: 16 * 2 ** 20 });

/** Fills the headers and body of a templated response. Throws an `Error` with a sentence for users. */
export function fillTemplate({ answer, request, now }: Input): Promise<{ headers: Header[]; body: string }> {
  const key = JSON.stringify(answer);
  const same = known.get(key) ?? answer;
  known.set(key, same, key.length);
  return renderTemplates(same, request, { now, random: Math.random, uuid: randomUUID });
}
