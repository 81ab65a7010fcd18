'use server'

import { createCategory } from '@/lib/modules/catalog/create-category'
import { deleteCategory } from '@/lib/modules/catalog/delete-category'
import { updateCategory } from '@/lib/modules/catalog/update-category'
import { act } from '@/lib/platform/entrance/action'

export async function createCategoryAction(input: unknown) {
  return act(createCategory, input)
}

export async function updateCategoryAction(input: unknown) {
  return act(updateCategory, input)
}

export async function deleteCategoryAction(input: unknown) {
  return act(deleteCategory, input)
}
