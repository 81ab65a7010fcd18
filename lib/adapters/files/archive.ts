import { Readable } from 'node:stream'
import yauzl, { type Entry, type ZipFile } from 'yauzl'
import { invalid } from '@/lib/kernel/refusal'

/** A file that can be read anywhere: from a disk, or out of the sealed store. */
export type Source = {
  readonly name: string
  readonly size: number
  bytes(from?: number, to?: number): AsyncIterable<Buffer>
}

type Limits = {
  readonly entries: number
  /** Of everything unpacked, and of one entry. */
  readonly total: number
  readonly each: number
}

/** What a person packs shrinks to a tenth, a sheet to a fiftieth; what shrinks more was made to burst. */
const ratio = 200
const harmless = 10_000_000

export type ArchiveEntry = { readonly name: string; readonly size: number; open(): Promise<Readable> }
export type Archive = { readonly entries: readonly ArchiveEntry[]; close(): void }

/**
 * The entries of a zip file, judged by its directory before anything is unpacked: how many, how large, how tightly packed.
 * What an entry unpacks to is counted again while it is read, so that a directory that lies helps nobody. Refuses `invalid`.
 */
export async function openArchive(source: Source, limits: Limits): Promise<Archive> {
  const zip = await directoryOf(source)
  try {
    if (zip.entryCount > limits.entries) wrong('too_many_entries')
    const entries: ArchiveEntry[] = []
    let total = 0
    for await (const entry of zip.eachEntry()) {
      if (entries.length >= limits.entries) wrong('too_many_entries')
      if (entry.isEncrypted()) wrong('locked')
      if (entry.uncompressedSize > limits.each) wrong('too_large')
      if (entry.uncompressedSize > harmless && entry.uncompressedSize > entry.compressedSize * ratio) wrong('bomb')
      total += entry.uncompressedSize
      if (total > limits.total) wrong('too_large')
      if (entry.fileName.endsWith('/')) continue
      entries.push({ name: entry.fileName, size: entry.uncompressedSize, open: () => unpack(zip, entry) })
    }
    return { entries, close: () => zip.close() }
  } catch (e) {
    zip.close()
    throw asRefusal(e)
  }
}

class Reader extends yauzl.RandomAccessReader {
  constructor(private readonly source: Source) {
    super()
  }
  override _readStreamForRange(start: number, end: number) {
    return Readable.from(this.source.bytes(start, end))
  }
}

function directoryOf(source: Source): Promise<ZipFile> {
  return new Promise((done, fail) => {
    const options = { lazyEntries: true, autoClose: false, validateEntrySizes: true, strictFileNames: true }
    yauzl.fromRandomAccessReader(new Reader(source), source.size, options, (error, zip) =>
      zip ? done(zip) : fail(asRefusal(error)),
    )
  })
}

function unpack(zip: ZipFile, entry: Entry): Promise<Readable> {
  return new Promise((done, fail) => {
    zip.openReadStream(entry, (error, stream) => (stream ? done(stream) : fail(asRefusal(error))))
  })
}

/** The parser's own objections are the file's fault; none of them is ours. */
export function asRefusal(e: unknown): unknown {
  const known = e instanceof Error && e.name === 'Error' && !('code' in e && String(e.code).startsWith('E'))
  if (!known) return e
  try {
    return wrong('broken_archive')
  } catch (refusal) {
    return refusal
  }
}

function wrong(code: string): never {
  invalid([{ path: 'file', code }])
}
