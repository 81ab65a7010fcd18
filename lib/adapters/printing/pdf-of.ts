import { setImmediate } from 'node:timers/promises'
import { PdfPen } from '@/lib/adapters/printing/pdf-pen'
import { Sheet } from '@/lib/adapters/printing/sheet'

export type Draw = (sheet: Sheet) => void

/**
 * A file of many papers. Between two of them the process serves others: five hundred labels are seconds of work, and no request is to
 * wait for them. What is ready leaves at once.
 */
export async function* pdfOf(title: string, papers: Iterable<Draw>): AsyncGenerator<Uint8Array> {
  const pen = new PdfPen(title)
  const sheet = new Sheet(pen)
  const drawn = (async () => {
    for (const draw of papers) {
      draw(sheet)
      await setImmediate()
    }
    pen.end()
  })()
  // Awaited below; a failure must not be nobody's until then.
  drawn.catch(() => pen.end())
  yield* pen.bytes
  await drawn
}
