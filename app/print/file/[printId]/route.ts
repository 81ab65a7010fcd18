import { authenticate } from '@/lib/platform/entrance/authenticate'
import { printFile } from '../../print-file'

type Params = { params: Promise<{ printId: string }> }

/** The PDF of a print in a tab of its own; nobody may put it into a frame. */
export async function GET(request: Request, { params }: Params): Promise<Response> {
  return printFile(await authenticate(request), await params, `'none'`)
}
