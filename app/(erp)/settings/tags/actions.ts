'use server'

import { createTag } from '@/lib/modules/orders/create-tag'
import { deleteTag } from '@/lib/modules/orders/delete-tag'
import { restoreTag } from '@/lib/modules/orders/restore-tag'
import { updateTag } from '@/lib/modules/orders/update-tag'
import { act } from '@/lib/platform/entrance/action'
import { quiet } from '@/lib/platform/entrance/quiet'

export async function createTagAction(input: unknown) {
  return quiet(await act(createTag, input))
}

export async function updateTagAction(input: unknown) {
  return quiet(await act(updateTag, input))
}

export async function deleteTagAction(input: unknown) {
  return quiet(await act(deleteTag, input))
}

export async function restoreTagAction(input: unknown) {
  return act(restoreTag, input)
}
