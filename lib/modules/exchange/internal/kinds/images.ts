import { openArchive, type Source } from '@/lib/adapters/files/archive'
import { judgeImages, keepImages, type NamedPicture } from '@/lib/modules/catalog/keep-images'
import type { FileRecord, Kind } from '@/lib/modules/exchange/internal/kinds/kind'

const mega = 1_000_000
const limits = { entries: 5000, each: 15 * mega, total: 2000 * mega }

/** An archive of pictures, each called like the SKU or product it shows; `TEE-M_2.jpg` and `TEE-M (2).jpg` are further ones of `TEE-M`. */
export const imageKind: Kind<NamedPicture> = {
  async *read() {
    yield* []
  },
  async *readArchive(source) {
    yield* pictures(source)
  },
  // Each is drawn anew, which takes its time: a handful is a page.
  page: 8,
  weight: () => 1,
  judge: (ctx, _task, bodies) => judgeImages(ctx, bodies),
  async take(ctx, _task, bodies) {
    return (await keepImages(ctx, bodies)).map(({ outcome, errors, id }) => ({
      outcome,
      errors,
      ...(id && { effects: [{ type: 'image' as const, id }] }),
    }))
  },
}

/** The archive stays open: what a page holds of it is read when the page is taken, and the file behind it is the caller's to close. */
async function* pictures(source: Source): AsyncGenerator<FileRecord<NamedPicture>> {
  const archive = await openArchive(source, limits)
  let at = 0
  for (const entry of archive.entries) {
    const base = entry.name.split('/').at(-1) ?? ''
    // What packing programs leave behind is no picture anybody meant.
    if (base.startsWith('.') || entry.name.startsWith('__MACOSX/')) continue
    at += 1
    const row = at
    const place = () => ({ file: source.name, row, column: entry.name })
    const known = /\.(jpe?g|png|webp)$/i.test(base)
    yield {
      body: { code: codeOf(base), open: () => bytesOf(entry) },
      errors: known ? [] : [{ ...place(), code: 'not_a_picture' }],
      rows: [row],
      place,
    }
  }
}

function codeOf(base: string): string {
  return base.replace(/\.\w+$/, '').replace(/(?:[ _]?\(\d{1,2}\)|_\d{1,2}|__\d{1,2})$/, '')
}

async function bytesOf(entry: Awaited<ReturnType<typeof openArchive>>['entries'][number]): Promise<Buffer> {
  const parts: Buffer[] = []
  for await (const part of (await entry.open()) as AsyncIterable<Buffer>) parts.push(part)
  return Buffer.concat(parts)
}
