import type { NextConfig } from 'next'
import createNextIntlPlugin from 'next-intl/plugin'

const withNextIntl = createNextIntlPlugin('./lib/platform/i18n/request.ts')

/** Headers that hold for every answer; the content security policy carries a nonce per request and is set in instrumentation.ts. */
const everywhere = [
  { key: 'X-Content-Type-Options', value: 'nosniff' },
  { key: 'X-Frame-Options', value: 'DENY' },
  { key: 'Referrer-Policy', value: 'strict-origin-when-cross-origin' },
  { key: 'Cross-Origin-Opener-Policy', value: 'same-origin' },
  { key: 'Permissions-Policy', value: 'camera=(self), microphone=(), geolocation=(), payment=(), usb=()' },
]

export default withNextIntl({
  poweredByHeader: false,
  // forbidden() and app/forbidden.tsx: a page whose reading is refused answers 403 on a screen of its own.
  experimental: { authInterrupts: true },
  reactStrictMode: true,
  // `npm test` checks the types of the whole house; checking them again at every start only makes people wait.
  typescript: { ignoreBuildErrors: true },
  // The optimizer fetches and caches on the server: a surface for SSRF and full disks that we do not need.
  images: { unoptimized: true },
  serverExternalPackages: [
    'pg',
    'sharp',
    '@node-rs/argon2',
    'pino',
    'bullmq',
    'ioredis',
    'pdfkit',
    'fontkit',
    'bwip-js',
  ],
  // It sits on the phone's navigation and on the pager; errors of development still show.
  devIndicators: false,
  async headers() {
    return [
      { source: '/:path*', headers: everywhere },
      {
        // Answers of the API are data; should a browser be led to render one, it may do nothing with it.
        source: '/api/:path*',
        headers: [{ key: 'Content-Security-Policy', value: "default-src 'none'; frame-ancestors 'none'" }],
      },
      {
        // Only when the visitor really came by https: a plain-http trial on a LAN must stay reachable.
        source: '/:path*',
        has: [{ type: 'header', key: 'x-forwarded-proto', value: 'https' }],
        headers: [{ key: 'Strict-Transport-Security', value: 'max-age=31536000; includeSubDomains' }],
      },
      {
        // Whatever is not a hashed asset may hold a tenant's data: no cache between us and the browser keeps it. The line of news says so
        // itself, and that nobody may pack it: packed news would wait for more.
        source: '/((?!_next/static|icon.svg|api/v1/events).*)',
        headers: [{ key: 'Cache-Control', value: 'private, no-store' }],
      },
    ]
  },
} satisfies NextConfig)
