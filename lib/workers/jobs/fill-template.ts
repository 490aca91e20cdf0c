import { randomUUID } from 'node:crypto';
import type { Header } from '../../model/capture.ts';
import { fillAnswer, type TemplateRequest, type Templates } from '../../reply/template.ts';
import { Recent } from '../recent.ts';

type Input = {
  readonly answer: Templates;
  readonly request: TemplateRequest;
  /** Milliseconds since the epoch. */
  readonly now: number;
};

/** The same object for the same template, so that it is parsed once. */
const known = new Recent<Templates>({ entries: 500, size: 16 * 2 ** 20 });

/** The headers and body of a templated response, filled. Throws an `Error` in words for people when that cannot be done. */
export function fillTemplate({ answer, request, now }: Input): Promise<{ headers: Header[]; body: string }> {
  const key = JSON.stringify(answer);
  const same = known.get(key) ?? answer;
  known.set(key, same, key.length);
  return fillAnswer(same, request, { now, random: Math.random, uuid: randomUUID });
}
