import type { Asker } from '../model/asker.ts';
import { type FirstMatch, firstMatchHere } from '../reply/choose.ts';
import type { FillTemplate } from '../reply/fill.ts';
import { rulesCost } from '../reply/rules-cost.ts';
import type { Workers } from './workers.ts';

/** Rules that cost no more than this are evaluated at once: handing them to a worker would take as long. See `rulesCost`. */
const cheap = 200_000;

/** Where the work of a response is done: on a worker thread where it could take long, whoever wrote the rules or the request. */
export type ReplyWork = { readonly firstMatch: FirstMatch; readonly fillTemplate: FillTemplate };

/** The work of responses for an asker: a bin, or who tries its rules. */
export function replyWork({ runForReply }: Pick<Workers, 'runForReply'>, asker: Asker): ReplyWork {
  return {
    async firstMatch(rules, request) {
      if (rulesCost(rules, request) <= cheap) return firstMatchHere(rules, request);
      const body = new Uint8Array(request.body);
      const input = { filters: rules.map(({ rule }) => rule.when), subject: { ...request, body } };
      const index = await runForReply('firstMatch', input, { asker, transfer: [body.buffer] });
      return index === null ? null : rules[index]!;
    },
    async fillTemplate(
      { headers, body: template },
      { method, target, prefixLength, headers: sent, seq, body: bytes },
      { now },
    ) {
      const body = new Uint8Array(bytes);
      const request = { method, target, prefixLength, headers: sent, seq, body };
      const input = { answer: { headers, body: template }, request, now };
      return runForReply('fillTemplate', input, { asker, transfer: [body.buffer] });
    },
  };
}
