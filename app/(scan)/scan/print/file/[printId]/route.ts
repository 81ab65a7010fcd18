import { printBehind } from '@/lib/modules/prints/station-labels'
import { printFile } from '../../../../../print/print-file'
import { currentStation } from '../../../station'

type Params = { params: Promise<{ printId: string }> }

/**
 * The PDF of what was printed at this station, for a frame of its page; a browser tells where a request comes from, and no page can
 * forge it. What its person printed in the office is not for here.
 */
export async function GET(request: Request, { params }: Params): Promise<Response> {
  const at = request.headers.get('sec-fetch-site') === 'same-origin' ? await currentStation() : undefined
  const { person } = at ?? {}
  if (!at || !person) return new Response(null, { status: 401 })
  const printId = printBehind({ person, station: at.station }, (await params).printId)
  return printId === undefined ? new Response(null, { status: 404 }) : printFile(person, { printId }, `'self'`)
}
