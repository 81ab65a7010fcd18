import { type NextRequest, NextResponse } from 'next/server'
import { isRefusal } from '@/lib/kernel/refusal'
import { ownOrigin } from '@/lib/platform/entrance/origin'

/**
 * A post to a page is an action of ours. Next reads its Origin before any code of an action does, and answers a foreign or a broken
 * one by falling over; here it is refused. What every page carries is written by instrumentation.ts: to run this function costs
 * a page two or three milliseconds, so it runs for what has a body or names an action, and for nothing that is only read.
 */
export function proxy({ method, headers }: NextRequest) {
  if (method !== 'POST') return NextResponse.next()
  try {
    ownOrigin(headers)
    return NextResponse.next()
  } catch (e) {
    if (isRefusal(e)) return new NextResponse(null, { status: 403 })
    throw e
  }
}

export const config = {
  matcher: [
    { source: '/((?!api/|_next/static|icon.svg).*)', has: [{ type: 'header', key: 'content-type' }] },
    { source: '/((?!api/|_next/static|icon.svg).*)', has: [{ type: 'header', key: 'next-action' }] },
  ],
}
