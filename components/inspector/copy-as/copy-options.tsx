import { Checkbox } from '#components/ui/checkbox.tsx';
import { Field } from '#components/ui/field.tsx';
import { Switch } from '#components/ui/switch.tsx';
import { textWith } from '#components/ui/text-with.tsx';
import type { CopyChoices } from './copy-choices.ts';
import { copyOptions } from './words.ts';

type Props = {
  choices: CopyChoices;
  onChange: (choices: CopyChoices) => void;
  /** The bin's part of the path, `/b/x7k2`; empty when the bin is identified by its host name. */
  prefix: string;
  /** Whether the URL to send to is valid. */
  valid: boolean;
};

/** Where a copy sends the request, and what it masks and omits. */
export function CopyOptionFields({ choices, onChange, prefix, valid }: Props) {
  const set = (change: Partial<CopyChoices>) => onChange({ ...choices, ...change });
  const isElsewhere = choices.to === 'elsewhere';
  return (
    <div className="grid gap-x-6 gap-y-3 wide:grid-cols-2">
      <div>
        <Switch
          label={copyOptions.sendTo}
          value={choices.to}
          choices={[
            { id: 'bin', title: copyOptions.bin },
            { id: 'elsewhere', title: copyOptions.elsewhere },
          ]}
          onChange={(to) => set({ to })}
        />
        {isElsewhere && (
          <>
            <Field
              className="mt-3"
              label={copyOptions.url}
              mono
              inputMode="url"
              autoComplete="off"
              spellCheck={false}
              value={choices.baseUrl}
              onChange={(event) => set({ baseUrl: event.target.value })}
              error={valid ? null : copyOptions.urlInvalid}
              help={copyOptions.urlHelp}
            />
            {prefix !== '' && (
              <Checkbox
                label={textWith(copyOptions.keepPrefix, { prefix: <span className="wire">{prefix}</span> })}
                checked={choices.keepsPrefix}
                onChange={(keepsPrefix) => set({ keepsPrefix })}
              />
            )}
            <Checkbox
              label={copyOptions.keepHost}
              checked={choices.keepsHost}
              onChange={(keepsHost) => set({ keepsHost })}
            />
          </>
        )}
      </div>
      <div className="-mt-1">
        <Checkbox
          label={copyOptions.mask}
          help={copyOptions.maskHelp}
          checked={choices.redact}
          onChange={(redact) => set({ redact })}
        />
        <Checkbox
          label={copyOptions.dropHopByHop}
          help={copyOptions.dropHopByHopHelp}
          checked={choices.dropsHopByHop}
          onChange={(dropsHopByHop) => set({ dropsHopByHop })}
        />
        <Checkbox
          label={copyOptions.dropProxy}
          help={copyOptions.dropProxyHelp}
          checked={choices.dropsProxy}
          onChange={(dropsProxy) => set({ dropsProxy })}
        />
      </div>
    </div>
  );
}
