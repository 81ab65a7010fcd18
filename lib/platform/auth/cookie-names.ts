import { env } from '@/lib/platform/env'

export const sessionHours = { idle: 8, absolute: 12 }

/** `__Host-` binds a cookie to this host and to https; browsers refuse it on plain http, where a trial may run. */
export function authCookies() {
  const secure = env().PUBLIC_URL.startsWith('https:')
  const prefix = secure ? '__Host-' : ''
  return {
    session: `${prefix}caravan-session`,
    device: `${prefix}caravan-device`,
    csrf: `${prefix}caravan-csrf`,
    callback: `${prefix}caravan-callback`,
    station: `${prefix}caravan-station`,
    options: { httpOnly: true, sameSite: 'lax', path: '/', secure } as const,
  }
}
