import { Checkbox } from '#components/ui/checkbox.tsx';
import { Field } from '#components/ui/field.tsx';
import { Switch } from '#components/ui/switch.tsx';
import type { CopyChoices } from './copy-choices.ts';

type Props = {
  choices: CopyChoices;
  onChange: (choices: CopyChoices) => void;
  /** The bin's part of the path, `/b/x7k2`; empty when its host name says which one it is. */
  prefix: string;
  /** Whether the address to send to is one. */
  valid: boolean;
};

/** Where a copy sends the request, and what it leaves out. */
export function CopyOptionFields({ choices, onChange, prefix, valid }: Props) {
  const set = (change: Partial<CopyChoices>) => onChange({ ...choices, ...change });
  const isElsewhere = choices.to === 'elsewhere';
  return (
    <div className="grid gap-x-6 gap-y-3 wide:grid-cols-2">
      <div>
        <Switch
          label="Send to"
          value={choices.to}
          choices={[
            { id: 'bin', title: 'To this bin' },
            { id: 'elsewhere', title: 'To another address' },
          ]}
          onChange={(to) => set({ to })}
        />
        {isElsewhere && (
          <>
            <Field
              className="mt-3"
              label="Address"
              mono
              inputMode="url"
              autoComplete="off"
              spellCheck={false}
              value={choices.baseUrl}
              onChange={(event) => set({ baseUrl: event.target.value })}
              error={valid ? null : 'An address begins with http:// or https:// and has no ? or #.'}
              help="A path in it takes the place of the bin’s."
            />
            {prefix !== '' && (
              <Checkbox
                label={
                  <>
                    Keep <span className="wire">{prefix}</span> in the path
                  </>
                }
                checked={choices.keepsPrefix}
                onChange={(keepsPrefix) => set({ keepsPrefix })}
              />
            )}
            <Checkbox
              label="Keep the Host header as sent"
              checked={choices.keepsHost}
              onChange={(keepsHost) => set({ keepsHost })}
            />
          </>
        )}
      </div>
      <div className="-mt-1">
        <Checkbox
          label="Redact secrets"
          help="Authorization, cookies, signatures, and what looks like a key"
          checked={choices.redact}
          onChange={(redact) => set({ redact })}
        />
        <Checkbox
          label="Leave out headers of the connection"
          help="Connection, Transfer-Encoding, Keep-Alive …"
          checked={choices.dropsHopByHop}
          onChange={(dropsHopByHop) => set({ dropsHopByHop })}
        />
        <Checkbox
          label="Leave out headers of proxies"
          help="X-Forwarded-For, Via, CF-Ray …"
          checked={choices.dropsProxy}
          onChange={(dropsProxy) => set({ dropsProxy })}
        />
      </div>
    </div>
  );
}
