import { z } from 'zod'
import { companyView as view } from '@/lib/modules/settings/internal/company-row'
import { companyView } from '@/lib/modules/settings/schema'
import { query } from '@/lib/platform/door/use-case'

export const getCompany = query({
  name: 'company.get',
  summary: 'Show the company and its settings',
  http: { method: 'GET', path: '/company' },
  input: z.strictObject({}),
  example: {},
  output: companyView,
  run: (ctx) => view(ctx),
})
