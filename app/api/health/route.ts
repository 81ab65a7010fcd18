import { health } from '@/lib/platform/entrance/health'

// Never from a cache, whatever the default of Next is.
export const dynamic = 'force-dynamic'

export async function GET() {
  const answer = await health()
  return Response.json(answer, { status: answer.status === 'ok' ? 200 : 503, headers: { 'Cache-Control': 'no-store' } })
}
