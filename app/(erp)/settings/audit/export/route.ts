import { Readable } from 'node:stream'
import { isRefusal } from '@/lib/kernel/refusal'
import { exportAudit } from '@/lib/modules/settings/export-audit'
import { listAudit } from '@/lib/modules/settings/list-audit'
import { may } from '@/lib/platform/door/actor'
import { run } from '@/lib/platform/door/run'
import { authenticate } from '@/lib/platform/entrance/authenticate'
import { auditCsv } from '../audit-csv'

/** The trail as a file. What goes out is written down before its first row is read. */
export async function GET(request: Request): Promise<Response> {
  const actor = await authenticate(request)
  if (!actor) return new Response(null, { status: 401 })
  // A file that breaks off after its first row is no refusal.
  if (!may(actor, listAudit.name)) return new Response(null, { status: 403 })
  const filters = Object.fromEntries([...new URL(request.url).searchParams].filter(([, value]) => value !== ''))
  try {
    const { at } = await run(exportAudit, actor, filters)
    const pages = auditCsv((cursor) => run(listAudit, actor, { ...filters, limit: 200, ...(cursor && { cursor }) }))
    return new Response(Readable.toWeb(Readable.from(pages)) as ReadableStream, {
      headers: {
        'Content-Type': 'text/csv; charset=utf-8',
        'Content-Disposition': `attachment; filename="audit-${at.slice(0, 10)}.csv"`,
        'Cache-Control': 'no-store',
      },
    })
  } catch (e) {
    if (isRefusal(e)) return new Response(null, { status: e.status })
    throw e
  }
}
