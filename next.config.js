/** @type {import('next').NextConfig} */
const config = {
  // Native or large server packages stay outside the bundle.
  serverExternalPackages: [
    'prom-client',
    'better-sqlite3',
    '@prisma/adapter-better-sqlite3',
    '@prisma/adapter-pg',
    'pg',
    '@prisma/client',
  ],
  // A capture path may end in a slash, or hold two; the route-handler door must see it as it is.
  skipTrailingSlashRedirect: true,
  poweredByHeader: false,
  // Every page of the documentation is also there as Markdown.
  rewrites: async () => [{ source: '/docs/:page([a-z]+).md', destination: '/docs/markdown/:page' }],
  // It would cover the status bar.
  devIndicators: false,
  reactStrictMode: true,
  // A page is loaded when the first person asks for it: all of them at once take a third of the idle memory.
  experimental: { preloadEntriesOnStart: false },
  // `npm run typecheck` checks the whole tree, tests included.
  typescript: { ignoreBuildErrors: true },
};

export default config;
