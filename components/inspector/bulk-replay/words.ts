import { countOf } from '#components/ui/count-words.ts';
import { humanSize } from '#lib/body/size.ts';
import type { SignatureRenewal } from '#lib/model/delivery-input.ts';
import { replayParallelism } from '#lib/model/delivery-limits.ts';

export const bulkReplayDialog = {
  title: 'Replay requests',
  description: 'Requests that match the filter are sent again, the oldest first.',
  filter: 'Filter',
  filterHelp: 'Leave empty to replay all requests of the bin.',
  pace: 'Pace',
  paces: {
    original: 'Original gaps, at most 60 s each',
    rate: 'Requests per second',
    'at-once': `Without gaps, up to ${replayParallelism} at a time`,
  },
  rate: 'Requests per second',
  rateError: 'Enter a number from 0.1 to 100.',
  signatures: 'Signatures',
  signatureChoices: {
    'as-it-was': 'As received',
    'same-delivery-id': 'Signed anew, with the same delivery IDs',
    'new-delivery-id': 'Signed anew, with new delivery IDs',
  } satisfies Record<SignatureRenewal, string>,
  signaturesHelp: 'Requests are signed with the signing secrets in the settings of this bin.',
  options: 'Options',
  plan: 'Show plan',
  replay: (requests: string) => `Replay ${requests}`,
  another: 'Replay other requests',
};

export const replayPlan = {
  label: 'Plan',
  title: (requests: string, size: string) => `${requests}, ${size} of bodies`,
  signedAnew: (signed: string, all: boolean) =>
    all
      ? 'All of them are signed anew.'
      : `${signed} will be signed anew. The others are sent with the signatures they have, since this bin keeps no secret to sign them with.`,
  noneSignedAnew:
    'None can be signed anew: this bin keeps no signing secret of their providers. Add one in the settings, or replay them as received.',
  toDestination: 'to {destination}',
  takes: (time: string) => `Takes at least ${time}, and the time of the responses.`,
  atOnce: `Up to ${replayParallelism} requests are sent at a time, as fast as their responses arrive.`,
  sample: 'The first of them, in the order in which they are sent',
  none: 'No request matches. Change the filter.',
  stale: 'The settings were changed after this plan was made. Choose “Show plan” to update it.',
  row: (seq: number) => `#${seq}`,
};

export const planTitle = (count: number, bytes: number) =>
  replayPlan.title(countOf(count, 'request'), humanSize(bytes));
