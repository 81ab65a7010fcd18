import { refuse } from '@/lib/kernel/refusal'
import { FileAnswer } from '@/lib/platform/files/answer'
import { hasFile, openFile, type Place } from '@/lib/platform/files/store'
import type { TenantCrypt } from '@/lib/platform/tenant-crypt'

/** A kept picture as an answer. It is opened when somebody reads it: who asked and went away leaves no file open. */
export async function pictureAnswer(id: string, place: Place, crypt: TenantCrypt): Promise<FileAnswer> {
  if (!(await hasFile(place))) return refuse('not_found')
  return new FileAnswer({
    name: `${id}.webp`,
    type: 'image/webp',
    inline: true,
    async *body() {
      const file = await openFile(place, crypt)
      if (!file) return
      try {
        yield* file.bytes()
      } finally {
        await file.close()
      }
    },
  })
}
