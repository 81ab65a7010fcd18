/** Answers go to stdout, and nothing else does. */
export function answer(value: unknown): void {
  process.stdout.write(`${typeof value === 'string' ? value : JSON.stringify(value)}\n`)
}
