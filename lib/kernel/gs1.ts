/** What a GS1 code says of a unit: its trade item and, where it has them, batch, days and number. */
export type Gs1 = { gtin: string; batchNo?: string; producedOn?: string; expiresOn?: string; serial?: string }

/** Application identifiers by their beginning, with the length of what follows; 0: up to the next separator. */
const lengths: readonly (readonly [RegExp, number])[] = [
  [/^00/, 18],
  [/^0[12]/, 14],
  [/^1[1235-7]/, 6],
  [/^20/, 2],
  [/^3[1-6]\d\d/, 6],
  [/^41[0-7]/, 13],
  [/^2[45]\d/, 0],
  [/^40[0-3]/, 0],
  [/^(?:10|21|22|30|37|9\d)/, 0],
]
/** Between fields of no fixed length; scanners may type it as ctrl and ]. */
export const separator = '\u001d'

/**
 * Reads `(01)06901234567892(17)271130(10)L7`, or the same as a scanner sends it, without brackets. undefined: it is none, and means what
 * it says. `now` decides the century of a day.
 */
export function parseGs1(text: string, now: Date): Gs1 | undefined {
  const fields = text.startsWith('(') ? bracketed(text) : bare(text.replace(/^\](?:d2|C1|Q3|e0)/, ''))
  const gtin = fields?.get('01')
  if (!fields || !gtin || !/^\d{14}$/.test(gtin) || !isChecked(gtin)) return undefined
  const [batchNo, serial] = [fields.get('10'), fields.get('21')]
  const producedOn = dayOf(fields.get('11'), now)
  const expiresOn = dayOf(fields.get('17') ?? fields.get('15'), now)
  return {
    gtin,
    ...(batchNo && { batchNo }),
    ...(producedOn && { producedOn }),
    ...(expiresOn && { expiresOn }),
    ...(serial && { serial }),
  }
}

/** The barcodes under which a trade item may be known: shorter ones are written with noughts before them. */
export function barcodesOf({ gtin }: Gs1): string[] {
  return [14, 13, 12, 8].flatMap((length) => (/^0*$/.test(gtin.slice(0, 14 - length)) ? [gtin.slice(-length)] : []))
}

function bracketed(text: string): Map<string, string> | undefined {
  const parts = [...text.matchAll(/\((\d{2,4})\)([^()]+)/g)]
  if (parts.map(([part]) => part).join('') !== text) return undefined
  return new Map(parts.map(([, ai = '', value = '']) => [ai, value.replace(separator, '').trim()]))
}

function bare(text: string): Map<string, string> | undefined {
  const fields = new Map<string, string>()
  let rest = text
  while (rest !== '') {
    const known = lengths.find(([begins]) => begins.test(rest))
    const ai = known?.[0].exec(rest)?.[0]
    if (!known || ai === undefined) return undefined
    const after = rest.slice(ai.length)
    const end = known[1] > 0 ? known[1] : (after + separator).indexOf(separator)
    if (end === 0 || after.length < end) return undefined
    fields.set(ai, after.slice(0, end))
    rest = after.slice(end)
    if (rest.startsWith(separator)) rest = rest.slice(1)
  }
  return fields
}

/** The last digit follows from those before it. */
function isChecked(gtin: string): boolean {
  const sum = [...gtin].reduce((all, digit, i) => all + Number(digit) * (i % 2 === 0 ? 3 : 1), 0)
  return sum % 10 === 0
}

/** yymmdd; day 00 is the last of its month. */
function dayOf(text: string | undefined, now: Date): string | undefined {
  const [, yy, mm, dd] = /^(\d\d)(0[1-9]|1[0-2])(\d\d)$/.exec(text ?? '') ?? []
  if (yy === undefined || mm === undefined || dd === undefined) return undefined
  const century = now.getUTCFullYear() - (now.getUTCFullYear() % 100)
  const ahead = Number(yy) - (now.getUTCFullYear() % 100)
  const year = century + Number(yy) + (ahead >= 51 ? -100 : ahead <= -50 ? 100 : 0)
  const day =
    dd === '00' ? new Date(Date.UTC(year, Number(mm), 0)) : new Date(Date.UTC(year, Number(mm) - 1, Number(dd)))
  return day.getUTCMonth() === Number(mm) - 1 ? day.toISOString().slice(0, 10) : undefined
}
