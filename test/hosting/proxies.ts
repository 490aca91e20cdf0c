import { spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { chmod, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { connect } from 'node:net';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { selfSigned } from '../support/certificate.ts';
import { root } from '../support/root.ts';
import { freePort } from '../support/server.ts';
import { until } from '../support/until.ts';

/** A proxy that runs with a configuration of `docs/hosting`. */
export type RunningProxy = {
  /** The port for HTTP, and the one for HTTPS. */
  readonly port: number;
  readonly tlsPort: number;
  close(): Promise<void>;
};

export type ProxyName = 'nginx' | 'Caddy';

type Places = { port: number; tlsPort: number; upstream: number; certificate: string; key: string };

type Proxy = {
  /** The configuration that people copy. */
  readonly file: string;
  readonly command: string;
  readonly versionArguments: string[];
  /** What the test replaces in the file: ports, certificates, and the name of the host. Each must be there. */
  replacements(places: Places): readonly [from: string, to: string][];
  /** The configuration around the file, as the package of the proxy has it; the file itself if it is complete. */
  around(file: string, places: Places & { folder: string }): string;
  runArguments(configuration: string): string[];
};

export const proxies: Readonly<Record<ProxyName, Proxy>> = {
  nginx: {
    file: 'docs/hosting/nginx.conf',
    command: 'nginx',
    versionArguments: ['-v'],
    replacements: ({ port, tlsPort, upstream, certificate, key }) => [
      ['listen 80;', `listen 127.0.0.1:${port};`],
      ['listen [::]:80;', `listen [::1]:${port};`],
      ['listen 443 ', `listen 127.0.0.1:${tlsPort} `],
      ['listen [::]:443 ', `listen [::1]:${tlsPort} `],
      ['/etc/letsencrypt/live/bin.example/fullchain.pem', certificate],
      ['/etc/letsencrypt/live/bin.example/privkey.pem', key],
      ['127.0.0.1:3000', `127.0.0.1:${upstream}`],
    ],
    around: (file, { folder }) =>
      [
        'daemon off;',
        'worker_processes 1;',
        `pid ${folder}/nginx.pid;`,
        'error_log stderr error;',
        'events {}',
        'http {',
        'access_log off;',
        ...['client_body', 'proxy', 'fastcgi', 'uwsgi', 'scgi'].map(
          (kind) => `${kind}_temp_path ${folder}/${kind};`,
        ),
        `include ${file};`,
        '}',
      ].join('\n'),
    runArguments: (configuration) => ['-e', 'stderr', '-c', configuration],
  },
  Caddy: {
    file: 'docs/hosting/Caddyfile',
    command: 'caddy',
    versionArguments: ['version'],
    replacements: ({ upstream }) => [
      // Any name, and one that it makes a certificate for.
      ['http://bin.example, https://bin.example {', 'http://, https://localhost {'],
      ['127.0.0.1:3000', `127.0.0.1:${upstream}`],
    ],
    around: (file, { port, tlsPort }) =>
      `{\nadmin off\nhttp_port ${port}\nhttps_port ${tlsPort}\nlocal_certs\nskip_install_trust\n}\nimport ${file}\n`,
    runArguments: (configuration) => ['run', '--adapter', 'caddyfile', '--config', configuration],
  },
};

/** Whether the program of a proxy is installed. */
export function isInstalled(name: ProxyName): boolean {
  const { command, versionArguments } = proxies[name];
  return spawnSync(command, versionArguments, { stdio: 'ignore' }).status === 0;
}

/** Starts a proxy in front of the server on the port `upstream`. The caller has to close it. */
export async function startProxy(name: ProxyName, upstream: number): Promise<RunningProxy> {
  const proxy = proxies[name];
  const folder = await mkdtemp(path.join(tmpdir(), 'wirebin-proxy-'));
  // The workers of nginx run as another user.
  await chmod(folder, 0o755);
  const { TLS_CERT, TLS_KEY } = await selfSigned(folder);
  const [port, tlsPort] = [await freePort(), await freePort()];
  const places = { port, tlsPort, upstream, certificate: TLS_CERT, key: TLS_KEY };
  let text = await readFile(path.join(root, proxy.file), 'utf8');
  for (const [from, to] of proxy.replacements(places)) {
    if (!text.includes(from)) throw new Error(`${proxy.file} does not contain "${from}".`);
    text = text.replaceAll(from, to);
  }
  const [copy, configuration] = [path.join(folder, 'copy.conf'), path.join(folder, 'main.conf')];
  await writeFile(copy, text);
  await writeFile(configuration, proxy.around(copy, { ...places, folder }));
  const child = spawn(proxy.command, proxy.runArguments(configuration), {
    env: { PATH: process.env.PATH, HOME: folder } as unknown as NodeJS.ProcessEnv,
    stdio: ['ignore', 'ignore', 'pipe'],
  });
  let log = '';
  child.stderr.on('data', (data) => {
    log += data;
  });
  const exited = once(child, 'exit');
  await until(async () => {
    if (child.exitCode !== null) throw new Error(`${name} ended before it listened:\n${log}`);
    return isListening(port);
  });
  return {
    port,
    tlsPort,
    async close() {
      child.kill('SIGTERM');
      await exited;
      await rm(folder, { recursive: true, force: true });
    },
  };
}

function isListening(port: number): Promise<boolean> {
  return new Promise((resolve) => {
    const socket = connect(port, '127.0.0.1');
    socket.once('connect', () => resolve(true)).once('error', () => resolve(false));
    socket.once('connect', () => socket.destroy());
  });
}
