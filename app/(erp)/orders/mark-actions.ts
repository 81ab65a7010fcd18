'use server'

import { assignOrders } from '@/lib/modules/orders/assign-orders'
import { createTag } from '@/lib/modules/orders/create-tag'
import { editNote } from '@/lib/modules/orders/edit-note'
import { findNumbers } from '@/lib/modules/orders/find-numbers'
import { setFlags } from '@/lib/modules/orders/set-flags'
import { setTags } from '@/lib/modules/orders/set-tags'
import { act } from '@/lib/platform/entrance/action'
import { quiet } from '@/lib/platform/entrance/quiet'

export async function setFlagsAction(input: unknown) {
  return act(setFlags, input)
}

export async function setTagsAction(input: unknown) {
  return act(setTags, input)
}

export async function assignOrdersAction(input: unknown) {
  return act(assignOrders, input)
}

export async function createTagAction(input: unknown) {
  return act(createTag, input)
}

export async function findNumbersAction(input: unknown) {
  return act(findNumbers, input)
}

export async function editNoteAction(input: unknown) {
  return quiet(await act(editNote, input))
}
