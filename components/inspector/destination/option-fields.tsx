'use client';

import { TriangleAlert } from 'lucide-react';
import { Checkbox } from '#components/ui/checkbox.tsx';
import { Select } from '#components/ui/select.tsx';
import type { DeliveryOptions } from '#lib/model/delivery-json.ts';
import { useInspection } from '../context/inspection.tsx';
import type { SendTo } from './remembered.ts';
import { timeLimits } from './send-options.ts';
import { sendOptions as words } from './words.ts';

type Props = {
  to: SendTo;
  options: DeliveryOptions;
  onChange: (options: DeliveryOptions) => void;
};

const hosts = [
  { id: 'destination', title: words.hostChoices.destination },
  { id: 'original', title: words.hostChoices.original },
] as const;

/** The choices for the time limit, with the one that is set. */
function limitsWith(timeoutMs: number): readonly number[] {
  return [...new Set([...timeLimits, timeoutMs])].sort((one, other) => one - other);
}

/** How requests are sent. Redirects and certificates concern URLs only. */
export function OptionFields({ to, options, onChange }: Props) {
  const { bin } = useInspection();
  const isUrl = to !== 'self';
  return (
    <div className="flex flex-col gap-2">
      <Select
        label={words.host}
        value={options.host}
        choices={hosts}
        onChange={(host) => onChange({ ...options, host })}
      />
      <Select
        label={words.timeLimit}
        value={String(options.timeoutMs)}
        choices={limitsWith(options.timeoutMs).map((limit) => ({
          id: String(limit),
          title: words.seconds(limit),
        }))}
        onChange={(limit) => onChange({ ...options, timeoutMs: Number(limit) })}
      />
      {isUrl && (
        <Checkbox
          label={words.followRedirects}
          help={words.followRedirectsHelp}
          checked={options.followRedirects}
          onChange={(followRedirects) => onChange({ ...options, followRedirects })}
        />
      )}
      {isUrl && bin.sending.unverified && (
        <div>
          <Checkbox
            label={words.verifyCertificate}
            checked={options.verifyCertificate}
            onChange={(verifyCertificate) => onChange({ ...options, verifyCertificate })}
          />
          {!options.verifyCertificate && (
            <p
              role="status"
              className="flex gap-2 rounded-control bg-bad-tint px-2.5 py-1.5 text-bad text-small"
            >
              <TriangleAlert className="mt-px size-3.5 shrink-0" aria-hidden /> {words.notVerified}
            </p>
          )}
        </div>
      )}
    </div>
  );
}
