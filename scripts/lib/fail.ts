import { type FieldError, isRefusal } from '@/lib/kernel/refusal'

/** What a person at a terminal reads of a refusal or a fault. Never a value somebody typed. */
export function messageOf(error: unknown): string {
  if (isRefusal(error)) {
    const errors = (error.params.errors as FieldError[] | undefined) ?? []
    return [error.code, ...errors.map(({ path, code }) => `  ${path || '(file)'}: ${code}`)].join('\n')
  }
  return error instanceof Error ? error.message : String(error)
}
