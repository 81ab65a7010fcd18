import { printFile } from '../../../../../print/print-file'
import { currentStation } from '../../../station'

type Params = { params: Promise<{ printId: string }> }

/** The PDF of what was printed at a station, for a frame of its page; a browser tells where a request comes from, and no page can forge it. */
export async function GET(request: Request, { params }: Params): Promise<Response> {
  const ours = request.headers.get('sec-fetch-site') === 'same-origin'
  return printFile(ours ? (await currentStation())?.person : undefined, await params, `'self'`)
}
