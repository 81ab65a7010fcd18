const formatters = new Map<string, Intl.NumberFormat>()

/** Exact for any number of digits: the decimal string never becomes a floating-point number. Foreign currencies show their code, since ¥ is two of them. */
export function formatMoney(amount: string, currency: string, locale: string, homeCurrency: string): string {
  const display = currency === homeCurrency ? 'narrowSymbol' : 'code'
  const key = `${locale} ${currency} ${display}`
  let formatter = formatters.get(key)
  if (!formatter) {
    formatter = new Intl.NumberFormat(locale, { style: 'currency', currency, currencyDisplay: display })
    formatters.set(key, formatter)
  }
  return formatter.format(amount as Intl.StringNumericLiteral)
}
