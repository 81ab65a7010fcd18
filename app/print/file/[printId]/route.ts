import { newId } from '@/lib/kernel/ids'
import { isRefusal } from '@/lib/kernel/refusal'
import { openPrint } from '@/lib/modules/prints/open-print'
import { run } from '@/lib/platform/door/run'
import { authenticate } from '@/lib/platform/entrance/authenticate'
import { sendFile } from '@/lib/platform/entrance/send-file'

/**
 * The PDF of a print in a tab of its own. The browser's viewer is a page with scripts and an object of its own, which the sandbox that
 * files are sent in would not let work; the bytes are our own encoder's, and nobody may put them into a frame.
 */
export async function GET(request: Request, { params }: { params: Promise<{ printId: string }> }): Promise<Response> {
  const actor = await authenticate(request)
  if (!actor) return new Response(null, { status: 401 })
  const requestId = newId()
  try {
    const response = sendFile(await run(openPrint, actor, await params, { requestId }), requestId)
    response.headers.set('Content-Security-Policy', "base-uri 'none'; form-action 'none'; frame-ancestors 'none'")
    response.headers.set('Cache-Control', 'private, no-store')
    return response
  } catch (e) {
    if (isRefusal(e)) return new Response(null, { status: e.status })
    throw e
  }
}
