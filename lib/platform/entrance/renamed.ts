/**
 * A form's field under the name its use case gives it. What is no object passes as it is: the door refuses it, an action
 * that takes it apart itself would throw.
 */
export function renamed(input: unknown, from: string, to: string): unknown {
  if (typeof input !== 'object' || input === null || Array.isArray(input)) return input
  return Object.fromEntries(Object.entries(input).map(([field, value]) => [field === from ? to : field, value]))
}
