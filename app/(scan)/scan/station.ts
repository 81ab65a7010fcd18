import { cookies } from 'next/headers'
import { cache } from 'react'
import { type AtStation, atStation } from '@/lib/modules/warehouse/at-station'
import { authCookies } from '@/lib/platform/auth/cookie-names'

/** The station this device is bound to, and who stands there. */
export const currentStation = cache(async (): Promise<AtStation | undefined> => {
  return atStation((await cookies()).get(authCookies().station)?.value)
})
