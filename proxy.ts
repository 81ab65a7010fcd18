import { type NextRequest, NextResponse } from 'next/server'
import { pathHeader } from '@/lib/platform/entrance/path-header'
import { env } from '@/lib/platform/env'

/** Next's own scripts get the nonce because it finds this policy on the request; the theme's script reads x-nonce. */
function policyOf(nonce: string): string {
  // React explains errors by eval and Turbopack reloads by a socket: both in development alone.
  const development = env().NODE_ENV === 'development'
  return [
    `default-src 'self'`,
    `script-src 'self' 'nonce-${nonce}' 'strict-dynamic'${development ? ` 'unsafe-eval'` : ''}`,
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

/** Next reads the Origin of an action before any code of ours does, and falls over one that is no address. */
function brokenOrigin({ headers }: NextRequest): boolean {
  const origin = headers.get('origin')
  return origin !== null && origin !== 'null' && !URL.canParse(origin)
}

/** Headers for pages. No authorisation happens here: the door asks for permission where the data is. */
export function proxy(request: NextRequest) {
  if (brokenOrigin(request)) return new NextResponse(null, { status: 403 })
  const nonce = Buffer.from(crypto.randomUUID()).toString('base64')
  const policy = policyOf(nonce)
  const headers = new Headers(request.headers)
  // Next speaks to itself by these; from outside they have been used to skip this very function.
  for (const name of [...headers.keys()]) if (name.startsWith('x-middleware-')) headers.delete(name)
  headers.set('x-nonce', nonce)
  // For the way back after signing in.
  headers.set(pathHeader, request.nextUrl.pathname + request.nextUrl.search)
  headers.set('content-security-policy', policy)
  const response = NextResponse.next({ request: { headers } })
  response.headers.set('content-security-policy', policy)
  return response
}

export const config = { matcher: ['/((?!api/|_next/static|icon.svg).*)'] }
