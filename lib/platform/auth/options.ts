import type { AuthOptions } from 'next-auth'
import CredentialsProvider from 'next-auth/providers/credentials'
import { isRefusal } from '@/lib/kernel/refusal'
import { authSecret } from '@/lib/platform/auth/auth-secret'
import { authCookies, sessionHours } from '@/lib/platform/auth/cookie-names'
import { clientOf, keepDevice } from '@/lib/platform/auth/cookies'
import { endSession } from '@/lib/platform/auth/sessions'
import { signIn } from '@/lib/platform/auth/sign-in'
import { log } from '@/lib/platform/log'

/** The cookie holds one thing, the session's id; who that is, and whether still, is asked of the database every time. */
export function authOptions(): AuthOptions {
  const { session, csrf, callback, options } = authCookies()
  return {
    secret: authSecret(),
    session: { strategy: 'jwt', maxAge: sessionHours.absolute * 3600 },
    pages: { signIn: '/sign-in', error: '/sign-in', signOut: '/sign-in' },
    useSecureCookies: options.secure,
    cookies: {
      sessionToken: { name: session, options },
      csrfToken: { name: csrf, options },
      callbackUrl: { name: callback, options },
    },
    providers: [
      CredentialsProvider({
        credentials: { email: { type: 'email' }, password: { type: 'password' } },
        async authorize(given) {
          try {
            const client = await clientOf()
            const signedIn = await signIn({ email: given?.email, password: given?.password }, client)
            if (signedIn.device) await keepDevice(signedIn.device)
            return { id: signedIn.session.id }
          } catch (e) {
            if (!isRefusal(e)) log.error({ err: e }, 'sign-in failed')
            // next-auth puts the message into the address of the error page: a code, never a text with data.
            throw new Error(isRefusal(e) ? e.code : 'unavailable')
          }
        },
      }),
    ],
    callbacks: {
      jwt: ({ token, user }) => (user ? { sid: user.id } : { sid: token.sid }),
      session: ({ session: { expires } }) => ({ expires }),
    },
    events: {
      async signOut({ token }) {
        if (typeof token?.sid === 'string') await endSession(token.sid)
      },
    },
    logger: {
      error: (code) => log.warn({ code }, 'next-auth'),
      warn: (code) => log.debug({ code }, 'next-auth'),
      debug: () => undefined,
    },
  }
}
