import './globals.css'
import type { Metadata, Viewport } from 'next'
import { cookies, headers } from 'next/headers'
import { getLocale, getTranslations } from 'next-intl/server'
import type { ReactNode } from 'react'
import { Providers } from '@/components/layout/providers'
import { Texts } from '@/components/layout/texts'
import { DENSITY_COOKIE, densityOf } from '@/components/table/density'
import { nonceHeader } from '@/lib/platform/entrance/page-headers'

export async function generateMetadata(): Promise<Metadata> {
  const t = await getTranslations('common')
  return {
    title: { default: t('brand'), template: `%s · ${t('brand')}` },
    description: t('tagline'),
    // A working tool behind a login has no business in a search index.
    robots: { index: false, follow: false },
  }
}

export const viewport: Viewport = {
  width: 'device-width',
  initialScale: 1,
  themeColor: [
    { media: '(prefers-color-scheme: light)', color: '#ffffff' },
    { media: '(prefers-color-scheme: dark)', color: '#11161a' },
  ],
}

export default async function RootLayout({ children }: { children: ReactNode }) {
  const locale = await getLocale()
  const density = densityOf((await cookies()).get(DENSITY_COOKIE)?.value)
  const nonce = (await headers()).get(nonceHeader)
  // Written by instrumentation.ts together with the policy: rather no page than one without.
  if (!nonce) throw new Error('this server sends pages without a content security policy')
  return (
    // next-themes sets data-theme before the first paint, so server and browser differ there on purpose.
    <html lang={locale} data-density={density} suppressHydrationWarning>
      <body>
        <Texts>
          <Providers nonce={nonce}>
            <div className="app-root">{children}</div>
          </Providers>
        </Texts>
      </body>
    </html>
  )
}
