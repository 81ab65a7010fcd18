import { readFile } from 'node:fs/promises'
import path from 'node:path'

/**
 * The decoder that reads barcodes off a camera where the browser has none: compiled code of a package, served by this house alone. No
 * secret, so nobody has to be signed in.
 */
export async function GET(): Promise<Response> {
  const bytes = await readFile(path.join(process.cwd(), 'node_modules/zxing-wasm/dist/reader/zxing_reader.wasm'))
  return new Response(bytes, { headers: { 'Content-Type': 'application/wasm' } })
}
