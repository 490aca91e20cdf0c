import type { SignatureResult } from '#lib/model/capture.ts';
import { arrivalTones, signatureLooks } from './signature-look.ts';
import { arrivalResults } from './words.ts';

/** Whether the signature was valid when the request arrived, as a sentence. */
export function ArrivalLine({ result }: { result: SignatureResult }) {
  const { icon: Icon, color } = signatureLooks[arrivalTones[result]];
  return (
    <p className="mt-1.5 flex min-h-7 items-start gap-2 py-1">
      <Icon className={`mt-0.5 size-3.5 shrink-0 ${color}`} aria-hidden />
      <span className="min-w-0">{arrivalResults[result]}</span>
    </p>
  );
}
