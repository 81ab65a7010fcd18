import type { ReactNode } from 'react'
import { LanguageSwitch } from '@/components/layout/language-switch'
import { Logo } from '@/components/layout/logo'
import { ThemeSwitch } from '@/components/layout/theme-switch'

export default function AuthLayout({ children }: { children: ReactNode }) {
  return (
    <div className="flex min-h-dvh flex-col bg-canvas">
      <header className="flex h-(--bar) items-center justify-between px-4 md:px-6">
        <Logo />
        <div className="flex items-center gap-1">
          <ThemeSwitch />
          <LanguageSwitch />
        </div>
      </header>
      <main className="flex flex-1 justify-center px-4 pt-[8dvh] pb-12">
        <div className="w-full max-w-sm">{children}</div>
      </main>
    </div>
  )
}
