import { followBuiltInRoles } from '@/lib/modules/settings/follow-built-in-roles'
import { job } from '@/lib/platform/queue/jobs'

export const jobs = [job({ kind: 'drain', useCase: followBuiltInRoles, every: 600 })]
