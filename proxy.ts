import { type NextRequest, NextResponse } from 'next/server'
import { isRefusal } from '@/lib/kernel/refusal'
import { ownOrigin } from '@/lib/platform/entrance/origin'
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

/**
 * A post to a page is an action of ours. Next reads its Origin before any code of an action does, and answers a foreign or a broken
 * one by falling over; here it is refused.
 */
function isForeign({ method, headers }: NextRequest): boolean {
  if (method !== 'POST') return false
  try {
    ownOrigin(headers)
    return false
  } catch (e) {
    if (isRefusal(e)) return true
    throw e
  }
}

/** Headers for pages. No authorisation happens here: the door asks for permission where the data is. */
export function proxy(request: NextRequest) {
  if (isForeign(request)) return new NextResponse(null, { status: 403 })
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
