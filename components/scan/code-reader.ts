/** Reads a barcode off a picture of the camera; undefined where there is none. */
export type CodeReader = (frame: HTMLVideoElement) => Promise<string | undefined>

type Detector = { detect(source: CanvasImageSource): Promise<{ rawValue: string }[]> }
type DetectorClass = { new (options: { formats: string[] }): Detector; getSupportedFormats(): Promise<string[]> }

const formats = ['code_128', 'ean_13', 'ean_8', 'upc_a', 'upc_e', 'code_39', 'itf', 'qr_code', 'data_matrix']

/** The browser's own reader where it has one that knows the usual codes; else ours, which is fetched from this house when it is needed. */
export async function codeReader(): Promise<CodeReader> {
  return (await nativeReader()) ?? ownReader()
}

async function nativeReader(): Promise<CodeReader | undefined> {
  const { BarcodeDetector } = globalThis as { BarcodeDetector?: DetectorClass }
  const known = (await BarcodeDetector?.getSupportedFormats().catch(() => [])) ?? []
  if (!BarcodeDetector || !['code_128', 'ean_13'].every((format) => known.includes(format))) return undefined
  const detector = new BarcodeDetector({ formats: formats.filter((format) => known.includes(format)) })
  return async (frame) => (await detector.detect(frame))[0]?.rawValue
}

/** Wide enough for the bars of a long code, small enough for four pictures a second on an old phone. */
const mostWidth = 1280

async function ownReader(): Promise<CodeReader> {
  const { prepareZXingModule, readBarcodes } = await import('zxing-wasm/reader')
  // Left to itself it would fetch its code from a host outside.
  await prepareZXingModule({ overrides: { locateFile: () => '/scan/decoder' }, fireImmediately: true })
  const canvas = document.createElement('canvas')
  const pen = canvas.getContext('2d', { willReadFrequently: true })
  return async (frame) => {
    const scale = Math.min(1, mostWidth / frame.videoWidth)
    canvas.width = Math.round(frame.videoWidth * scale)
    canvas.height = Math.round(frame.videoHeight * scale)
    if (!pen || canvas.width === 0) return undefined
    pen.drawImage(frame, 0, 0, canvas.width, canvas.height)
    const picture = pen.getImageData(0, 0, canvas.width, canvas.height)
    const found = await readBarcodes(picture, { maxNumberOfSymbols: 1, tryHarder: true })
    return found.find((code) => code.isValid && code.text !== '')?.text
  }
}
