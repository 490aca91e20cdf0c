import type { Answer, AnswerFault, Delay, Playbook } from '#lib/model/reply-settings.ts';

/** What an answer does, in the width of a line: `503 after 2 s`, `503, 503, then 200 · for each delivery`. */
export function answerWords(answer: Answer | Playbook): string {
  if (!('play' in answer)) return oneWords(answer);
  switch (answer.play) {
    case 'sequence': {
      const steps = answer.steps.map(oneWords);
      const shown = steps.length > 5 ? [...steps.slice(0, 4), '…', steps.at(-1)!] : steps;
      const end = { stay: '', loop: ', again from the first', random: ', then any' }[answer.end];
      return `${shown.join(', ')}${end} · for ${answer.per === 'bin' ? 'the whole bin' : 'each delivery'}`;
    }
    case 'chances':
      return `by chance: ${answer.chances.map((chance) => oneWords(chance.answer)).join(' or ')}`;
    case 'limit':
      return `${oneWords(answer.under)}, beyond ${answer.perSecond} a second ${oneWords(answer.over)}`;
  }
}

function oneWords({ status, delayMs, fault, hold }: Answer): string {
  if (hold) return `held up to ${secondsWords(hold.deadlineMs)}, then ${status}`;
  const delay = delayWords(delayMs);
  const what = fault ? faultWords(fault, status) : `${status}`;
  return delay ? `${what} ${delay}` : what;
}

function delayWords(delay: Delay): string {
  if (typeof delay === 'number') return delay === 0 ? '' : `after ${secondsWords(delay)}`;
  if ('min' in delay) return `after ${secondsWords(delay.min)} to ${secondsWords(delay.max)}`;
  return `after about ${secondsWords(delay.mean)}`;
}

/** What a fault does to an answer. */
export function faultWords(fault: AnswerFault, status: number): string {
  switch (fault.kind) {
    case 'reset':
      return 'connection reset';
    case 'close':
      return 'closed without an answer';
    case 'hang':
      return `silent for ${secondsWords(fault.ms)}`;
    case 'cut-body':
      return `${status}, cut half way`;
    case 'drip':
      return `${status}, body at ${fault.bytesPerSecond} B/s`;
    case 'slow-headers':
      return `${status}, headers at ${fault.bytesPerSecond} B/s`;
    case 'wrong-length':
      return `${status}, length wrong by ${fault.by}`;
    case 'malformed-chunk':
      return `${status}, malformed chunk`;
    case 'garbage':
      return 'garbage';
  }
}

export function secondsWords(milliseconds: number): string {
  return milliseconds < 1000 ? `${milliseconds} ms` : `${Number((milliseconds / 1000).toFixed(1))} s`;
}

/** A status with its reason phrase, as RFC 9110 has it, where people know it by that. */
export function statusWords(status: number): string {
  const phrase = phrases[status];
  return phrase ? `${status} ${phrase}` : String(status);
}

const phrases: Record<number, string> = {
  200: 'OK',
  201: 'Created',
  202: 'Accepted',
  204: 'No Content',
  301: 'Moved Permanently',
  302: 'Found',
  304: 'Not Modified',
  307: 'Temporary Redirect',
  308: 'Permanent Redirect',
  400: 'Bad Request',
  401: 'Unauthorized',
  403: 'Forbidden',
  404: 'Not Found',
  405: 'Method Not Allowed',
  408: 'Request Timeout',
  409: 'Conflict',
  410: 'Gone',
  413: 'Content Too Large',
  422: 'Unprocessable Content',
  429: 'Too Many Requests',
  500: 'Internal Server Error',
  502: 'Bad Gateway',
  503: 'Service Unavailable',
  504: 'Gateway Timeout',
};
