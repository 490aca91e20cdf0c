import { execFile } from 'node:child_process';
import { existsSync } from 'node:fs';
import { readFile, rm, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { pathToFileURL } from 'node:url';
import { promisify } from 'node:util';
import { describe, expect, onTestFinished, test } from 'vitest';
import { parseAllDocuments } from 'yaml';
import { readConfig } from '#lib/config/read-config.ts';
import { settings } from '#lib/config/settings.ts';
import { areLibrariesInstalled } from '../samples/oracle-libraries.ts';
import { root } from '../support/root.ts';
import { parseDockerfile } from './dockerfile.ts';

type Container = {
  ports: { name: string; containerPort: number }[];
  envFrom: { configMapRef?: { name: string }; secretRef?: { name: string } }[];
  volumeMounts: { name: string; mountPath: string }[];
  [probe: `${string}Probe`]: { httpGet: { path: string; port: string } };
};
type Labels = Record<string, string>;
type Manifest = {
  apiVersion: string;
  kind: string;
  metadata: { name: string };
  data?: Record<string, string>;
};

const text = await readFile(path.join(root, 'docs/hosting/kubernetes/wirebin.yaml'), 'utf8');
const manifests = parseAllDocuments(text).map((document) => document.toJS() as Manifest);
const manifest = <Shape>(kind: string) => manifests.find((one) => one.kind === kind) as Manifest & Shape;
const { spec } = manifest<{
  spec: {
    selector: { matchLabels: Labels };
    serviceName: string;
    replicas: number;
    template: {
      metadata: { labels: Labels };
      spec: { containers: Container[]; volumes: { name: string }[]; securityContext: { runAsUser: number } };
    };
    volumeClaimTemplates: { metadata: { name: string } }[];
  };
}>('StatefulSet');
const [container] = spec.template.spec.containers as [Container];
const image = parseDockerfile(await readFile(path.join(root, 'Dockerfile'), 'utf8')).at(-1)!;
const word = (name: string) => image.instructions.find((one) => one.word === name)?.rest;

test('the parts of the manifest refer to each other', () => {
  const { labels } = spec.template.metadata;
  const service = manifest<{ spec: { selector: Labels; ports: { targetPort: string }[] } }>('Service');
  const budget = manifest<{ spec: { selector: { matchLabels: Labels } } }>('PodDisruptionBudget');
  expect([spec.selector.matchLabels, service.spec.selector, budget.spec.selector.matchLabels]).toEqual([
    labels,
    labels,
    labels,
  ]);
  expect(spec.serviceName).toBe(service.metadata.name);
  const ports = container.ports.map(({ name }) => name);
  const probes = (['startup', 'readiness', 'liveness'] as const).map(
    (name) => container[`${name}Probe`]!.httpGet,
  );
  for (const port of [
    ...service.spec.ports.map(({ targetPort }) => targetPort),
    ...probes.map(({ port }) => port),
  ])
    expect(ports).toContain(port);
  for (const { path: url } of probes)
    expect(existsSync(path.join(root, `app${url}/route.ts`)), url).toBe(true);
  const volumes = [
    ...spec.template.spec.volumes,
    ...spec.volumeClaimTemplates.map(({ metadata }) => metadata),
  ];
  expect(volumes.map(({ name }) => name).sort()).toEqual(
    container.volumeMounts.map(({ name }) => name).sort(),
  );
  expect(container.envFrom[0]?.configMapRef?.name).toBe(manifest('ConfigMap').metadata.name);
});

test('the manifest fits the image: its port, its user and its data folder', () => {
  expect(container.ports.find(({ name }) => name === 'http')?.containerPort).toBe(Number(word('EXPOSE')));
  expect(container.volumeMounts.map(({ mountPath }) => mountPath)).toContain(word('VOLUME'));
  // The user `node` of the official image.
  expect([word('USER'), spec.template.spec.securityContext.runAsUser]).toEqual(['node', 1000]);
  // SQLite has one writer.
  expect(spec.replicas).toBe(1);
});

test('its settings exist, and the server accepts them', () => {
  const { data = {} } = manifest('ConfigMap');
  expect(Object.keys(data).filter((name) => !(name in settings))).toEqual([]);
  const { publicUrl, metricsPort } = readConfig(data);
  expect(publicUrl).toBe(data.PUBLIC_URL);
  expect(container.ports).toContainEqual({ name: 'metrics', containerPort: metricsPort });
});

describe.skipIf(!areLibrariesInstalled)(
  'Kubernetes’ own schemas (skipped, unless `npm ci --prefix test/oracles` has installed them)',
  () => {
    const folder = path.join(root, 'test/oracles');
    const moduleOf = ({ apiVersion, kind }: Manifest) => `kubernetes-models/${apiVersion}/${kind}`;

    test.each(manifests)('accept the $kind', async (one) => {
      const file = path.join(folder, 'node_modules', `${moduleOf(one)}.js`);
      const models = (await import(pathToFileURL(file).href)) as Record<
        string,
        new (
          manifest: Manifest,
        ) => { validate(): void }
      >;
      const Model = models[one.kind]!;
      new Model(one).validate();
      const broken = { ...one, metadata: { ...one.metadata, name: 5 } } as unknown as Manifest;
      expect(() => new Model(broken).validate()).toThrow('name');
    });

    test('know every field', async () => {
      const file = path.join(folder, `manifests-${process.pid}.ts`);
      onTestFinished(() => rm(file, { force: true }));
      const lines = manifests.map(
        (one, index) =>
          `import type { I${one.kind} } from '${moduleOf(one)}';\nexport const manifest${index}: I${one.kind} = ${JSON.stringify(one)};`,
      );
      const check = async (source: string) => {
        await writeFile(file, source);
        const options = ['--ignoreConfig', '--noEmit', '--strict', '--skipLibCheck', '--module', 'nodenext'];
        const tsc = path.join(root, 'node_modules/typescript/bin/tsc');
        return promisify(execFile)(process.execPath, [tsc, ...options, file]).then(
          () => '',
          ({ stdout }: { stdout: string }) => stdout,
        );
      };
      expect(await check(lines.join('\n'))).toBe('');
      expect(await check(lines.join('\n').replaceAll('"periodSeconds"', '"periodSecond"'))).toContain(
        `'"periodSecond"' does not exist`,
      );
    });
  },
);
