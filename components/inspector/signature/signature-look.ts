import { Shield, ShieldAlert, ShieldCheck, ShieldX } from 'lucide-react';

/** Icon and text color of the states of a signature. */
export const signatureLooks = {
  good: { icon: ShieldCheck, color: 'text-good' },
  bad: { icon: ShieldX, color: 'text-bad' },
  careful: { icon: ShieldAlert, color: 'text-careful' },
  quiet: { icon: Shield, color: 'text-quiet' },
} as const;
