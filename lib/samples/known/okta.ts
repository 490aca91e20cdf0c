import type { Fresh } from '../fresh.ts';
import { jonas, mira } from '../invented.ts';
import type { SampleEvent, SampleProvider } from '../sample.ts';
import { compactJson } from '../serialise.ts';

type Person = { readonly name: string; readonly email: string };

function sample(eventType: string, title: string, displayMessage: string, severity = 'INFO'): SampleEvent {
  return {
    id: eventType,
    title,
    event: eventType,
    make(fresh) {
      const deliveryId = fresh.uuid();
      const one = {
        uuid: fresh.uuid(),
        published: fresh.iso(-1500),
        eventType,
        version: '0',
        displayMessage,
        severity,
        client: {
          userAgent: { rawUserAgent: 'Mozilla/5.0 (X11; Linux x86_64)', os: 'Linux', browser: 'FIREFOX' },
          zone: 'null',
          device: 'Computer',
          ipAddress: '203.0.113.24',
        },
        actor: person(fresh, jonas),
        outcome: { result: severity === 'INFO' ? 'SUCCESS' : 'FAILURE', reason: null },
        target: [person(fresh, mira)],
        transaction: { type: 'WEB', id: fresh.base62(22), detail: {} },
        debugContext: { debugData: { requestUri: '/api/v1/users' } },
        legacyEventType: null,
        authenticationContext: { authenticationStep: 0, externalSessionId: `trs${fresh.base62(22)}` },
      };
      const hook = {
        eventType: 'com.okta.event_hook',
        eventTypeVersion: '1.0',
        cloudEventsVersion: '0.1',
        source: `https://brightwater.okta.example/api/v1/eventHooks/who${fresh.base62(17)}`,
        eventId: deliveryId,
        data: { events: [one] },
        eventTime: fresh.iso(),
        contentType: 'application/json',
      };
      return {
        headers: [
          ['Accept', 'application/json'],
          ['Authorization', null],
          ['Content-Type', 'application/json'],
        ],
        body: compactJson(hook),
        deliveryId,
      };
    },
  };
}

function person(fresh: Fresh, { name, email }: Person) {
  return {
    id: `00u${fresh.base62(17)}`,
    type: 'User',
    alternateId: email,
    displayName: name,
    detailEntry: null,
  };
}

export const okta: SampleProvider = {
  id: 'okta',
  source: 'https://developer.okta.com/docs/concepts/event-hooks/',
  events: [
    sample('user.lifecycle.create', 'User created', 'Create okta user'),
    sample('user.lifecycle.deactivate', 'User deactivated', 'Deactivate okta user'),
    sample('user.session.start', 'User signed in', 'User login to Okta'),
    sample('user.account.lock', 'Account locked', 'Max sign in attempts exceeded', 'WARN'),
    {
      id: 'verification',
      title: 'URL verification',
      event: null,
      make: (fresh) => ({
        method: 'GET',
        headers: [
          ['Accept', '*/*'],
          ['Authorization', null],
          ['X-Okta-Verification-Challenge', fresh.base62(40)],
        ],
      }),
    },
  ],
};
