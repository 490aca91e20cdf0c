import { FileCheck, FileWarning, FileX } from 'lucide-react';

/** Icon, tone and text color of what was found with the schemas of a bin. */
export const schemaLooks = {
  valid: { icon: FileCheck, tone: 'good', color: 'text-good' },
  invalid: { icon: FileX, tone: 'bad', color: 'text-bad' },
  unchecked: { icon: FileWarning, tone: 'careful', color: 'text-careful' },
} as const;
