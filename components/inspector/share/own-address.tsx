'use client';

import { moveSecrets } from '#components/bin/kept-secrets.ts';
import { withBinChanged } from '#components/bin/known-bins.ts';
import { changeKnownBins } from '#components/bin/use-known-bins.ts';
import { AskedButton } from '#components/ui/asked-button.tsx';
import { noticeTrouble } from '#components/ui/notices.tsx';
import { useInspection } from '../inspection.tsx';

/**
 * The address of this page opens the bin with all rights: what to know of it, and how to replace it once `isReady`: before
 * that it may move away from under the pointer.
 */
export function OwnAddress({ isReady }: { isReady: boolean }) {
  const { api, bin } = useInspection();

  async function replace(): Promise<void> {
    try {
      const { key } = await api.rotate();
      // The page goes on with the new key, and so does what this browser keeps of the bin.
      changeKnownBins((bins) => withBinChanged(bins, bin.key, { key }));
      moveSecrets(bin.key, key);
      location.replace(location.pathname.replace(bin.key, key));
    } catch (error) {
      noticeTrouble('The address was not replaced.', error);
    }
  }

  return (
    <section className="mt-5 border-faint border-t pt-4">
      <h3 className="font-medium">Your own address</h3>
      <p className="mt-0.5 text-quiet text-small">
        The address of this very page opens the bin as its owner. Keep it to yourself, and keep it: nobody can
        find it again. If it has got about, replace it.
      </p>
      <div className="mt-2">
        <AskedButton
          label="Replace my address"
          verb="Replace"
          question="The old address stops working at once, in every tab and browser that has it. This page goes on with the new one."
          act={replace}
          disabled={!isReady}
        />
      </div>
    </section>
  );
}
