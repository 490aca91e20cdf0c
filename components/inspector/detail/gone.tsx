import { Button } from '#components/ui/button.tsx';

/** In the place of a capture that was deleted. */
export function Gone({ seq, onFollow }: { seq: number; onFollow: () => void }) {
  return (
    <div className="p-5">
      <p className="font-medium">Request {seq} is not here any more.</p>
      <p className="mt-0.5 text-quiet">Somebody deleted it, or the bin has never received it.</p>
      <Button className="mt-3" onClick={onFollow}>
        Show the newest
      </Button>
    </div>
  );
}
