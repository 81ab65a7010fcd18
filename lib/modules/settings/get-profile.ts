import { z } from 'zod'
import { readProfile } from '@/lib/modules/settings/internal/profile-row'
import { profileView } from '@/lib/modules/settings/schema'
import { query } from '@/lib/platform/door/use-case'

export const getProfile = query({
  name: 'company.profile',
  summary: 'Show licence, tax number and contacts of the company',
  http: { method: 'GET', path: '/company/profile' },
  input: z.strictObject({}),
  example: {},
  output: profileView,
  run: (ctx) => readProfile(ctx),
})
