'use client';

import { moveKeptWithBin } from '#components/bin/kept-with-bin.ts';
import { withBinChanged } from '#components/bin/saved-bins.ts';
import { changeSavedBins } from '#components/bin/use-saved-bins.ts';
import { ConfirmButton } from '#components/ui/confirm-button.tsx';
import { CopyButton } from '#components/ui/copy-button.tsx';
import { noticeTrouble } from '#components/ui/notices.tsx';
import { useInspection } from '../context/inspection.tsx';
import { ownerLink } from './words.ts';

/**
 * Explains the owner link, which is the URL of this page, and replaces it. The button is enabled once `isReady`: until then
 * the content above may still push it down.
 */
export function OwnerLink({ isReady }: { isReady: boolean }) {
  const { api, bin } = useInspection();

  async function replace(): Promise<void> {
    try {
      const { key } = await api.rotate();
      // What this browser stores of the bin moves to the new key.
      changeSavedBins((bins) => withBinChanged(bins, bin.key, { key }));
      moveKeptWithBin(bin.key, key);
      location.replace(location.pathname.replace(bin.key, key));
    } catch (error) {
      noticeTrouble(ownerLink.notReplaced, error);
    }
  }

  return (
    <section className="mt-5 border-faint border-t pt-4">
      <h3 className="font-medium">{ownerLink.title}</h3>
      <p className="mt-0.5 text-quiet text-small">{ownerLink.about}</p>
      <div className="mt-2 flex flex-wrap gap-2">
        <CopyButton
          text={() => `${location.origin}/i/${bin.key}`}
          name={ownerLink.title}
          label={ownerLink.copy}
        />
        <ConfirmButton
          label={ownerLink.replace}
          verb={ownerLink.replaceVerb}
          question={ownerLink.replaceConsequence}
          act={replace}
          disabled={!isReady}
        />
      </div>
    </section>
  );
}
