import { Shield, ShieldAlert, ShieldCheck, ShieldX } from 'lucide-react';

/** How what a signature is worth looks: a shape and a colour, of which either is enough. */
export const signatureLooks = {
  good: { icon: ShieldCheck, color: 'text-good' },
  bad: { icon: ShieldX, color: 'text-bad' },
  careful: { icon: ShieldAlert, color: 'text-careful' },
  quiet: { icon: Shield, color: 'text-quiet' },
} as const;
