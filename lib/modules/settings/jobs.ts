import { followBuiltInRoles } from '@/lib/modules/settings/follow-built-in-roles'
import { mailNotices } from '@/lib/modules/settings/mail-notices'
import { job } from '@/lib/platform/queue/jobs'

export const jobs = [
  job({ kind: 'drain', useCase: followBuiltInRoles, every: 600 }),
  job({
    kind: 'long',
    name: 'notice.mail',
    // Short as it is, it must not wait behind a long import.
    queue: 'calls',
    on: ['notices.mail'],
    input: () => ({}),
    work: (system) => mailNotices(system),
  }),
]
