import type { Metadata } from 'next'
import { getTranslations } from 'next-intl/server'
import { FeedbackList } from '@/components/feedback/feedback-list'
import { PageBody } from '@/components/layout/page-body'
import { PageHeader } from '@/components/layout/page-header'
import { listFeedback } from '@/lib/modules/settings/list-feedback'
import { may } from '@/lib/platform/door/actor'
import { load, requireActor } from '@/lib/platform/entrance/page'
import { pageParams } from '@/lib/platform/entrance/page-params'
import type { SearchParams } from '@/lib/platform/entrance/search-params'
import { tastedList } from '../../list-taste'
import { answerFeedbackAction } from './actions'

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations('feedback'))('title') }
}

export default async function FeedbackPage({ searchParams }: { searchParams: SearchParams }) {
  const asked = await pageParams(listFeedback.input, searchParams)
  const tasted = await tastedList('feedback', '/settings/feedback', searchParams)
  const [actor, page, t] = await Promise.all([requireActor(), load(listFeedback, asked), getTranslations('feedback')])
  const { limit: _, cursor: __, ...narrowed } = asked
  return (
    <PageBody wide>
      <PageHeader title={t('title')} subtitle={t('text')} />
      <FeedbackList
        tasted={tasted}
        page={page}
        filtered={Object.keys(narrowed).length > 0}
        mayAnswer={may(actor, 'feedback.answer')}
        answer={answerFeedbackAction}
      />
    </PageBody>
  )
}
