import { isCheap } from '../filter/cheap.ts';
import { free, sumOf } from '../filter/cost.ts';
import type { Asker } from '../model/asker.ts';
import { type FirstMatch, firstMatchHere } from '../reply/choose.ts';
import type { Pause } from '../reply/compile.ts';
import type { FillTemplate } from '../reply/fill.ts';
import type { Workers } from './workers.ts';

/** Where the work of a response is done: on a worker thread where it could take long, whoever wrote the rules or the request. */
export type ReplyWork = {
  readonly firstMatch: FirstMatch;
  readonly fillTemplate: FillTemplate;
  readonly pause: Pause;
};

/** The work of responses for an asker: a bin, or who tries its rules. */
export function replyWork({ runForReply }: Pick<Workers, 'runForReply'>, asker: Asker): ReplyWork {
  return {
    pause: () => new Promise((resolve) => setImmediate(resolve)),
    async firstMatch(rules, request) {
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
