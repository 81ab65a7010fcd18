import { answerHook } from '@/app/api/hooks/answer-hook'

export const dynamic = 'force-dynamic'

type Params = { params: Promise<{ channel: string; tenantId: string; shopId: string }> }

export async function POST(request: Request, { params }: Params) {
  return answerHook(request, await params)
}
