import { env } from '@/lib/platform/env'

/**
 * Whether addresses of the own machine and network may be called: an instance that serves only its own machine may, for rehearsals, and
 * one whose operator says so, because the programs it speaks to stand beside it. An instance on the internet never calls inwards.
 */
export function callsInwards(): boolean {
  const { PUBLIC_URL, PRIVATE_TARGETS } = env()
  return PRIVATE_TARGETS === 'allow' || ['localhost', '127.0.0.1', '[::1]'].includes(new URL(PUBLIC_URL).hostname)
}
