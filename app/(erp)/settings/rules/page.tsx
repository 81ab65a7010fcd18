import { getTranslations } from 'next-intl/server'
import { PageBody } from '@/components/layout/page-body'
import { PageHeader } from '@/components/layout/page-header'
import { TimeCell } from '@/components/table/time-cell'
import { Badge } from '@/components/ui/badge'
import { ButtonLink } from '@/components/ui/button-link'
import { Card } from '@/components/ui/card'
import { listRules } from '@/lib/modules/rules/list-rules'
import { load } from '@/lib/platform/entrance/page'

export async function generateMetadata() {
  return { title: (await getTranslations('rules'))('title') }
}

/** The sets there are; each is one list of rules with a draft and what runs. */
export default async function RulesPage() {
  const [{ items }, t, w] = await Promise.all([
    load(listRules, {}),
    getTranslations('rules'),
    getTranslations('ruleWords'),
  ])
  return (
    <PageBody>
      <PageHeader title={t('title')} subtitle={t('subtitle')} />
      <div className="grid gap-4 lg:grid-cols-2">
        {items.map((set) => (
          <Card
            key={set.kind}
            title={w(`kinds.${set.kind}`)}
            aside={
              set.liveRules > 0 ? (
                <Badge tone="green">{t('set.live', { version: set.liveVersion ?? 0 })}</Badge>
              ) : (
                <Badge>{t('set.off')}</Badge>
              )
            }
          >
            <p className="text-sm text-muted">{t(`kindText.${set.kind}`)}</p>
            <p className="mt-3 text-sm">
              {t('set.rules', { count: set.liveRules })}
              <span className="text-muted"> · {t('set.draft', { count: set.draftRules })}</span>
            </p>
            <div className="mt-3 flex flex-wrap items-center justify-between gap-2">
              <span className="text-xs text-muted">
                {set.publishedAt ? (
                  <>
                    {t('set.published', { by: set.publishedBy })} <TimeCell value={set.publishedAt} />
                  </>
                ) : (
                  t('set.never')
                )}
              </span>
              <ButtonLink
                href={`/settings/rules/${set.kind}`}
                aria-label={`${t('set.open')}: ${w(`kinds.${set.kind}`)}`}
              >
                {t('set.open')}
              </ButtonLink>
            </div>
          </Card>
        ))}
      </div>
    </PageBody>
  )
}
