'use client'

import { useRouter } from 'next/navigation'
import { useLocale, useTranslations } from 'next-intl'
import { useState } from 'react'
import { useAction } from '@/components/form/use-action'
import { PlanCard } from '@/components/onboarding/plan-card'
import { Questions } from '@/components/onboarding/questions'
import { toast } from '@/components/ui/toast'
import type { SetupPlanView } from '@/lib/modules/onboarding/schema'
import type { Outcome } from '@/lib/platform/entrance/outcome'

type Action = (input: unknown) => Promise<Outcome<unknown>>

type Props = {
  view: SetupPlanView
  may: { answer: boolean; apply: boolean }
  answer: Action
  apply: Action
}

export function PlanScreen({ view, may, answer, apply }: Props) {
  const t = useTranslations('onboarding')
  const locale = useLocale()
  const router = useRouter()
  const [made, setMade] = useState(false)
  // Said in the plan itself: a message over the corner would cover the button that is pressed next.
  const answering = useAction(answer, () => {
    setMade(true)
    router.refresh()
  })
  const applying = useAction(apply, () => {
    setMade(false)
    toast.success(t('applied'))
    router.refresh()
  })
  const { version } = view
  return (
    <>
      <Questions
        answers={view.answers}
        mayAnswer={may.answer}
        pending={answering.pending}
        onSave={(answers) => answering.run({ ...answers, version })}
      />
      {view.plan ? (
        <PlanCard
          key={version}
          view={view}
          made={made}
          plan={view.plan}
          mayApply={may.apply}
          pending={applying.pending}
          onApply={(chosen) => applying.run({ ...chosen, version, locale })}
        />
      ) : null}
    </>
  )
}
