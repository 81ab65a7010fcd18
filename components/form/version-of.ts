/** The version in an answer, when it has one. */
export function versionOf(value: unknown): number | null {
  const has = typeof value === 'object' && value !== null && 'version' in value
  return has && typeof value.version === 'number' ? value.version : null
}
