'use client'

import { Monitor, Moon, Sun } from 'lucide-react'
import { useTranslations } from 'next-intl'
import { useTheme } from 'next-themes'
import { useSyncExternalStore } from 'react'
import { Menu } from '@/components/ui/menu'

const THEMES = ['light', 'dark', 'system'] as const
const never = () => () => {}

export function ThemeSwitch() {
  const t = useTranslations('common.theme')
  const { theme, resolvedTheme, setTheme } = useTheme()
  // The server cannot know the theme; the icon appears with hydration instead of changing in sight.
  const mounted = useSyncExternalStore(
    never,
    () => true,
    () => false,
  )
  return (
    <Menu
      trigger={
        <button
          type="button"
          aria-label={t('label')}
          title={t('label')}
          className="flex size-8 items-center justify-center rounded-md text-muted hover:bg-hover hover:text-fg [&_svg]:size-4"
        >
          {mounted ? resolvedTheme === 'dark' ? <Moon /> : <Sun /> : <Monitor className="opacity-0" />}
        </button>
      }
      entries={THEMES.map((key) => ({
        kind: 'choice' as const,
        key,
        label: t(key),
        checked: mounted && theme === key,
        onSelect: () => setTheme(key),
      }))}
    />
  )
}
