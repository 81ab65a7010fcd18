import { createReadStream } from 'node:fs'
import { pipeline, Readable } from 'node:stream'
import { createGunzip } from 'node:zlib'
import { invalid } from '@/lib/kernel/refusal'

export const encodings = ['utf-8', 'gb18030', 'utf-16le', 'utf-16be'] as const
export type Encoding = (typeof encodings)[number]

/** A file as bytes, from the start as often as it is asked for: a path, or one that lies elsewhere. A name in `.gz` says it is packed. */
export type Bytes = string | { readonly name: string; bytes(): AsyncIterable<Buffer> }

/** One physical line, without its end; `line` counts from 1. What its encoding cannot read stands there as U+FFFD. */
export type TextLine = { readonly line: number; readonly text: string }

/** Never the whole file in memory; a line that is longer than this is no line of a table. */
const longest = 4_000_000
/** What a packed file may unpack to. */
const largest = 2_000_000_000

/**
 * The encoding of a file: UTF-8 when every byte of it is, else what more of its lines are. Spreadsheets in Chinese write
 * GB18030, which also "reads" most of UTF-8, so a UTF-8 file with one broken line must not turn into signs nobody wrote.
 */
export async function encodingOf(file: Bytes): Promise<Encoding> {
  const wide = await wideMark(file)
  if (wide) return wide
  const strict = new TextDecoder('utf-8', { fatal: true })
  try {
    for await (const chunk of unpacked(bytesOf(file))) strict.decode(chunk, { stream: true })
    strict.decode()
    return 'utf-8'
  } catch (e) {
    if (!(e instanceof TypeError)) throw e
  }
  let utf8 = 0
  let other = 0
  for await (const bytes of byteLines(file)) {
    if (bytes.every((byte) => byte < 0x80)) continue
    if (isUtf8(bytes)) utf8 += 1
    else other += 1
  }
  return utf8 >= other ? 'utf-8' : 'gb18030'
}

/** The lines of a text file, plain or `.gz`, without a byte order mark. */
export async function* readLines(file: Bytes, encoding: Encoding): AsyncGenerator<TextLine> {
  let line = 0
  // These encodings keep the line feed for itself, so a line can be read without its neighbours; of two bytes a sign they do not.
  const wide = encoding === 'utf-16le' || encoding === 'utf-16be'
  const decoder = new TextDecoder(wide ? 'utf-8' : encoding, { ignoreBOM: true })
  for await (const bytes of byteLines(wide ? narrowed(file, encoding) : file)) {
    line += 1
    const text = decoder.decode(bytes)
    const bare = line === 1 && text.startsWith('\uFEFF') ? text.slice(1) : text
    yield { line, text: bare.endsWith('\r') ? bare.slice(0, -1) : bare }
  }
}

async function* byteLines(file: Bytes): AsyncGenerator<Buffer> {
  let rest: Buffer = Buffer.alloc(0)
  let size = 0
  for await (const chunk of unpacked(bytesOf(file))) {
    size += chunk.length
    if (size > largest) invalid([{ path: '', code: 'too_large' }])
    let bytes = rest.length > 0 ? Buffer.concat([rest, chunk]) : chunk
    for (let end = bytes.indexOf(10); end >= 0; end = bytes.indexOf(10)) {
      yield bytes.subarray(0, end)
      bytes = bytes.subarray(end + 1)
    }
    if (bytes.length > longest) invalid([{ path: '', code: 'line_too_long' }])
    rest = bytes
  }
  if (rest.length > 0) yield rest
}

/** Spreadsheets save "Unicode text" with two bytes a sign and say so in the first two. */
async function wideMark(file: Bytes): Promise<Encoding | undefined> {
  for await (const chunk of unpacked(bytesOf(file))) {
    if (chunk[0] === 0xff && chunk[1] === 0xfe) return 'utf-16le'
    return chunk[0] === 0xfe && chunk[1] === 0xff ? 'utf-16be' : undefined
  }
  return undefined
}

function narrowed(file: Bytes, encoding: Encoding): Bytes {
  return {
    name: '',
    async *bytes() {
      const decoder = new TextDecoder(encoding, { ignoreBOM: true })
      for await (const chunk of bytesOf(file)) yield Buffer.from(decoder.decode(chunk, { stream: true }))
      yield Buffer.from(decoder.decode())
    },
  }
}

function bytesOf(file: Bytes): AsyncIterable<Buffer> {
  const name = typeof file === 'string' ? file : file.name
  const plain =
    typeof file === 'string' ? createReadStream(file, { highWaterMark: 256 * 1024 }) : Readable.from(file.bytes())
  // The pipeline hands an error of the file on to the stream that is read; the callback is where it would end otherwise.
  const source: Readable = name.toLowerCase().endsWith('.gz') ? pipeline(plain, createGunzip(), () => undefined) : plain
  return source
}

/** A packed file that is cut or damaged is the file's fault, not ours. */
async function* unpacked(source: AsyncIterable<Buffer>): AsyncGenerator<Buffer> {
  try {
    yield* source
  } catch (e) {
    if (/^Z_/.test(String((e as NodeJS.ErrnoException).code))) invalid([{ path: 'file', code: 'broken_archive' }])
    throw e
  }
}

function isUtf8(bytes: Buffer): boolean {
  try {
    new TextDecoder('utf-8', { fatal: true }).decode(bytes)
    return true
  } catch {
    return false
  }
}
