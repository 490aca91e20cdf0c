import { searchedBody } from '#lib/content-encoding/searched-body.ts';
import { isCheap } from '#lib/filter/cheap.ts';
import { free, sumOf } from '#lib/filter/cost.ts';
import type { Asker } from '#lib/model/asker.ts';
import { type FirstMatch, firstMatchHere } from '#lib/reply/choose-response.ts';
import type { Pause } from '#lib/reply/compile-rules.ts';
import type { RenderTemplate } from '#lib/reply/fill-response.ts';
import type { Workers } from './workers.ts';

/** Evaluates rules and templates for a response, on a worker thread where that may take long. */
export type ReplyWork = {
  readonly firstMatch: FirstMatch;
  readonly fillTemplate: RenderTemplate;
  readonly pause: Pause;
};

/** The work for an asker: a bin, or a viewer who tries its rules. */
export function replyWork({ runForReply }: Pick<Workers, 'runForReply'>, asker: Asker): ReplyWork {
  return {
    pause: () => new Promise((resolve) => setImmediate(resolve)),
    async firstMatch(rules, { facts, body: stored }) {
      const looksAtBody = rules.some(({ filter }) => filter.needsBody);
      const request = { facts, body: looksAtBody ? await searchedBody(facts, stored) : stored };
      const cost = sumOf(rules.map(({ filter }) => filter.cost ?? free));
      if (isCheap(cost, request)) return firstMatchHere(rules, request);
      const body = new Uint8Array(request.body);
      const input = { filters: rules.map(({ rule }) => rule.when), subject: { ...request, body } };
      const index = await runForReply('firstMatch', input, { asker, transfer: [body.buffer] });
      return index === null ? null : rules[index]!;
    },
    async fillTemplate(answer, { method, target, prefixLength, headers, seq, body: bytes }, { now }) {
      const body = new Uint8Array(bytes);
      const request = { method, target, prefixLength, headers, seq, body };
      const templates = { template: answer.template, headers: answer.headers, body: answer.body };
      const input = { answer: templates, request, now };
      return runForReply('fillTemplate', input, { asker, transfer: [body.buffer] });
    },
  };
}
