import { Button } from '#components/ui/button.tsx';
import { requestGone as words } from './words.ts';

/** Shown instead of a capture that was deleted. */
export default function RequestGone({ seq, onFollow }: { seq: number; onFollow: () => void }) {
  return (
    <div className="p-5">
      <p className="font-medium">{words.title(seq)}</p>
      <p className="mt-0.5 text-quiet">{words.reason}</p>
      <Button className="mt-3" onClick={onFollow}>
        {words.showNewest}
      </Button>
    </div>
  );
}
