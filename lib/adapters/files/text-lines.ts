import { createReadStream } from 'node:fs'
import type { Readable } from 'node:stream'
import { pipeline } from 'node:stream'
import { createGunzip } from 'node:zlib'

export type Encoding = 'utf-8' | 'gb18030'

/** One physical line, without its end; `line` counts from 1. What its encoding cannot read stands there as U+FFFD. */
export type TextLine = { readonly line: number; readonly text: string }

/** Never the whole file in memory; a line that is longer than this is no line of a table. */
const longest = 4_000_000

/**
 * The encoding of a file: UTF-8 when every byte of it is, else what more of its lines are. Spreadsheets in Chinese write
 * GB18030, which also "reads" most of UTF-8, so a UTF-8 file with one broken line must not turn into signs nobody wrote.
 */
export async function encodingOf(file: string): Promise<Encoding> {
  const strict = new TextDecoder('utf-8', { fatal: true })
  try {
    for await (const chunk of bytesOf(file)) strict.decode(chunk, { stream: true })
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
export async function* readLines(file: string, encoding: Encoding): AsyncGenerator<TextLine> {
  let line = 0
  // Both encodings keep the line feed for itself, so a line can be read without its neighbours.
  const decoder = new TextDecoder(encoding, { ignoreBOM: true })
  for await (const bytes of byteLines(file)) {
    line += 1
    const text = decoder.decode(bytes)
    const bare = line === 1 && text.startsWith('\uFEFF') ? text.slice(1) : text
    yield { line, text: bare.endsWith('\r') ? bare.slice(0, -1) : bare }
  }
}

async function* byteLines(file: string): AsyncGenerator<Buffer> {
  let rest: Buffer = Buffer.alloc(0)
  for await (const chunk of bytesOf(file)) {
    let bytes = rest.length > 0 ? Buffer.concat([rest, chunk]) : chunk
    for (let end = bytes.indexOf(10); end >= 0; end = bytes.indexOf(10)) {
      yield bytes.subarray(0, end)
      bytes = bytes.subarray(end + 1)
    }
    if (bytes.length > longest) throw new Error('a line of the file is too long to be a row')
    rest = bytes
  }
  if (rest.length > 0) yield rest
}

function bytesOf(file: string): AsyncIterable<Buffer> {
  const plain = createReadStream(file, { highWaterMark: 256 * 1024 })
  // The pipeline hands an error of the file on to the stream that is read; the callback is where it would end otherwise.
  const source: Readable = file.toLowerCase().endsWith('.gz') ? pipeline(plain, createGunzip(), () => undefined) : plain
  return source
}

function isUtf8(bytes: Buffer): boolean {
  try {
    new TextDecoder('utf-8', { fatal: true }).decode(bytes)
    return true
  } catch {
    return false
  }
}
