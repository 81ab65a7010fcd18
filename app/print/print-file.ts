import { newId } from '@/lib/kernel/ids'
import { isRefusal } from '@/lib/kernel/refusal'
import { openPrint } from '@/lib/modules/prints/open-print'
import type { Actor } from '@/lib/platform/door/actor'
import { run } from '@/lib/platform/door/run'
import { sendFile } from '@/lib/platform/entrance/send-file'

/**
 * The PDF of a print for the browser's own viewer, a page with scripts and an object of its own, which the sandbox that files are sent
 * in would not let work; the bytes are our own encoder's. `frame`: who may put it into a frame.
 */
export async function printFile(actor: Actor | undefined, input: { printId: string }, frame: `'none'` | `'self'`) {
  if (!actor) return new Response(null, { status: 401 })
  const requestId = newId()
  try {
    const response = sendFile(await run(openPrint, actor, input, { requestId }), requestId)
    response.headers.set('Content-Security-Policy', `base-uri 'none'; form-action 'none'; frame-ancestors ${frame}`)
    response.headers.set('Cache-Control', 'private, no-store')
    return response
  } catch (e) {
    if (isRefusal(e)) return new Response(null, { status: e.status })
    throw e
  }
}
