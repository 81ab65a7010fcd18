import { createWriteStream } from 'node:fs'
import { type FileHandle, mkdir, open, readdir, rename, rm, stat } from 'node:fs/promises'
import path from 'node:path'
import { pipeline } from 'node:stream/promises'
import { fileURLToPath } from 'node:url'
import { newId } from '@/lib/kernel/ids'
import { refuse } from '@/lib/kernel/refusal'
import { env } from '@/lib/platform/env'
import type { TenantCrypt } from '@/lib/platform/tenant-crypt'

/*
 * Files at rest are sealed under the tenant's key piece by piece, so that a large one is never whole in memory and any part of
 * it can be read: every piece but the last holds as many bytes, and its place, its number and whether it is the last are bound
 * into the seal. A file that was cut, mixed or moved does not open.
 */
const piece = 128 * 1024
const overhead = 30

/** Where a file lies: `<tenant>/<purpose>/<id>`; ids and fixed words only. */
export type Place = {
  readonly tenantId: string
  readonly purpose: 'imports' | 'images' | 'photos'
  readonly id: string
}

export type SealedFile = {
  readonly size: number
  read(from: number, length: number): Promise<Buffer>
  bytes(from?: number, to?: number): AsyncGenerator<Buffer>
  close(): Promise<void>
}

/** Keeps what comes, up to `most` bytes, else refuses `too_large`; nothing half-written is ever found under its name. */
export async function putFile(
  place: Place,
  source: AsyncIterable<Uint8Array>,
  crypt: TenantCrypt,
  most: number,
): Promise<number> {
  const target = pathOf(place)
  await mkdir(path.dirname(target), { recursive: true, mode: 0o700 })
  const draft = `${target}.${newId()}.part`
  let size = 0
  try {
    await pipeline(
      source,
      async function* (chunks: AsyncIterable<Uint8Array>) {
        let rest: Buffer = Buffer.alloc(0)
        let n = 0
        for await (const chunk of chunks) {
          size += chunk.length
          if (size > most) refuse('too_large', { most })
          rest = rest.length > 0 ? Buffer.concat([rest, chunk]) : Buffer.from(chunk)
          // The last piece is only known when nothing follows, so one byte more than a piece must be there.
          for (; rest.length > piece; rest = rest.subarray(piece))
            yield crypt.seal(aad(place, n++, false), rest.subarray(0, piece))
        }
        yield crypt.seal(aad(place, n, true), rest)
      },
      createWriteStream(draft, { mode: 0o600 }),
    )
    await rename(draft, target)
  } catch (e) {
    await rm(draft, { force: true })
    throw e
  }
  return size
}

/** undefined: there is none, or it was purged. */
export async function openFile(place: Place, crypt: TenantCrypt): Promise<SealedFile | undefined> {
  let handle: FileHandle
  try {
    handle = await open(pathOf(place), 'r')
  } catch (e) {
    if ((e as NodeJS.ErrnoException).code === 'ENOENT') return undefined
    throw e
  }
  const length = (await handle.stat()).size
  const pieces = Math.max(1, Math.ceil(length / (piece + overhead)))
  const size = length - pieces * overhead
  let kept: { n: number; plain: Buffer } | undefined
  const pieceAt = async (n: number) => {
    if (kept?.n === n) return kept.plain
    const sealed = Buffer.alloc(n === pieces - 1 ? length - n * (piece + overhead) : piece + overhead)
    await handle.read(sealed, 0, sealed.length, n * (piece + overhead))
    kept = { n, plain: crypt.openBytes(aad(place, n, n === pieces - 1), sealed) }
    return kept.plain
  }
  async function* bytes(from = 0, to = size): AsyncGenerator<Buffer> {
    for (let at = from; at < to; ) {
      const n = Math.floor(at / piece)
      const part = (await pieceAt(n)).subarray(at - n * piece, Math.min(piece, to - n * piece))
      yield part
      at += part.length
    }
  }
  return {
    size,
    bytes,
    async read(from, wanted) {
      const parts: Buffer[] = []
      for await (const part of bytes(from, Math.min(size, from + wanted))) parts.push(part)
      return Buffer.concat(parts)
    },
    close: () => handle.close(),
  }
}

export async function hasFile(place: Place): Promise<boolean> {
  return stat(pathOf(place)).then(
    () => true,
    () => false,
  )
}

export async function dropFile(place: Place): Promise<void> {
  await rm(pathOf(place), { force: true })
}

/** Ids of a tenant's files that were written before an instant; half-written ones are removed on the way. */
export async function oldFiles(tenantId: string, purpose: Place['purpose'], before: Date): Promise<string[]> {
  const folder = path.dirname(pathOf({ tenantId, purpose, id: 'x' }))
  const names = await readdir(folder).catch(() => [])
  const found: string[] = []
  for (const name of names) {
    const file = path.join(folder, name)
    const known = await stat(file).catch(() => undefined)
    if (!known || known.mtime >= before) continue
    if (name.endsWith('.part')) await rm(file, { force: true })
    else found.push(name)
  }
  return found
}

function pathOf({ tenantId, purpose, id }: Place): string {
  const { FILES_URL } = env()
  if (!FILES_URL.startsWith('file:')) throw new Error('FILES_URL must begin with file:')
  const root = FILES_URL.startsWith('file://') ? fileURLToPath(FILES_URL) : FILES_URL.slice('file:'.length)
  // The place is made of ids; should one ever come from outside, it still names nothing beyond its folder.
  for (const part of [tenantId, id]) if (!/^[\w-]+$/.test(part)) refuse('not_found')
  return path.join(root, tenantId, purpose, id)
}

function aad({ purpose, id }: Place, n: number, last: boolean): string {
  return `files|${purpose}|${id}|${n}|${last ? 'last' : 'more'}`
}
