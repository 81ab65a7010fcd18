import { Readable } from 'node:stream'
import { describe, expect, test } from 'vitest'
import { ZipFile } from 'yazl'
import { writeCsv } from '@/lib/adapters/files/csv-writer'
import { openTable } from '@/lib/adapters/files/open-table'
import { type Cell, writeXlsx } from '@/lib/adapters/files/xlsx-writer'
import { bytesOf, sourceOf } from '@/tests/support/tables'

async function rowsOf(bytes: Buffer, sheet?: string): Promise<(readonly string[])[]> {
  const { table } = await openTable(sourceOf(bytes), sheet ? { sheet } : {})
  const rows: (readonly string[])[] = []
  for await (const { fields } of table.rows()) rows.push(fields)
  return rows
}

const codeOf = (work: Promise<unknown>) =>
  work.then(
    () => 'read',
    (e) => e.params?.errors?.[0]?.code ?? String(e),
  )

/** A workbook as other programs write it, part by part. */
async function book(parts: Record<string, string>): Promise<Buffer> {
  const zip = new ZipFile()
  const office = 'http://schemas.openxmlformats.org/officeDocument/2006/relationships'
  const all = {
    'xl/workbook.xml': `<workbook xmlns:r="${office}"><sheets><sheet name="One" sheetId="1" r:id="rId1"/></sheets></workbook>`,
    'xl/_rels/workbook.xml.rels': `<Relationships><Relationship Id="rId1" Target="worksheets/sheet1.xml"/></Relationships>`,
    ...parts,
  }
  for (const [name, xml] of Object.entries(all)) zip.addBuffer(Buffer.from(xml), name)
  zip.end()
  return bytesOf(zip.outputStream as Readable)
}

const sheet = (rows: string) => `<worksheet><sheetData>${rows}</sheetData></worksheet>`

describe('a workbook', () => {
  test('comes back as it was written: texts, numbers, Chinese, gaps, what looks like a formula', async () => {
    const rows: Cell[][] = [
      ['茶杯', { number: '12.50' }, '001234567890123456789'],
      ['=1+1', null, ' spaced & <odd> '],
    ]
    const bytes = await bytesOf(writeXlsx(['名称', 'Price', 'Code'], Readable.from(rows)))
    expect(await rowsOf(bytes)).toEqual([
      ['名称', 'Price', 'Code'],
      ['茶杯', '12.5', '001234567890123456789'],
      ['=1+1', '', ' spaced & <odd> '],
    ])
  })

  test('shows what its cells show: shared texts, dates of both calendars, last values of formulas, numbers as Excel rounds them', async () => {
    const cells = sheet(
      `<row r="1"><c r="A1" t="s"><v>0</v></c><c r="B1" t="s"><v>1</v></c><c r="C1" t="inlineStr"><is><t>c</t></is></c></row>
       <row r="3"><c r="A3" s="1"><v>43831</v></c><c r="B3" s="2"><v>43831.75</v></c><c r="C3"><f>SUM(A1)</f><v>19.989999999999998</v></c></row>
       <row r="4"><c r="B4" t="b"><v>1</v></c><c r="C4" t="str"><f>A1</f><v>text</v></c></row><row r="5"/>`,
    )
    const styles = `<styleSheet><numFmts><numFmt numFmtId="170" formatCode="yyyy\\-mm\\-dd hh:mm"/></numFmts><cellXfs><xf numFmtId="0"/><xf numFmtId="14"/><xf numFmtId="170"/></cellXfs></styleSheet>`
    const strings = `<sst><si><t>a</t></si><si><r><t>b</t></r><r><t>2</t></r><rPh><t>kana</t></rPh></si></sst>`
    const parts = { 'xl/worksheets/sheet1.xml': cells, 'xl/styles.xml': styles, 'xl/sharedStrings.xml': strings }
    expect(await rowsOf(await book(parts))).toEqual([
      ['a', 'b2', 'c'],
      ['2020-01-01', '2020-01-01 18:00:00', '19.99'],
      ['', 'TRUE', 'text'],
    ])
    const workbook = `<workbook xmlns:r="x"><workbookPr date1904="1"/><sheets><sheet name="One" sheetId="1" r:id="rId1"/></sheets></workbook>`
    const [, dates] = await rowsOf(await book({ ...parts, 'xl/workbook.xml': workbook }))
    expect(dates?.[0]).toBe('2024-01-02')
  })

  test('T-43: bombs, locks, entities and other formats are refused with a reason', async () => {
    const bomb = new ZipFile()
    bomb.addBuffer(Buffer.alloc(20_000_000), 'xl/worksheets/sheet1.xml')
    bomb.end()
    expect(await codeOf(rowsOf(await bytesOf(bomb.outputStream as Readable)))).toBe('bomb')
    const many = new ZipFile()
    for (let i = 0; i < 2001; i++) many.addBuffer(Buffer.alloc(0), `x${i}`)
    many.end()
    expect(await codeOf(rowsOf(await bytesOf(many.outputStream as Readable)))).toBe('too_many_entries')
    const dtd = `<!DOCTYPE x [<!ENTITY e SYSTEM "file:///etc/passwd">]>${sheet('<row r="1"><c r="A1" t="str"><v>&e;</v></c></row>')}`
    expect(await codeOf(rowsOf(await book({ 'xl/worksheets/sheet1.xml': dtd })))).toBe('broken_sheet')
    expect(await codeOf(rowsOf(await book({ 'xl/worksheets/sheet1.xml': sheet('<row r="1"><c') })))).toBe(
      'broken_sheet',
    )
    const wide = sheet('<row r="1"><c r="XFD1"><v>1</v></c></row>')
    expect(await codeOf(rowsOf(await book({ 'xl/worksheets/sheet1.xml': wide })))).toBe('too_many_columns')
    expect(await codeOf(rowsOf(await book({})))).toBe('no_sheet')
    const good = await book({ 'xl/worksheets/sheet1.xml': sheet('<row r="1"><c r="A1"><v>1</v></c></row>') })
    expect(await codeOf(rowsOf(good.subarray(0, good.length - 30)))).toBe('broken_archive')
    expect(await codeOf(rowsOf(Buffer.from('d0cf11e0a1b11ae10000', 'hex')))).toBe('old_or_locked')
    expect(await codeOf(rowsOf(Buffer.from('%PDF-1.7\n')))).toBe('not_a_table')
    expect(await codeOf(rowsOf(Buffer.from([0x89, 0x50, 0x4e, 0x47, 0, 1, 2, 3, 4])))).toBe('not_a_table')
    expect(await codeOf(rowsOf(Buffer.alloc(0)))).toBe('empty_file')
  })
})

describe('a table of text', () => {
  test.each([
    ['UTF-8', Buffer.from('名称;价格\n茶;1,5\n')],
    ['UTF-8 with a mark', Buffer.from('\uFEFF名称\t价格\r\n茶\t1,5\r\n')],
    ['UTF-16', Buffer.concat([Buffer.from([0xff, 0xfe]), Buffer.from('名称\t价格\r\n茶\t1,5\r\n', 'utf16le')])],
    [
      'GB18030',
      Buffer.concat([
        Buffer.from('c3fbb3c6', 'hex'),
        Buffer.from('|'),
        Buffer.from('bcdbb8f1', 'hex'),
        Buffer.from('\n'),
        Buffer.from('b2e8', 'hex'),
        Buffer.from('|1,5\n'),
      ]),
    ],
  ])('%s is guessed, and so is what parts its columns', async (_name, bytes) => {
    expect(await rowsOf(bytes)).toEqual([
      ['名称', '价格'],
      ['茶', '1,5'],
    ])
  })

  test('T-50: written out, nothing in it is worked out by a spreadsheet, and numbers stay numbers', async () => {
    const rows: Cell[][] = [['=cmd|x', '+86 138', '-5', '@a', ' =b', '＝c', 'a,"b"', { number: '-5' }]]
    expect((await bytesOf(writeCsv(['h'], Readable.from(rows)))).toString()).toBe(
      `\uFEFFh\r\n'=cmd|x,'+86 138,'-5,'@a,' =b,'＝c,"a,""b""",-5\r\n`,
    )
  })
})
