import type { Readable } from 'node:stream'
import { gzipSync } from 'node:zlib'
import { describe, expect, test } from 'vitest'
import { ZipFile } from 'yazl'
import { openTable } from '@/lib/adapters/files/open-table'
import { isRefusal } from '@/lib/kernel/refusal'
import { listProducts } from '@/lib/modules/catalog/list-products'
import { kindOf } from '@/lib/modules/exchange/internal/kinds/kinds'
import type { ImportReject } from '@/lib/modules/exchange/list-import-errors'
import type { ImportView } from '@/lib/modules/exchange/schema'
import { run } from '@/lib/platform/door/run'
import { health } from '@/lib/platform/entrance/health'
import { setupWorkerDatabase } from '@/tests/support/database'
import { drainAll } from '@/tests/support/drain'
import { bytesOf, sourceOf } from '@/tests/support/tables'
import { createTenant } from '@/tests/support/tenant'
import { call, upload } from '@/tests/support/uploads'

await setupWorkerDatabase()

const task = { profile: 'generic', shop: null, warehouseCode: null, currency: 'CNY' }
const header = 'skuCode,productName,listPrice'
const good = 'A-1,Tea,12.50'

/** What a file of products comes to: the reason it is refused as a whole, or how many records are sound and what the others lack. */
async function read(bytes: Buffer): Promise<string> {
  try {
    const { table } = await openTable(sourceOf(bytes))
    let sound = 0
    const codes = new Set<string>()
    for await (const { errors, rows } of kindOf('products').read(table, task)) {
      expect(rows.length).toBeGreaterThan(0)
      if (errors.length === 0) sound += 1
      for (const { code, row } of errors) {
        expect(row).toBeGreaterThan(0)
        codes.add(code)
      }
    }
    return `${sound} sound ${[...codes].sort().join(' ')}`.trim()
  } catch (e) {
    if (!isRefusal(e)) throw e
    return `refused ${(e.params.errors as { code: string }[] | undefined)?.[0]?.code ?? e.code}`
  }
}

async function zipOf(parts: Record<string, string | Buffer>): Promise<Buffer> {
  const zip = new ZipFile()
  for (const [name, content] of Object.entries(parts)) zip.addBuffer(Buffer.from(content), name)
  zip.end()
  return bytesOf(zip.outputStream as Readable)
}

const office = 'http://schemas.openxmlformats.org/officeDocument/2006/relationships'
const cell = (at: string, text: string) => `<c r="${at}" t="inlineStr"><is><t>${text}</t></is></c>`
const head = `<row r="1">${cell('A1', 'skuCode')}${cell('B1', 'productName')}${cell('C1', 'listPrice')}</row>`
const sheetOf = (rows: string) => `<worksheet><sheetData>${head}${rows}</sheetData></worksheet>`
const book = (sheet: string, more: Record<string, string | Buffer> = {}) =>
  zipOf({
    'xl/workbook.xml': `<workbook xmlns:r="${office}"><sheets><sheet name="One" sheetId="1" r:id="rId1"/></sheets></workbook>`,
    'xl/_rels/workbook.xml.rels': `<Relationships><Relationship Id="rId1" Target="worksheets/sheet1.xml"/></Relationships>`,
    'xl/worksheets/sheet1.xml': sheet,
    ...more,
  })
const row2 = (c: string) => `<row r="2">${cell('A2', 'A-1')}${cell('B2', 'Tea')}<c r="C2"${c}</c></row>`
const csv = (...lines: string[]) => Buffer.from([header, ...lines].join('\n'))
const wide = (count: number) => Array.from({ length: count }, (_, i) => `c${i}`).join(',')

const files: [name: string, bytes: () => Buffer | Promise<Buffer>, outcome: string][] = [
  ['a good one', () => csv(good), '1 sound'],
  ['nothing', () => Buffer.alloc(0), 'refused empty_file'],
  ['one line feed', () => Buffer.from('\n'), 'refused empty_file'],
  ['spaces', () => Buffer.from('   \n  \n'), 'refused empty_file'],
  ['a mark and nothing', () => Buffer.from('\uFEFF'), 'refused empty_file'],
  ['zeros', () => Buffer.alloc(5000), 'refused not_a_table'],
  ['a picture', () => Buffer.from('89504e470d0a1a0a0000000d49484452', 'hex'), 'refused not_a_table'],
  ['a PDF', () => Buffer.from('%PDF-1.7\n1 0 obj'), 'refused not_a_table'],
  ['a program', () => Buffer.from('7f454c46020101000000000000000000', 'hex'), 'refused not_a_table'],
  ['old Excel', () => Buffer.from('d0cf11e0a1b11ae1000000000000', 'hex'), 'refused old_or_locked'],
  [
    'HTML that calls itself Excel',
    () => Buffer.from('<table><tr><td>skuCode</td></tr></table>'),
    'refused missing_column',
  ],
  ['JSON', () => Buffer.from('[{"skuCode":"A"}]'), 'refused missing_column'],
  ['a header alone', () => csv(), '0 sound'],
  ['a header without what is needed', () => Buffer.from('skuCode\nA-1'), 'refused missing_column'],
  ['a header twice the same', () => Buffer.from(`${header},skuCode\n${good},x`), 'refused duplicate_column'],
  ['a column nobody knows', () => Buffer.from(`${header},what\n${good},x`), 'refused unknown_column'],
  ['16,384 columns', () => Buffer.from(`${wide(16_384)}\n${wide(16_384)}`), 'refused missing_column'],
  ['a row too short', () => csv('A-1,Tea', 'A-2,Cup,1'), '1 sound column_count'],
  ['a row too long', () => csv(`${good},x`, 'A-2,Cup,1'), '1 sound column_count'],
  ['a quote never closed', () => csv('A-1,"Tea,12.50', good.replace('A-1', 'A-2')), '1 sound broken_quotes'],
  ['a quote in a word', () => csv('A-1,"Te"a,12.50'), '0 sound broken_quotes'],
  ['quotes in quotes', () => csv('A-1,"Te""a",12.50'), '1 sound'],
  ['a line feed in quotes', () => csv('A-1,"Te\na",12.50'), '1 sound'],
  ['only carriage returns', () => Buffer.from(`${header}\r${good}\r`), 'refused unknown_column'],
  ['mixed line ends', () => Buffer.from(`${header}\r\n${good}\nA-2,Cup,1\r\n`), '2 sound'],
  ['UTF-16 little', () => Buffer.from(`\uFEFF${header}\n${good}`, 'utf16le'), '1 sound'],
  ['UTF-16 big', () => Buffer.from(`\uFEFF${header}\n${good}`, 'utf16le').swap16(), '1 sound'],
  ['UTF-16 without a mark', () => Buffer.from(`${header}\n${good}`, 'utf16le'), 'refused not_a_table'],
  ['GB18030', () => Buffer.concat([csv('A-1,'), Buffer.from('b2e8', 'hex'), Buffer.from(',1')]), '1 sound'],
  [
    'a broken sign in UTF-8',
    () => Buffer.concat([csv('A-1,茶'), Buffer.from([0xe8, 0x8c]), Buffer.from(',1')]),
    '0 sound bad_encoding',
  ],
  ['a zero in a text', () => csv('A-1,T\0ea,1'), 'refused not_a_table'],
  [
    'a zero far behind',
    () => csv(...Array.from({ length: 300 }, (_, i) => `B-${i},Tea ${i},1`), 'A-1,T\0ea,1'),
    '300 sound bad_text',
  ],
  ['half a sign', () => csv('A-1,T\\ud800ea,1'), '1 sound'],
  ['a control sign in a code', () => csv('A\u00011,Tea,1'), '0 sound invalid_format'],
  ['a line of five megabytes', () => Buffer.from(`${header}\nA-1,${'x'.repeat(5_000_000)},1`), 'refused line_too_long'],
  ['a text of a megabyte', () => csv(`A-1,${'x'.repeat(1_000_000)},1`), '0 sound too_big'],
  ['a number in words', () => csv('A-1,Tea,twelve'), '0 sound invalid_format'],
  ['a number without end', () => csv(`A-1,Tea,${'9'.repeat(400)}`), '0 sound too_big'],
  ['a negative price', () => csv('A-1,Tea,-1'), '0 sound invalid_format'],
  ['a number in scientific dress', () => csv('A-1,Tea,1e3'), '0 sound invalid_format'],
  ['full-width digits', () => csv('A-1,Tea,１２'), '0 sound invalid_format'],
  ['thousands and a currency sign', () => csv('A-1,Tea,"¥1,200.50"'), '1 sound'],
  ['a formula as a name', () => csv('A-1,=cmd|calc,1'), '1 sound'],
  ['SQL as a code', () => csv(`'; drop table skus --,Tea,1`), '1 sound'],
  ['no code', () => csv(',Tea,1'), '0 sound invalid_type'],
  ['gzip', () => gzipSync(csv(good)), '1 sound'],
  ['half a gzip', () => gzipSync(csv(good)).subarray(0, 30), 'refused broken_archive'],
  ['a workbook', () => book(sheetOf(row2('><v>12.5</v>'))), '1 sound'],
  ['a formula with its value', () => book(sheetOf(row2('><f>HYPERLINK("http://x")</f><v>12.5</v>'))), '1 sound'],
  ['a formula without one', () => book(sheetOf(row2('><f>NOW()</f>'))), '1 sound'],
  ['an error in a cell', () => book(sheetOf(row2(' t="e"><v>#DIV/0!</v>'))), '0 sound invalid_format'],
  [
    'merged cells',
    () =>
      book(
        sheetOf(row2('><v>1</v>')).replace(
          '</worksheet>',
          '<mergeCells><mergeCell ref="A2:B2"/></mergeCells></worksheet>',
        ),
      ),
    '1 sound',
  ],
  [
    'links to elsewhere',
    () => book(sheetOf(row2('><v>1</v>')), { 'xl/externalLinks/externalLink1.xml': '<externalLink/>' }),
    '1 sound',
  ],
  [
    'an entity from the disk',
    () => book(`<!DOCTYPE a [<!ENTITY x SYSTEM "file:///etc/passwd">]>${sheetOf(row2('><v>&x;</v>'))}`),
    'refused broken_sheet',
  ],
  [
    'a billion laughs',
    () => book(`<!DOCTYPE a [<!ENTITY a "ha"><!ENTITY b "&a;&a;">]>${sheetOf(row2('><v>&b;</v>'))}`),
    'refused broken_sheet',
  ],
  ['XML cut off', () => book(sheetOf(row2('><v>1</v>')).slice(0, -30)), 'refused broken_sheet'],
  ['no XML at all', () => book('hello'), 'refused broken_sheet'],
  ['column XFD', () => book(sheetOf('<row r="2"><c r="XFD2"><v>1</v></c></row>')), 'refused too_many_columns'],
  [
    'a place without end',
    () => book(sheetOf('<row r="2"><c r="ZZZZZZZ2"><v>1</v></c></row>')),
    'refused too_many_columns',
  ],
  ['a shared text that is not there', () => book(sheetOf(row2(' t="s"><v>99</v>'))), '1 sound'],
  ['sheets of a million empty rows', () => book(sheetOf('<row/>'.repeat(1_000_000))), '0 sound'],
  ['a zip of anything', () => zipOf({ 'a.txt': 'hello' }), 'refused not_a_workbook'],
  ['a zip in a zip', async () => zipOf({ 'a.zip': await zipOf({ 'b.zip': 'x' }) }), 'refused not_a_workbook'],
  [
    'a zip without a directory',
    async () => (await zipOf({ 'a.txt': 'hello' })).subarray(0, 40),
    'refused broken_archive',
  ],
  ['a bomb', () => zipOf({ 'xl/worksheets/sheet1.xml': Buffer.alloc(30_000_000) }), 'refused bomb'],
  [
    'more files than a book has',
    () => zipOf(Object.fromEntries(Array.from({ length: 2001 }, (_, i) => [`x${i}`, '']))),
    'refused too_many_entries',
  ],
]

describe('T-43 files that want to break something', () => {
  test.each(files)('%s', { timeout: 60_000 }, async (_name, bytes, outcome) => {
    expect(await read(await bytes())).toBe(outcome)
  })

  test('are more than sixty', () => expect(files.length).toBeGreaterThan(60))

  test('sent to the API and worked on by the workers, one of each family ends with its reason, and the house goes on', async () => {
    const tenant = await createTenant()
    const sent = new Map<string, string>()
    const before = process.memoryUsage().rss
    let peak = before
    const watch = setInterval(() => {
      peak = Math.max(peak, process.memoryUsage().rss)
    }, 25)
    for (const [name, bytes, outcome] of files.filter(([one]) => families.has(one))) {
      const form = { kind: 'products', onError: 'abort' }
      const answer = await upload(tenant.owner, '/imports', await bytes(), form, { name: `${name}.csv` })
      const { id, errors } = (await answer.json()) as ImportView & { errors?: { code: string }[] }
      if (answer.status === 202) sent.set(id, outcome)
      else expect(`refused ${errors?.[0]?.code}`).toBe(outcome)
    }
    expect(sent.size).toBeGreaterThan(families.size - 2)
    await drainAll(tenant.tenantId)
    clearInterval(watch)
    const see = async (path: string) => (await call(tenant.owner, 'GET', `/imports/${path}`)).json()
    for (const [id, outcome] of sent) {
      const { state, failure, fileName } = (await see(id)) as ImportView
      const { items } = (await see(`${id}/errors`)) as { items: ImportReject[] }
      const codes = state === 'failed' ? [`refused ${failure[0]?.code}`] : reasonsOf(items)
      expect([fileName, state, codes.join(' ')]).toEqual([
        fileName,
        outcome.startsWith('refused') ? 'failed' : 'aborted',
        outcome.replace(/^\d sound /, ''),
      ])
    }
    // Asked as a balancer asks; workers beat in processes of their own, and none runs here.
    expect(await health()).toEqual({ status: 'unavailable', missing: ['queue', 'worker'] })
    expect((await run(listProducts, tenant.owner, {})).items).toEqual([])
    expect((peak - before) / 1_000_000).toBeLessThan(400)
  })
})

/** One of each way to break something; what takes long to make is left to the readers above. */
const families = new Set([
  ...['nothing', 'a picture', 'old Excel', 'a header without what is needed', 'a row too short', 'a quote in a word'],
  ...['a zero in a text', 'a broken sign in UTF-8', 'a line of five megabytes', 'a number without end', 'half a gzip'],
  ...[
    'an error in a cell',
    'a billion laughs',
    'column XFD',
    'a zip of anything',
    'a zip without a directory',
    'a bomb',
  ],
])

const reasonsOf = (items: readonly ImportReject[]) =>
  [...new Set(items.flatMap(({ errors }) => errors.map(({ code }) => code)))].sort()
