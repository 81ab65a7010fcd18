import pino, { type DestinationStream, type Logger } from 'pino'
import { env } from '@/lib/platform/env'
import { safeError } from '@/lib/platform/safe-error'

const hidden = '[redacted]'
// Whole words, and endings of compound ones (receiverName stays out of this list: queueName would go too).
const personal =
  /^(name|nick|buyer|receiver|recipient|consignee|mail|mobile|key|body|credentials?|authorization|cookies?|line1|line2|postcode|otp|ip|params|parameters|query|detail|where)$|(first|last|full|receiver|buyer|contact|customer|user)name$|(phone|email|address|password|passwd|token|secret|apikey|privatekey)$/

/**
 * Writes JSON lines to stderr; stdout belongs to the answers of commands. Personal data and secrets are hidden by the
 * name of their key at any depth, and errors are reduced to what is safe. The message itself is written as it is:
 * it must be a constant, and everything that varies goes into the object before it.
 */
export function createLog(level: string, destination: DestinationStream): Logger {
  const log = pino(
    {
      level,
      base: { pid: process.pid },
      timestamp: pino.stdTimeFunctions.isoTime,
      formatters: { level: (label) => ({ level: label }) },
      // The hook below has made every error safe already.
      serializers: { err: (safe: unknown) => safe },
      hooks: {
        // Before pino sees the arguments, because it copies an error's message into the line's own.
        logMethod(args, method) {
          const [first, ...rest] = args as unknown[]
          const merged = first instanceof Error ? { err: safeError(first) } : clean(first, 0)
          Reflect.apply(method, this, [merged, ...rest.map((value) => clean(value, 0))])
        },
      },
    },
    destination,
  )
  // What a child is bound to passes neither the hook nor, from the second generation on, a formatter.
  // Children inherit these two from here.
  const { child, setBindings } = log
  return Object.assign(log, {
    child(this: Logger, bindings: object, ...rest: unknown[]): Logger {
      return Reflect.apply(child, this, [cleanRecord(bindings, 0), ...rest])
    },
    setBindings(this: Logger, bindings: object): void {
      Reflect.apply(setBindings, this, [cleanRecord(bindings, 0)])
    },
  })
}

export const log = createLog(env().LOG_LEVEL, pino.destination({ fd: 2, sync: true }))

/** The log of one request, one job, one command: every line carries its id. */
export function logOf(requestId: string): Logger {
  return log.child({ requestId })
}

function clean(value: unknown, depth: number): unknown {
  if (value instanceof Error) return safeError(value)
  if (typeof value === 'bigint') return value.toString()
  if (typeof value !== 'object' || value === null || value instanceof Date) return value
  if (value instanceof Uint8Array) return `[${value.length} bytes]`
  // Deeper than anything we log on purpose, and the end of every circle.
  if (depth > 8) return hidden
  if (Array.isArray(value)) return value.slice(0, 100).map((item) => clean(item, depth + 1))
  return cleanRecord(value, depth)
}

function cleanRecord(record: object, depth: number): Record<string, unknown> {
  const entries = Object.entries(record).map(([key, value]) => {
    const hide = personal.test(key.toLowerCase().replace(/[_-]/g, '')) && value !== null && value !== undefined
    return [key, hide ? hidden : clean(value, depth + 1)] as const
  })
  return Object.fromEntries(entries)
}
