import { textWith } from '#components/ui/text-with.tsx';
import { services } from './services.ts';
import { footer } from './words.ts';

/** The footer of pages: where to report abuse, if the operator has set a contact. */
export async function Footer() {
  const { config } = await services();
  if (config.abuseContact === undefined) return null;
  return (
    <p>
      {textWith(footer.abuse, {
        contact: (
          <a href={config.abuseContact} rel="noreferrer" className="rounded-mark underline hover:text-ink">
            {config.abuseContact.replace(/^(?:mailto:|https?:\/\/)/, '')}
          </a>
        ),
      })}
    </p>
  );
}
