import type { FileRecord, Kind } from '@/lib/modules/exchange/internal/kinds/kind'

/** `seq`: the record's place in the file; the same file is always read in the same sequence. */
export type Numbered<B> = { readonly seq: number; readonly record: FileRecord<B> }

/** A page is one transaction: it ends before its statements would take longer than the database allows them. */
const usualRecords = 500
const pageWeight = 5000

/** Records `from` … of a file, page by page, sound ones and others as they stand. */
export async function* pagesOf<B>(
  kind: Kind<B>,
  records: AsyncIterable<FileRecord<B>>,
  from = 0,
): AsyncGenerator<readonly Numbered<B>[]> {
  let page: Numbered<B>[] = []
  let weight = 0
  let seq = 0
  for await (const record of records) {
    const numbered = { seq: seq++, record }
    if (numbered.seq < from) continue
    weight += record.errors.length > 0 ? 1 : kind.weight(record.body)
    if (page.push(numbered) === (kind.page ?? usualRecords) || weight >= pageWeight) {
      yield page
      page = []
      weight = 0
    }
  }
  if (page.length > 0) yield page
}
