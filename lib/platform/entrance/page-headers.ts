import type { IncomingMessage, ServerResponse } from 'node:http'
import { pathHeader } from '@/lib/platform/entrance/path-header'
import { env } from '@/lib/platform/env'

export const nonceHeader = 'x-nonce'

/** What needs no policy of a page: data, hashed assets, the icon. */
const others = /^\/(?:api\/|(?:scan\/)?print\/file\/|_next\/static|icon\.svg)/

/** Stations read barcodes off a camera by compiled code of our own; there, too, no text becomes a script. */
const scanning = /^\/scan(?:[/?]|$)/

/** Next's own scripts get the nonce because it finds this policy on the request; the theme's script reads x-nonce. */
function policyOf(nonce: string, url: string): string {
  // React explains errors by eval and Turbopack reloads by a socket: both in development alone.
  const development = env().NODE_ENV === 'development'
  return [
    `default-src 'self'`,
    `script-src 'self' 'nonce-${nonce}' 'strict-dynamic'${scanning.test(url) ? ` 'wasm-unsafe-eval'` : ''}${development ? ` 'unsafe-eval'` : ''}`,
    // Floating menus and charts place themselves by style attributes.
    `style-src 'self' 'unsafe-inline'`,
    `img-src 'self' data: blob:`,
    `font-src 'self'`,
    `connect-src 'self'${development ? ' ws:' : ''}`,
    `object-src 'none'`,
    `base-uri 'none'`,
    `form-action 'self'`,
    `frame-ancestors 'none'`,
  ].join('; ')
}

type Request = Pick<IncomingMessage, 'headers' | 'url'>
type Response = Pick<ServerResponse, 'setHeader'>

/**
 * What a page and its reader's browser are told beside the page, written before Next sees the request and over whatever a client
 * sent under these names. No authorisation happens here: the door asks for permission where the data is.
 */
export function preparePage({ headers, url = '/' }: Request, response: Response): void {
  // Next speaks to itself by these; from outside they have been used to skip its checks.
  for (const name of Object.keys(headers)) if (name.startsWith('x-middleware-')) delete headers[name]
  if (others.test(url)) return
  const nonce = Buffer.from(crypto.randomUUID()).toString('base64')
  const policy = policyOf(nonce, url)
  headers[nonceHeader] = nonce
  headers['content-security-policy'] = policy
  delete headers['content-security-policy-report-only']
  // For the way back after signing in.
  headers[pathHeader] = url.startsWith('/') ? withoutFlight(url) : '/'
  response.setHeader('content-security-policy', policy)
}

/** Next adds a name of its own to what its router fetches; nobody comes back to that. */
function withoutFlight(url: string): string {
  const [path = '/', query] = url.split('?', 2)
  const own = query?.split('&').filter((part) => !part.startsWith('_rsc='))
  return own?.length ? `${path}?${own.join('&')}` : path
}
