import NextAuth from 'next-auth'
import { authOptions } from '@/lib/platform/auth/options'
import { env, extendEnv } from '@/lib/platform/env'

type Params = { params: Promise<{ nextauth: string[] }> }

function handle(request: Request, context: Params) {
  // next-auth reads the address it answers under from here alone; it must never take it from the Host header.
  extendEnv({ NEXTAUTH_URL: env().PUBLIC_URL })
  return NextAuth(request as never, context as never, authOptions())
}

export { handle as GET, handle as POST }
