/*
 * What may stand on a list instead of personal data. Names and numbers that a marketplace has masked already pass
 * unchanged.
 */

/** '张三' → '张*', 'John Doe' → 'J*** D**': the first letter of every word, never a whole word. */
export function maskName(name: string): string {
  if (name === '') return ''
  return words(name).map(maskWord).join(' ') || '*'
}

/** '13812345678' → '138****5678', abroad '+1415****0100' alike; at least four digits are hidden, of short numbers all. */
export function maskPhone(phone: string): string {
  if (phone === '') return ''
  const plain = phone.normalize('NFKC').trim()
  const domestic = plain.replace(/^(?:\+|00)86[\s-]*(?=\d)/, '')
  const digits = domestic.replace(/[^\d*]/g, '')
  if (digits.length < 7) return '*'.repeat(Math.max(digits.length, 4))
  const tail = Math.min(4, Math.floor(digits.length * 0.4))
  const head = Math.min(3, digits.length - tail - 4)
  const plus = domestic.startsWith('+') ? '+' : ''
  return plus + digits.slice(0, head) + '*'.repeat(digits.length - head - tail) + digits.slice(-tail)
}

/** 'john.doe@example.com' → 'j***@example.com'. What is no address shows nothing of a domain either. */
export function maskEmail(email: string): string {
  if (email === '') return ''
  const text = email.trim()
  const at = text.lastIndexOf('@')
  const local = Array.from(at < 0 ? text : text.slice(0, at))
  const shown = local.length > 1 && local[0] !== '*' ? `${local[0]}***` : '***'
  return at > 0 ? shown + text.slice(at) : shown
}

/** '文三路138号8楼' → '文三***': a quarter, four signs at most, and no digit, for the house number is the secret. */
export function maskLine(line: string): string {
  if (line === '') return ''
  const signs = Array.from(line.trim())
  const head = signs.slice(0, Math.min(4, Math.floor(signs.length / 4)))
  return `${head
    .join('')
    .replace(/\p{N}/gu, '*')
    .replace(/[\s*]+$/, '')}***`
}

function maskWord(word: string): string {
  const signs = Array.from(word)
  // Stars stop at six: the length of a long name helps nobody who may only see its mask.
  return signs.length < 2 ? '*' : signs[0] + '*'.repeat(Math.min(6, signs.length - 1))
}

function words(text: string): string[] {
  return text.split(/\s+/).filter((word) => word !== '')
}
