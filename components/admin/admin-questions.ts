import type { AdminApi } from '#components/api/admin.ts';
import type { Question } from '#components/ui/confirm-question.ts';
import { drain, openBin, removeBin } from './words.ts';

/** The questions before actions of the admin that affect others. */

export function openBinQuestion(slug: string, api: AdminApi): Question {
  return {
    title: openBin.title(slug),
    consequence: openBin.consequence,
    verb: openBin.verb,
    failed: openBin.failed,
    act: async () => location.assign(`/i/${(await api.createLink(slug)).key}`),
  };
}

export function deleteBinQuestion(slug: string, act: () => Promise<unknown>): Question {
  return {
    title: removeBin.title(slug),
    consequence: removeBin.consequence,
    verb: removeBin.verb,
    failed: removeBin.failed,
    act,
  };
}

export function drainQuestion(act: () => Promise<unknown>): Question {
  return {
    title: drain.question,
    consequence: drain.consequence,
    verb: drain.start,
    failed: drain.notStarted,
    act,
  };
}
