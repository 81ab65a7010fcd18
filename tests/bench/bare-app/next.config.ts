import path from 'node:path'
import type { NextConfig } from 'next'

// Every command of the bench runs in the repository's root.
const product = process.cwd()

/** The document of the product (app/layout.tsx) and its proxy around pages that are nothing but markup. */
export default {
  poweredByHeader: false,
  typescript: { ignoreBuildErrors: true },
  outputFileTracingRoot: product,
  experimental: { externalDir: true },
  serverExternalPackages: ['pg', 'pino'],
  webpack: (config) => {
    // What next-intl's own plugin does, which looks for the file from two places.
    config.resolve.alias['next-intl/config'] = path.join(product, 'lib/platform/i18n/request.ts')
    return config
  },
} satisfies NextConfig
