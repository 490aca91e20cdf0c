import type { Backoff } from './backoff.ts';
import type { SenderReport } from './sender-report.ts';

/** One finding of a report, as a sentence. */
export type Finding = {
  readonly tone: 'good' | 'bad' | 'careful' | 'plain';
  readonly words: string;
  /** The first of the requests that it speaks of, and how many there are in all. */
  readonly requests?: { readonly listed: readonly number[]; readonly count: number };
};

/** The findings of a report, the most important first. */
export function listFindings(report: SenderReport): Finding[] {
  const { left, retries, retryAfter, gone, connections, order, captures } = report;
  const findings: (Finding | false)[] = [
    retries.failed > 0 && retryFinding(retries),
    ...retries.backoffs.map(
      ({ backoff, deliveries }): Finding => ({
        tone: 'plain',
        words: `${upper(backoffWords(backoff))} (${of(deliveries, 'delivery', 'deliveries')}).`,
      }),
    ),
    retries.afterSuccess > 0 && {
      tone: 'careful',
      words: `${of(retries.afterSuccess, 'delivery was', 'deliveries were')} sent again after a success. Make your handler idempotent.`,
      requests: { listed: retries.requests.afterSuccess, count: retries.afterSuccess },
    },
    retries.changed > 0 && {
      tone: 'careful',
      words: `The body changed between attempts in ${of(retries.changed, 'delivery', 'deliveries')}.`,
      requests: { listed: retries.requests.changed, count: retries.changed },
    },
    left.timeout !== null && {
      tone: 'plain',
      words: `The sender times out after about ${timeWords(left.timeout)}. It disconnected ${of(left.captures, 'time', 'times')} before it had the full response.`,
      requests: { listed: left.requests, count: left.captures },
    },
    left.timeout === null &&
      left.waited !== null && {
        tone: 'plain',
        words: `The sender disconnected ${left.captures === 1 ? 'once' : `${left.captures} times`} before it had the full response, after ${timeWords(left.waited[1])}.`,
        requests: { listed: left.requests, count: left.captures },
      },
    retryAfter.asked > 0 && {
      tone: retryAfter.early.length === 0 ? 'good' : 'bad',
      words:
        retryAfter.early.length === 0
          ? `The sender respected Retry-After${retryAfter.asked === 1 ? '' : ` all ${retryAfter.asked} times`}.`
          : `The sender ignored Retry-After ${retryAfter.early.length} of ${of(retryAfter.asked, 'time', 'times')}. Too early: #${retryAfter.early.slice(0, 5).join(', #')}.`,
    },
    gone.told > 0 && {
      tone: gone.cameAgain === 0 ? 'good' : 'bad',
      words:
        gone.cameAgain === 0
          ? 'The sender stopped after 410 Gone.'
          : `The sender did not stop after 410 Gone: ${of(gone.cameAgain, 'more request', 'more requests')} arrived.`,
      requests: { listed: gone.requests, count: gone.cameAgain },
    },
    connections.count > 0 &&
      captures > 1 && {
        tone: 'plain',
        words:
          connections.reused === 0
            ? 'Every request used its own connection.'
            : `${of(captures, 'request', 'requests')} used ${of(connections.count, 'connection', 'connections')}.`,
      },
    order.together > 1 && {
      tone: 'plain',
      words: `Up to ${order.together} requests were in progress at the same time.`,
    },
    order.outOfOrder !== null && {
      tone: order.outOfOrder === 0 ? 'good' : 'careful',
      words:
        order.outOfOrder === 0
          ? 'All deliveries arrived in the order they were sent.'
          : `${of(order.outOfOrder, 'delivery', 'deliveries')} arrived after one that was sent later.`,
      requests: { listed: order.requests, count: order.outOfOrder },
    },
  ];
  return findings.filter((finding) => finding !== false);
}

function retryFinding({
  failed,
  retried,
  recovered,
  mostAttempts,
  requests: { notRetried },
}: SenderReport['retries']): Finding {
  const requests = { listed: notRetried, count: failed - retried };
  if (retried === 0) {
    const words = `${of(failed, 'failed delivery was', 'failed deliveries were')} not retried.`;
    return { tone: 'careful', words, requests };
  }
  const verb = retried === 1 ? 'was' : 'were';
  const which = retried < failed ? `${retried} of ${failed} failed deliveries` : allFailed(failed);
  return {
    tone: 'good',
    words: `${which} ${verb} retried (up to ${mostAttempts} attempts). ${recovered} succeeded.`,
  };
}

function allFailed(failed: number): string {
  return failed === 1 ? '1 failed delivery' : `All ${failed} failed deliveries`;
}

/** The pattern of the gaps between attempts, as a clause without a full stop. */
export function backoffWords(backoff: Backoff): string {
  switch (backoff.shape) {
    case 'at-once':
      return 'retries follow immediately';
    case 'fixed':
      return `retries every ${timeWords(backoff.every)}`;
    case 'linear':
      return `the gap grows by about ${timeWords(backoff.by)} with each retry`;
    case 'exponential':
      return `the gap grows by a factor of about ${Number(backoff.factor.toFixed(1))} with each retry`;
    case 'known':
      return `retries follow the schedule of ${backoff.name}`;
    case 'irregular':
      return 'retries follow no regular schedule';
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
