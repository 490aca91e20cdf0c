import type { Answer, AnswerFault, Delay, Playbook } from '#lib/model/reply-settings.ts';
import { responseSummary as words } from './words.ts';

/** What a response or a playbook does, in one line: `503 after 2 s`, `503, 503, 200 · per delivery`. */
export function summarizeResponse(response: Answer | Playbook): string {
  if (!('play' in response)) return summarizeOne(response);
  switch (response.play) {
    case 'sequence': {
      const { per, end, steps: all } = response;
      const each = all.map(summarizeOne);
      const steps = (each.length > 5 ? [...each.slice(0, 4), '…', each.at(-1)!] : each).join(', ');
      const withEnd = end === 'stay' ? steps : words[end](steps);
      return per === 'bin' ? words.perBin(withEnd) : words.perDelivery(withEnd);
    }
    case 'chances':
      return words.chances(response.chances.map(({ answer }) => summarizeOne(answer)));
    case 'limit':
      return words.limit(summarizeOne(response.under), response.perSecond, summarizeOne(response.over));
  }
}

function summarizeOne({ status, delayMs, fault, hold }: Answer): string {
  if (hold) return words.held(secondsWords(hold.deadlineMs), status);
  return withDelay(fault ? summarizeFault(fault, status) : String(status), delayMs);
}

function withDelay(response: string, delay: Delay): string {
  if (typeof delay === 'number') return delay === 0 ? response : words.after(response, secondsWords(delay));
  if ('min' in delay) return words.afterRange(response, secondsWords(delay.min), secondsWords(delay.max));
  return words.afterAbout(response, secondsWords(delay.mean));
}

function summarizeFault(fault: AnswerFault, status: number): string {
  switch (fault.kind) {
    case 'reset':
      return words.reset;
    case 'close':
      return words.close;
    case 'hang':
      return words.hang(secondsWords(fault.ms));
    case 'cut-body':
      return words.cutBody(status);
    case 'drip':
      return words.drip(status, fault.bytesPerSecond);
    case 'slow-headers':
      return words.slowHeaders(status, fault.bytesPerSecond);
    case 'wrong-length':
      return words.wrongLength(status, fault.by);
    case 'malformed-chunk':
      return words.malformedChunk(status);
    case 'garbage':
      return words.garbage;
  }
}

/** `500 ms`, `2.5 s` */
export function secondsWords(milliseconds: number): string {
  return milliseconds < 1000 ? `${milliseconds} ms` : `${Number((milliseconds / 1000).toFixed(1))} s`;
}
