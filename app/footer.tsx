import { services } from './services.ts';

/** What stands below pages: where to report abuse, if the operator says. */
export async function Footer() {
  const { config } = await services();
  if (config.abuseContact === undefined) return null;
  return (
    <p>
      Abuse? Write to{' '}
      <a href={config.abuseContact} rel="noreferrer" className="rounded-mark underline hover:text-ink">
        {config.abuseContact.replace(/^(?:mailto:|https?:\/\/)/, '')}
      </a>
    </p>
  );
}
