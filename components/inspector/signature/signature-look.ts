import { Shield, ShieldAlert, ShieldCheck, ShieldX } from 'lucide-react';

import type { SignatureResult } from '#lib/model/capture.ts';

/** The tone of what was found when the request arrived. */
export const arrivalTones = {
  valid: 'good',
  invalid: 'bad',
  expired: 'careful',
  missing: 'careful',
} as const satisfies Record<SignatureResult, string>;

/** Icon and text color of the states of a signature. */
export const signatureLooks = {
  good: { icon: ShieldCheck, color: 'text-good' },
  bad: { icon: ShieldX, color: 'text-bad' },
  careful: { icon: ShieldAlert, color: 'text-careful' },
  quiet: { icon: Shield, color: 'text-quiet' },
} as const;
