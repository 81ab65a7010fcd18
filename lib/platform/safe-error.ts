import { isRefusal } from '@/lib/kernel/refusal'

export type SafeError = {
  type: string
  message?: string
  code?: string
  sqlState?: string
  constraint?: string
  table?: string
  stack?: string
  cause?: SafeError
  errors?: SafeError[]
}

/**
 * What of an error may be written down. PostgreSQL puts the row into `message`, `detail` and `where`, parsers put the
 * text into `message`: of such errors only names, codes and the place in our code remain.
 */
export function safeError(e: unknown, depth = 0): SafeError {
  if (!(e instanceof Error) && !isRefusal(e)) return { type: e === null ? 'null' : typeof e }
  const code = textOf(e, 'code')
  const fromDatabase = textOf(e, 'severity') !== undefined && code !== undefined
  const safe: SafeError = { type: e.name }
  if (isRefusal(e) || isWord(code)) safe.code = code
  if (fromDatabase) {
    safe.sqlState = code
    safe.constraint = textOf(e, 'constraint')
    safe.table = textOf(e, 'table')
  } else if (!repeatsInput.has(e.name)) {
    safe.message = scrub(e.message)
  }
  safe.stack = framesOf(e)
  if (depth < 3) {
    if (e.cause !== undefined) safe.cause = safeError(e.cause, depth + 1)
    if (e instanceof AggregateError) safe.errors = e.errors.slice(0, 5).map((inner) => safeError(inner, depth + 1))
  }
  return safe
}

const repeatsInput = new Set(['SyntaxError', 'ZodError', '$ZodError', 'URIError', 'CsvError'])

function textOf(e: object, property: string): string | undefined {
  const value: unknown = Reflect.get(e, property)
  return typeof value === 'string' ? value : undefined
}

function isWord(code: string | undefined): boolean {
  return code !== undefined && /^[A-Z][A-Z0-9_]*$/.test(code)
}

/** Leaves the words of a programmer's message and drops what looks like data: quotations, numbers, mail, Chinese. */
function scrub(message: string): string {
  return message
    .slice(0, 500)
    .replace(/(["'`“”]).*?(["'`“”]|$)/gs, '…')
    .replace(/\S+@\S+/g, '…')
    .replace(/\+?\d[\d\s().-]{3,}\d/g, '…')
    .replace(/[^\x20-\x7e…]+/g, '…')
}

function framesOf(e: Error): string {
  const { stack = '', message } = e
  // The stack begins with the message, whose lines may look like frames.
  const end = stack.indexOf(message) + message.length
  const frame = /^ {4}at .*(?::\d+:\d+\)?|<anonymous>\)?|native\)?)$/
  return (stack.includes(message) ? stack.slice(end) : stack)
    .split('\n')
    .filter((line) => frame.test(line))
    .slice(0, 20)
    .join('\n')
}
