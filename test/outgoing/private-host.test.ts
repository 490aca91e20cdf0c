import { expect, test } from 'vitest';
import { parseDestination } from '#lib/outgoing/destination.ts';
import { isPrivateHost } from '#lib/outgoing/private-host.ts';

const isPrivate = (host: string) => isPrivateHost(parseDestination(`http://${host}/`).hostname);

test('hosts of this machine and of private networks are private in every spelling', () => {
  const hosts = [
    'localhost',
    'LOCALHOST:8080',
    'app.localhost',
    '127.0.0.1',
    '2130706433',
    '10.1.2.3',
    '172.16.0.1',
    '172.31.255.255',
    '192.168.0.1',
    '169.254.1.1',
    '[::1]',
    '[::ffff:127.0.0.1]',
    '[fd00::1]',
    '[fe80::1]',
  ];
  expect(hosts.filter((host) => !isPrivate(host))).toEqual([]);
});

test('other hosts are not', () => {
  const hosts = [
    'example.com',
    'notlocalhost',
    'localhost.example',
    '172.32.0.1',
    '11.0.0.1',
    '192.169.0.1',
    '[2001:db8::1]',
  ];
  expect(hosts.filter(isPrivate)).toEqual([]);
});
