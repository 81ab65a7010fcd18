/** Where to go after signing in: a page of ours. `//host` and `/\host` would lead elsewhere. */
export function nextPath(next: unknown): string {
  const fits = typeof next === 'string' && next.length <= 2000 && /^\/(?![/\\])[^\s\\]*$/.test(next)
  return fits && !/^\/(sign-in|register|invite|forgot|reset|verify|api)(?![^/?#])/.test(next) ? next : '/dashboard'
}
