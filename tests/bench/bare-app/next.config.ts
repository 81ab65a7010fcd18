import path from 'node:path'
import type { NextConfig } from 'next'

export default {
  poweredByHeader: false,
  // The packages are those of the product, two folders up.
  turbopack: { root: path.resolve(process.env.BARE_ROOT ?? '.') },
} satisfies NextConfig
