/** What the rejects file says to people; the code beside it is for programs. */
const reasons: Readonly<Record<string, string>> = {
  broken_quotes: 'a quote is opened and not closed, or closed in the middle of a field',
  column_count: 'the row has more or fewer fields than the header',
  bad_encoding: 'the field holds bytes that are neither UTF-8 nor GB18030',
  not_a_time: 'not a time: 2026-11-22 10:00:00 (the clock of the shop) or 2026-11-22T10:00:00+08:00',
  differs_from_first_row: 'the order has another value here in an earlier row',
  invalid_amount: 'not an amount, or more digits than the currency has',
  invalid_type: 'something is missing here, or is no whole number',
  invalid_format: 'not written as it should be',
  invalid_value: 'none of the values this column may have',
  custom: 'not a known value',
  unknown_currency: 'not the code of a currency',
  not_a_decimal: 'not a number: 12.50',
  out_of_range: 'larger than any order is',
  closed: 'the shop is closed and takes no new orders',
  too_small: 'too small, or empty',
  too_big: 'too large, or too long',
  bad_text: 'holds signs that cannot be stored',
  duplicate: 'stands twice in the order',
  unknown: 'not known',
}

export function reasonOf(code: string): string {
  return reasons[code] ?? 'cannot be taken in'
}
