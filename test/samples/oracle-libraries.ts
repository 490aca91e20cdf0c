import { existsSync } from 'node:fs';
import type { IncomingMessage, RequestListener, ServerResponse } from 'node:http';
import { createRequire } from 'node:module';
import path from 'node:path';
import { root } from '../support/root.ts';

/** A handler or middleware of Express. */
type ExpressHandler = (
  request: IncomingMessage & { body: unknown },
  response: ServerResponse,
  next: (error?: unknown) => void,
) => void;

/** The libraries that are installed with `npm ci --prefix test/oracles` only, as far as the tests use them. */
type Libraries = {
  stripe: new (
    key: string,
  ) => {
    webhooks: {
      constructEvent(body: string | Uint8Array, header: string, secret: string): { id: string; type: string };
      generateTestHeaderString(options: { payload: string; secret: string; timestamp: number }): string;
    };
  };
  /** Installed as a dependency of Slack's. */
  express: {
    (): { post(path: string, ...handlers: readonly ExpressHandler[]): void } & RequestListener;
    json(options?: {
      verify(request: IncomingMessage, response: ServerResponse, body: Buffer): void;
    }): ExpressHandler;
    raw(options: { type: string }): ExpressHandler;
    urlencoded(options: { extended: boolean }): ExpressHandler;
  };
  twilio: {
    validateRequest(token: string, signature: string, url: string, fields: Record<string, string>): boolean;
    validateRequestWithBody(token: string, signature: string, url: string, body: string): boolean;
    getExpectedTwilioSignature(token: string, url: string, fields: Record<string, string>): string;
  };
  '@slack/bolt/dist/receivers/verify-request.js': {
    isValidSlackRequest(options: { signingSecret: string; body: string; headers: object }): boolean;
  };
  '@paddle/paddle-node-sdk': {
    Paddle: new (
      key: string,
    ) => { webhooks: { isSignatureValid(body: string, secret: string, header: string): Promise<boolean> } };
  };
  '@sendgrid/eventwebhook': {
    EventWebhook: new () => {
      convertPublicKeyToECDSA(key: string): unknown;
      verifySignature(key: unknown, body: string, signature: string, time: string): boolean;
    };
  };
  '@linear/sdk/webhooks': {
    LinearWebhookClient: new (
      secret: string,
    ) => { verify(body: Buffer, signature: string, timestamp?: number): boolean };
  };
  '@shopify/shopify-api': {
    shopifyApi(config: object): {
      webhooks: { validate(input: { rawBody: string; rawRequest: object }): Promise<{ valid: boolean }> };
    };
  };
};

const folder = path.join(root, 'test/oracles');

export const areLibrariesInstalled = existsSync(path.join(folder, 'node_modules'));

/** A library of the package in `test/oracles`. */
export function library<Name extends keyof Libraries>(name: Name): Libraries[Name] {
  return createRequire(path.join(folder, 'package.json'))(name) as Libraries[Name];
}
