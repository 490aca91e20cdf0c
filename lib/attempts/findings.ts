import type { Backoff } from './backoff.ts';
import type { SenderReport } from './report.ts';

/** A finding of a report, in a sentence. */
export type Finding = { readonly tone: 'good' | 'bad' | 'careful' | 'plain'; readonly words: string };

/** What a report comes to, the most telling first. */
export function findingsOf(report: SenderReport): Finding[] {
  const { left, retries, retryAfter, gone, connections, order, captures } = report;
  const findings: (Finding | false)[] = [
    retries.failed > 0 && retryFinding(retries),
    ...retries.backoffs.map(
      ({ backoff, deliveries }): Finding => ({
        tone: 'plain',
        words: `${upper(backoffWords(backoff))} (${of(deliveries, 'delivery', 'deliveries')})`,
      }),
    ),
    retries.afterSuccess > 0 && {
      tone: 'careful',
      words: `${upper(of(retries.afterSuccess, 'delivery', 'deliveries'))} came again although answered with success: receive each of them only once`,
    },
    retries.changed > 0 && {
      tone: 'careful',
      words: `The body changed between attempts of ${of(retries.changed, 'delivery', 'deliveries')}`,
    },
    left.timeout !== null && {
      tone: 'plain',
      words: `The sender waits about ${timeWords(left.timeout)} for an answer (left ${left.captures} times)`,
    },
    left.timeout === null &&
      left.waited !== null && {
        tone: 'plain',
        words: `The sender left ${left.captures === 1 ? 'once' : `${left.captures} times`} before it had the whole answer, after ${timeWords(left.waited[1])}`,
      },
    retryAfter.asked > 0 && {
      tone: retryAfter.early.length === 0 ? 'good' : 'bad',
      words:
        retryAfter.early.length === 0
          ? `Retry-After was honoured, ${retryAfter.asked === 1 ? 'the one time' : `all ${retryAfter.asked} times`} it was asked for`
          : `Retry-After was not honoured ${retryAfter.early.length} of ${retryAfter.asked} times: #${retryAfter.early.slice(0, 5).join(', #')} came too soon`,
    },
    gone.told > 0 && {
      tone: gone.cameAgain === 0 ? 'good' : 'bad',
      words:
        gone.cameAgain === 0
          ? 'After 410 Gone nothing came any more'
          : `After 410 Gone ${of(gone.cameAgain, 'request', 'requests')} came all the same`,
    },
    connections.count > 0 &&
      captures > 1 && {
        tone: 'plain',
        words:
          connections.reused === 0
            ? 'Every request came on a connection of its own'
            : `${of(captures, 'request', 'requests')} came on ${of(connections.count, 'connection', 'connections')}`,
      },
    order.together > 1 && { tone: 'plain', words: `Up to ${order.together} requests were under way at once` },
    order.outOfOrder !== null && {
      tone: order.outOfOrder === 0 ? 'good' : 'careful',
      words:
        order.outOfOrder === 0
          ? 'All arrived in the order they were sent'
          : `${upper(of(order.outOfOrder, 'delivery', 'deliveries'))} arrived after one that was sent later`,
    },
  ];
  return findings.filter((finding) => finding !== false);
}

function retryFinding({ failed, retried, recovered, mostAttempts }: SenderReport['retries']): Finding {
  if (retried === 0) {
    return {
      tone: 'careful',
      words: `${upper(of(failed, 'delivery', 'deliveries'))} failed and did not come again so far`,
    };
  }
  const which = retried === failed ? `all ${failed}` : `${retried} of ${failed}`;
  return {
    tone: 'good',
    words: `Failed deliveries are sent again: ${failed === 1 ? 'the one' : which}, up to ${mostAttempts} attempts; ${recovered} succeeded in the end`,
  };
}

/** The shape of the gaps between attempts. */
export function backoffWords(backoff: Backoff): string {
  switch (backoff.shape) {
    case 'at-once':
      return 'attempts follow at once';
    case 'fixed':
      return `attempts come every ${timeWords(backoff.every)}`;
    case 'linear':
      return `gaps grow by about ${timeWords(backoff.by)} each time`;
    case 'exponential':
      return `gaps grow about ${Number(backoff.factor.toFixed(1))} times each time`;
    case 'known':
      return `attempts follow the schedule of ${backoff.name}`;
    case 'irregular':
      return 'the gaps between attempts follow no usual shape';
  }
}

function of(count: number, one: string, many: string): string {
  return `${count} ${count === 1 ? one : many}`;
}

function upper(words: string): string {
  return words.charAt(0).toUpperCase() + words.slice(1);
}

function timeWords(milliseconds: number): string {
  if (milliseconds < 1000) return `${Math.round(milliseconds)} ms`;
  if (milliseconds < 120_000) return `${Number((milliseconds / 1000).toFixed(1))} s`;
  if (milliseconds < 7_200_000) return `${Math.round(milliseconds / 60_000)} min`;
  return `${Number((milliseconds / 3_600_000).toFixed(1))} h`;
}
