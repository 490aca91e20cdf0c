import { Info } from 'lucide-react';
import { textWithCode } from '#components/ui/text-with-code.tsx';
import { remarksOn } from '#lib/filter/remarks.ts';

type Props = {
  id: string;
  text: string;
  /** The position of the caret, whose term may be unfinished; -1 without focus. */
  caret: number;
};

/** The first remark on a filter; nothing when there is none. */
export default function FilterRemark({ id, text, caret }: Props) {
  const remark = remarksOn(text).find(({ end }) => end !== caret);
  if (!remark) return null;
  return (
    <p
      id={id}
      className="flex items-start gap-1.5 bg-panel px-3.5 py-1.5 text-quiet text-small [overflow-wrap:anywhere]"
    >
      <Info className="mt-px size-3.5 shrink-0" aria-hidden />
      <span>{textWithCode(remark.message)}</span>
    </p>
  );
}
