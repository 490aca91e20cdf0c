import type { AdminApi } from '#components/api/admin.ts';
import type { Question } from '#components/ui/question.ts';

/** What is asked before the admin does something others will notice. */

export function toOpenBin(slug: string, api: AdminApi): Question {
  return {
    title: `Open ${slug}?`,
    consequence:
      'An owner’s link is made and opened in this tab. It is in the server’s log, and the bin’s owners see it among their links.',
    verb: 'Make the link',
    failed: 'The link was not made.',
    act: async () => location.assign(`/i/${(await api.linkTo(slug)).key}`),
  };
}

export function toDeleteBin(slug: string, act: () => Promise<unknown>): Question {
  return {
    title: `Delete ${slug}?`,
    consequence: 'The bin, all it keeps and all links to it are gone at once. Its owners are not asked.',
    verb: 'Delete',
    failed: 'The bin was not deleted.',
    act,
  };
}

export function toDrain(act: () => Promise<unknown>): Question {
  return {
    title: 'Take no more requests?',
    consequence:
      'Senders get 503 with Retry-After, and load balancers move on. What was kept can still be read. This can be undone.',
    verb: 'Drain',
    failed: 'It goes on as before.',
    act,
  };
}
