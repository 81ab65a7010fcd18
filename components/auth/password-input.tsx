'use client'

import { Eye, EyeOff } from 'lucide-react'
import { useTranslations } from 'next-intl'
import { useState } from 'react'
import { Input, type InputProps } from '@/components/ui/input'

/** Shown on demand: who can see what is typed chooses a longer one and makes fewer wrong tries. */
export function PasswordInput(props: Omit<InputProps, 'type' | 'trail' | 'lead'>) {
  const t = useTranslations('auth')
  const [shown, setShown] = useState(false)
  return (
    <Input
      {...props}
      type={shown ? 'text' : 'password'}
      autoCapitalize="none"
      spellCheck={false}
      trail={
        <button
          type="button"
          aria-pressed={shown}
          aria-label={t('showPassword')}
          onClick={() => setShown(!shown)}
          className="flex size-6 items-center justify-center rounded-sm text-muted hover:bg-hover hover:text-fg"
        >
          {shown ? <EyeOff aria-hidden="true" /> : <Eye aria-hidden="true" />}
        </button>
      }
    />
  )
}
