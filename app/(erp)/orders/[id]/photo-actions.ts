'use server'

import { removePhoto } from '@/lib/modules/warehouse/remove-photo'
import { act } from '@/lib/platform/entrance/action'
import { quiet } from '@/lib/platform/entrance/quiet'

export async function removePhotoAction(input: unknown) {
  return quiet(await act(removePhoto, input))
}
