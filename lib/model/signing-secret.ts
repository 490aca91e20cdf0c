import { z } from 'zod';

/** A secret of a bin as it is stored. */
export type StoredSecret = {
  /** The ID of the provider whose signatures it verifies. */
  readonly provider: string;
  readonly encrypted: Uint8Array;
  /** By which people tell secrets apart: eight hexadecimal digits, from which the secret cannot be guessed. */
  readonly fingerprint: string;
  /** Milliseconds since the epoch. */
  readonly createdAt: number;
};

/** How many secrets a bin keeps of one provider, so that one can be replaced by another without a gap, and of all. */
export const mostSecretsOfProvider = 5;
export const mostSecretsOfBin = 20;

/** The longest secret, characters. A public key in PEM has some hundred. */
const longestSecret = 4096;

/** `PUT /api/v1/bins/{slug}/secrets/{provider}`: all secrets of the provider. Those that are kept are named by their fingerprint. */
export const signingSecretsShape = z.strictObject({
  secrets: z
    .array(
      z.union([
        z.strictObject({ secret: z.string().min(1, 'must not be empty').max(longestSecret) }),
        z.strictObject({ fingerprint: z.string().regex(/^[\da-f]{8}$/, 'must be 8 hexadecimal digits') }),
      ]),
    )
    .min(1, 'must have at least one secret. Use DELETE to remove all')
    .max(mostSecretsOfProvider, `must have at most ${mostSecretsOfProvider} secrets`),
});

export type SigningSecretsInput = z.infer<typeof signingSecretsShape>;

/** The secrets of a provider as they are shown. */
export type ProviderSecretsJson = {
  provider: string;
  secrets: {
    fingerprint: string;
    createdAt: string;
    /** False when it cannot be decrypted with the keys of this server: it has to be entered again. */
    readable: boolean;
  }[];
};

/** `GET /api/v1/bins/{slug}/secrets` */
export type SigningSecretsJson = {
  /** Whether this server keeps secrets: it has a `SECRET_KEY`. */
  enabled: boolean;
  providers: ProviderSecretsJson[];
  /** The providers whose signatures can be verified, and what they call the secret. */
  supported: { provider: string; name: string; secret: string }[];
};
