import type { Question } from '#components/ui/question.ts';
import { binTitle, type KnownBin } from './known-bins.ts';

/** What is asked before a bin is forgotten by this browser; `act` forgets it. */
export function toForget(bin: KnownBin, act: () => Promise<void>): Question {
  return {
    title: `Forget ${binTitle(bin)}?`,
    consequence:
      bin.role === 'owner'
        ? 'The bin goes on receiving, but this browser loses the link that opens it. Without a copy of that link nobody can open it as its owner again.'
        : 'The bin stays as it is. To open it again you need the link you were given.',
    verb: 'Forget it',
    failed: 'It was not forgotten.',
    act,
  };
}

/** What is asked before a bin is deleted; `act` deletes it. */
export function toDelete(bin: KnownBin, act: () => Promise<void>): Question {
  return {
    title: `Delete ${binTitle(bin)}?`,
    consequence: deletingWords(bin.captureUrl),
    verb: 'Delete the bin',
    failed: 'The bin was not deleted.',
    act,
  };
}

/** What follows from deleting a bin. */
export function deletingWords(captureUrl: string): string {
  return `Nobody can open it any more, and ${captureUrl} answers 404. You can bring it back for 24 hours; then its requests and links are gone.`;
}
