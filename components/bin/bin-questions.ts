import type { Question } from '#components/ui/confirm-question.ts';
import { binTitle, type SavedBin } from './saved-bins.ts';
import { deleteBin, forgetBin } from './words.ts';

/** The question before this browser removes a bin from its list; `act` removes it. */
export function forgetQuestion(bin: SavedBin, act: () => Promise<void>): Question {
  return {
    title: forgetBin.title(binTitle(bin)),
    consequence: bin.role === 'owner' ? forgetBin.ofOwner : forgetBin.ofOthers,
    verb: forgetBin.verb,
    failed: forgetBin.failed,
    act,
  };
}

type Deleted = Pick<SavedBin, 'name' | 'slug' | 'captureUrl'>;

/** The question before a bin is deleted; `act` deletes it. */
export function deleteQuestion(bin: Deleted, act: () => Promise<void>): Question {
  return {
    title: deleteBin.title(binTitle(bin)),
    consequence: deleteBin.consequence(bin.captureUrl),
    verb: deleteBin.verb,
    failed: deleteBin.failed,
    act,
  };
}

/** What deleting the bin with this capture URL does. */
export const deletingWords = deleteBin.consequence;
