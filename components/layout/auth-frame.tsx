import { getTranslations } from 'next-intl/server'
import type { ReactNode } from 'react'
import { LanguageSwitch } from './language-switch'
import { Logo } from './logo'
import { ThemeSwitch } from './theme-switch'

export type AuthFrameProps = {
  title: ReactNode
  text?: ReactNode
  children: ReactNode
  /** Below the form: the way to the other page (register, sign in). */
  footer?: ReactNode
}

const DUNES = [
  { d: 'M0 300 C 120 240 220 330 340 280 S 560 210 720 270 V 480 H 0 Z', opacity: 0.35 },
  { d: 'M0 350 C 160 290 260 390 420 330 S 620 290 720 340 V 480 H 0 Z', opacity: 0.6 },
  { d: 'M0 410 C 140 370 300 430 440 390 S 640 370 720 400 V 480 H 0 Z', opacity: 0.9 },
]

/** A camel of the train: its feet stand at x, y and it leans with the dune. */
function Camel({ x, y, lean }: { x: number; y: number; lean: number }) {
  return (
    <path
      transform={`translate(${x} ${y}) rotate(${lean}) translate(-24 -40)`}
      fill="currentColor"
      d="M6 40V26c-3-1-5-4-5-8 3 1 5 0 7-3 3-5 6-8 9-8s5 3 6 6c1-4 4-7 7-7 4 0 6 5 8 9 2 3 5 4 8 2 3-2 3-6 4-9 1-4 4-6 7-6 2 0 4 1 6 3l-5 2c-1 6-2 14-7 18-3 2-6 3-9 3l-1 12h-3l-1-11H16l-3 11h-3l1-11-2-3-1 14Z"
    />
  )
}

/** Sign-in, registration, invitation: the form at the left, the caravan at the right. */
export async function AuthFrame({ title, text, children, footer }: AuthFrameProps) {
  const t = await getTranslations('common')
  return (
    <div className="grid min-h-dvh lg:grid-cols-[minmax(0,1fr)_minmax(0,1fr)]">
      <div className="flex min-h-dvh flex-col px-6 md:px-12">
        <header className="flex h-16 items-center justify-between">
          <Logo />
          <span className="flex items-center gap-1">
            <ThemeSwitch />
            <LanguageSwitch />
          </span>
        </header>
        <main className="mx-auto flex w-full max-w-sm flex-1 flex-col justify-center gap-6 py-10">
          <div>
            <h1 className="text-2xl font-semibold tracking-tight">{title}</h1>
            {text ? <p className="mt-1 text-muted">{text}</p> : null}
          </div>
          {children}
          {footer ? <p className="text-sm text-muted">{footer}</p> : null}
        </main>
      </div>
      <aside className="relative hidden flex-col justify-between overflow-hidden bg-scene text-on-scene lg:flex">
        <div className="relative z-1 max-w-md p-14">
          <p className="text-3xl font-semibold tracking-tight text-balance">{t('tagline')}</p>
          <ul className="mt-6 flex flex-col gap-2.5 text-base opacity-85">
            <li>{t('promise.orders')}</li>
            <li>{t('promise.stock')}</li>
            <li>{t('promise.figures')}</li>
          </ul>
        </div>
        <svg
          viewBox="0 0 720 480"
          preserveAspectRatio="xMidYMax slice"
          className="absolute inset-x-0 bottom-0 h-[62%] w-full"
          aria-hidden="true"
        >
          <circle cx="580" cy="150" r="48" fill="var(--scene-sun)" opacity=".9" />
          {DUNES.map((dune) => (
            <path key={dune.d} d={dune.d} fill="var(--scene-deep)" opacity={dune.opacity} />
          ))}
          <Camel x={200} y={339} lean={9} />
          <Camel x={284} y={350} lean={4} />
          <Camel x={368} y={346} lean={-11} />
          <Camel x={452} y={320} lean={-19} />
        </svg>
      </aside>
    </div>
  )
}
