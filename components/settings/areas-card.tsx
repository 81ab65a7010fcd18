'use client'

import { useRouter } from 'next/navigation'
import { useTranslations } from 'next-intl'
import { useAction } from '@/components/form/use-action'
import { Card } from '@/components/ui/card'
import { Switch } from '@/components/ui/switch'
import { toast } from '@/components/ui/toast'
import { type Area, areaNames } from '@/lib/kernel/areas'
import type { Outcome } from '@/lib/platform/entrance/outcome'

type Props = {
  off: readonly Area[]
  version: number
  mayUpdate: boolean
  set: (input: unknown) => Promise<Outcome<unknown>>
}

/** Takes effect at once and for everybody: what is off is neither shown nor done. */
export function AreasCard({ off, version, mayUpdate, set }: Props) {
  const t = useTranslations('settings.areas')
  const saved = useTranslations('settings')
  const router = useRouter()
  const setting = useAction(set, () => {
    toast.success(saved('saved'))
    router.refresh()
  })
  const change = (area: Area, on: boolean) =>
    setting.run({ version, off: on ? off.filter((one) => one !== area) : [...off, area] })
  return (
    <Card title={t('title')}>
      <p className="mb-4 max-w-xl text-sm text-muted">{t('text')}</p>
      <ul className="flex max-w-xl flex-col gap-3">
        {areaNames.map((area) => (
          <li key={area}>
            <Switch
              label={t(`name.${area}`)}
              help={t(`help.${area}`)}
              checked={!off.includes(area)}
              disabled={!mayUpdate || setting.pending}
              onCheckedChange={(on) => change(area, on)}
            />
          </li>
        ))}
      </ul>
    </Card>
  )
}
