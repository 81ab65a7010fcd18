/** Browser and system of a session, as far as the browser says; enough to tell one's phone from a stranger's. */
export function deviceOf(userAgent: string): { browser: string; system: string } {
  const first = (rules: readonly (readonly [RegExp, string])[]) =>
    rules.find(([pattern]) => pattern.test(userAgent))?.[1] ?? ''
  return {
    browser: first([
      [/MicroMessenger/i, '微信'],
      [/Edg\//, 'Edge'],
      [/OPR\//, 'Opera'],
      [/Firefox\//, 'Firefox'],
      [/Chrome\//, 'Chrome'],
      [/Safari\//, 'Safari'],
    ]),
    system: first([
      [/iPhone|iPad/, 'iOS'],
      [/Android/, 'Android'],
      [/Windows/, 'Windows'],
      [/Mac OS X/, 'macOS'],
      [/Linux/, 'Linux'],
    ]),
  }
}
