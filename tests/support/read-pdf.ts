import { readFileSync } from 'node:fs'
import { createCanvas } from '@napi-rs/canvas'
import { getDocument } from 'pdfjs-dist/legacy/build/pdf.mjs'
import { prepareZXingModule, readBarcodes } from 'zxing-wasm/reader'

// From the package itself: on its own it asks the network for it.
prepareZXingModule({
  overrides: {
    wasmBinary: readFileSync('node_modules/zxing-wasm/dist/reader/zxing_reader.wasm').buffer as ArrayBuffer,
  },
})

const open = (bytes: Uint8Array) =>
  getDocument({ data: new Uint8Array(bytes), disableFontFace: true, verbosity: 0, useWorkerFetch: false }).promise

/** What a reader of PDF finds, page by page; where lines break is the paper's matter, so spaces are left out. */
export async function textsOf(bytes: Uint8Array): Promise<string[]> {
  const pdf = await open(bytes)
  const pages: string[] = []
  for (let n = 1; n <= pdf.numPages; n++) {
    const { items } = await (await pdf.getPage(n)).getTextContent()
    pages.push(
      items
        .map((item) => ('str' in item ? item.str : ''))
        .join('')
        .replace(/\s+/g, ''),
    )
  }
  await pdf.destroy()
  return pages
}

/** What a scanner reads from a page that a printer of 203 dots an inch has put on paper. */
export async function codesOf(bytes: Uint8Array, page = 1, most = 10): Promise<{ format: string; text: string }[]> {
  const pdf = await open(bytes)
  const sheet = await pdf.getPage(page)
  const viewport = sheet.getViewport({ scale: 203.2 / 72 })
  const [width, height] = [Math.round(viewport.width), Math.round(viewport.height)]
  const canvas = createCanvas(width, height)
  await sheet.render({ canvas: canvas as unknown as HTMLCanvasElement, viewport }).promise
  const { data } = canvas.getContext('2d').getImageData(0, 0, width, height)
  await pdf.destroy()
  const image = { data: new Uint8ClampedArray(data), width, height, colorSpace: 'srgb' } as ImageData
  const found = await readBarcodes(image, { tryHarder: true, maxNumberOfSymbols: most })
  return found.map(({ format, text }) => ({ format, text }))
}

export async function bytesOf(parts: AsyncIterable<Uint8Array>): Promise<Uint8Array> {
  const chunks: Uint8Array[] = []
  for await (const part of parts) chunks.push(part)
  return Buffer.concat(chunks)
}
