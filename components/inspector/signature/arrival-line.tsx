import { signatureLooks } from './signature-look.ts';
import { validOnArrival } from './words.ts';

/** That the signature was valid when the request arrived. Other results are problems. */
export function ArrivalLine() {
  const { icon: Icon, color } = signatureLooks.good;
  return (
    <p className="mt-1.5 flex min-h-7 items-start gap-2 py-1">
      <Icon className={`mt-0.5 size-3.5 shrink-0 ${color}`} aria-hidden />
      <span className="min-w-0">{validOnArrival}</span>
    </p>
  );
}
