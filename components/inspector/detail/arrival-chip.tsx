import { Chip } from '#components/ui/chip.tsx';
import type { SignatureResult } from '#lib/model/capture.ts';
import type { CaptureSummary } from '#lib/model/capture-json.ts';
import { FilterableValue } from '../filter/filterable-value.tsx';
import { arrivalTones, signatureLooks } from '../signature/signature-look.ts';
import { detailChips as words } from './words.ts';

/** Whether the signature was valid when the request arrived. */
export function ArrivalChip({ summary, result }: { summary: CaptureSummary; result: SignatureResult }) {
  const tone = arrivalTones[result];
  const { icon: Icon } = signatureLooks[tone];
  return (
    <Chip tone={tone} icon={<Icon aria-hidden />} title={words.signatureHint}>
      <FilterableValue summary={summary} by="signature">
        {words.signature[result]}
      </FilterableValue>
    </Chip>
  );
}
