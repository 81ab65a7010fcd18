import type { Metadata } from 'next'
import Link from 'next/link'
import { getTranslations } from 'next-intl/server'
import { MyFeedback } from '@/components/feedback/my-feedback'
import { Glossary } from '@/components/help/glossary'
import { guideAnchor, guides } from '@/components/help/guides'
import { ShowSetup } from '@/components/help/show-setup'
import { termGroups } from '@/components/help/terms'
import { PageBody } from '@/components/layout/page-body'
import { PageHeader } from '@/components/layout/page-header'
import { Card } from '@/components/ui/card'
import { myFeedback } from '@/lib/modules/settings/my-feedback'
import { may } from '@/lib/platform/door/actor'
import { requireActor, tryLoad } from '@/lib/platform/entrance/page'
import { MESSAGES } from '@/lib/platform/i18n/messages'
import { hideSetupAction } from '../dashboard/actions'
import { sendFeedbackAction } from './actions'

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations('help'))('title') }
}

const states = Object.keys(MESSAGES.en.help.state) as (keyof typeof MESSAGES.en.help.state)[]

/** How the work goes, and what the words mean. */
export default async function HelpPage() {
  const [actor, own, t] = await Promise.all([
    requireActor(),
    tryLoad(myFeedback, { limit: 20 }),
    getTranslations('help'),
  ])
  const both = (of: (help: typeof MESSAGES.en) => string) => ({ zh: of(MESSAGES['zh-CN']), en: of(MESSAGES.en) })
  const groups = [
    {
      title: t('group.states'),
      terms: states.map((key) => ({
        key: `state-${key}`,
        ...both((messages) => messages.orders.state[key]),
        text: t(`state.${key}`),
      })),
    },
    ...Object.entries(termGroups).map(([group, keys]) => ({
      title: t(`group.${group as keyof typeof termGroups}`),
      terms: keys.map((key) => ({ key, ...both(({ help }) => help.term[key].name), text: t(`term.${key}.text`) })),
    })),
  ]
  return (
    <PageBody>
      <PageHeader
        title={t('title')}
        subtitle={t('text')}
        actions={may(actor, 'setup.hide') ? <ShowSetup hide={hideSetupAction} /> : undefined}
      />
      <Card title={t('guides')}>
        <ol className="grid gap-4 text-sm md:grid-cols-2 lg:grid-cols-3">
          {guides
            .filter(({ permission }) => may(actor, permission))
            .map(({ key, href }) => (
              <li key={key} id={guideAnchor(key)} className="scroll-mt-16">
                <Link
                  href={href}
                  prefetch={false}
                  className="font-medium text-accent-text underline underline-offset-2"
                >
                  {t(`guide.${key}.title`)}
                </Link>
                <p className="text-muted">{t(`guide.${key}.text`)}</p>
              </li>
            ))}
        </ol>
      </Card>
      {own.ok && may(actor, 'feedback.send') ? <MyFeedback items={own.value.items} send={sendFeedbackAction} /> : null}
      <Glossary groups={groups} />
    </PageBody>
  )
}
