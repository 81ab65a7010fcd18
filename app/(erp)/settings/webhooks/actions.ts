'use server'

import { createWebhook } from '@/lib/modules/webhooks/create-webhook'
import { deleteWebhook } from '@/lib/modules/webhooks/delete-webhook'
import { resendWebhookMessage } from '@/lib/modules/webhooks/resend-webhook-message'
import { rotateWebhookSecret } from '@/lib/modules/webhooks/rotate-webhook-secret'
import { testWebhook } from '@/lib/modules/webhooks/test-webhook'
import { updateWebhook } from '@/lib/modules/webhooks/update-webhook'
import { act } from '@/lib/platform/entrance/action'

export async function createWebhookAction(input: unknown) {
  return act(createWebhook, input)
}

export async function updateWebhookAction(input: unknown) {
  return act(updateWebhook, input)
}

export async function rotateWebhookSecretAction(input: unknown) {
  return act(rotateWebhookSecret, input)
}

export async function deleteWebhookAction(input: unknown) {
  return act(deleteWebhook, input)
}

export async function testWebhookAction(input: unknown) {
  return act(testWebhook, input)
}

export async function resendWebhookMessageAction(input: unknown) {
  return act(resendWebhookMessage, input)
}
