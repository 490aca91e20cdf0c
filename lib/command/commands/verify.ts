import { providerOf } from '#lib/providers/index.ts';
import { verifyAndFindMistakes } from '#lib/providers/signature/find-mistakes.ts';
import { urlSent } from '#lib/providers/signature/url-sent.ts';
import { type Clock, readSignature } from '#lib/providers/signature/verify.ts';
import { seqOf } from '../arguments.ts';
import { type CommandModule, withBinOptions } from '../command.ts';
import { type BinOptions, openBin } from '../context.ts';
import { CommandError, exitCodes, wrongCall } from '../exit-codes.ts';
import { printable } from '../printable.ts';
import { readCapture } from '../read-capture.ts';

type Options = BinOptions & { secret?: string; provider?: string; signedUrl?: string };

/** What is found about a signature. `isValid` is true only where the signature fits and its timestamp is recent enough. */
type Finding = {
  readonly isValid: boolean;
  readonly provider: string;
  readonly words: string;
  readonly details: readonly string[];
};

export const verify: CommandModule = {
  summary: 'Verify the signature of a request',
  examples: [
    ['wirebin verify latest --secret s3cret', 'exits with 0 if the signature is valid, else with 1'],
  ],
  define(command, context) {
    withBinOptions(command)
      .argument('<seq>', 'the number of the request, or latest', seqOf)
      .option('--secret <secret>', 'the signing secret (default: WIREBIN_SECRET)')
      .option('--provider <id>', 'the provider, where it was not recognised')
      .option('--signed-url <url>', 'the URL that was signed (default: that of the bin)')
      .action(async (seq: number | 'latest', options: Options) => {
        const { output, signal, environment } = context;
        const secret = options.secret ?? environment.WIREBIN_SECRET;
        if (!secret) wrongCall('There is no secret.', 'Give it with --secret or WIREBIN_SECRET.');
        const { api, captureUrl } = await openBin(context, options);
        const { capture, body } = await readCapture(api, seq, signal);
        const id = options.provider ?? capture.provider?.id;
        if (id === undefined)
          throw new CommandError(
            exitCodes.no,
            'The provider was not recognised.',
            'Name it with --provider.',
          );
        const { method, target, headers } = capture;
        const url = options.signedUrl ?? urlSent(target, captureUrl);
        const finding = await findingOf(
          id,
          { method, url, headers, body },
          capture.receivedAtMicros / 1000,
          secret,
        );
        if (options.json) output.json(finding);
        else {
          output.line(output.paint(finding.isValid ? 'green' : 'red', printable(finding.words)));
          for (const detail of finding.details) output.line(printable(detail));
        }
        if (!finding.isValid) context.setExitCode(exitCodes.no);
      });
  },
};

const unexplained = 'The secret may be wrong, or the request was changed in transit.';

/** `400 s old`, or `400 s in the future`. */
function ageWords({ seconds }: Clock): string {
  return `${Math.round(Math.abs(seconds))} s ${seconds < 0 ? 'in the future' : 'old'}`;
}

async function findingOf(
  id: string,
  request: Parameters<typeof verifyAndFindMistakes>[3],
  receivedAt: number,
  secret: string,
): Promise<Finding> {
  const provider = providerOf(id) ?? wrongCall(`There is no provider ${id}.`);
  const found = (isValid: boolean, words: string, details: readonly string[] = []): Finding => ({
    isValid,
    provider: id,
    words,
    details,
  });
  const reading = readSignature(provider.signatures ?? [], request, receivedAt, secret);
  if (reading === null) return found(false, `The request has no signature of ${provider.name}.`);
  if (reading.state === 'unreadable') return found(false, reading.why);
  const verdict = await verifyAndFindMistakes(reading.scheme, reading.claim, secret, request);
  if (verdict.state === 'unable') return found(false, verdict.why);
  if (verdict.state === 'invalid') {
    const { findings, hints = [] } = verdict;
    // Without a finding, a wrong secret is the most likely reason.
    const reasons = findings.length > 0 ? findings : [unexplained, ...hints];
    return found(false, 'The signature is not valid.', reasons);
  }
  const { clock } = reading;
  if (clock?.allowed != null && Math.abs(clock.seconds) > clock.allowed)
    return found(
      false,
      `The signature is valid, but its timestamp was ${ageWords(clock)} when the request was received. ${provider.name} allows ${clock.allowed} s.`,
    );
  return found(true, `The signature is valid (${provider.name}).`);
}
