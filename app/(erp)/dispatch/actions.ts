'use server'

import { killJob } from '@/lib/modules/dispatch/kill'
import { muteTrouble } from '@/lib/modules/dispatch/mute'
import { pauseJobs } from '@/lib/modules/dispatch/pause'
import { repairFlow } from '@/lib/modules/dispatch/repair'
import { replayMessages } from '@/lib/modules/dispatch/replay-messages'
import { resumeJobs } from '@/lib/modules/dispatch/resume'
import { revealMessage } from '@/lib/modules/dispatch/reveal-message'
import { unmuteTrouble } from '@/lib/modules/dispatch/unmute'
import { act } from '@/lib/platform/entrance/action'

export async function replayAction(input: unknown) {
  return act(replayMessages, input)
}

export async function repairAction(input: unknown) {
  return act(repairFlow, input)
}

export async function muteAction(input: unknown) {
  return act(muteTrouble, input)
}

export async function unmuteAction(input: unknown) {
  return act(unmuteTrouble, input)
}

export async function pauseAction(input: unknown) {
  return act(pauseJobs, input)
}

export async function resumeAction(input: unknown) {
  return act(resumeJobs, input)
}

export async function killAction(input: unknown) {
  return act(killJob, input)
}

export async function revealMessageAction(input: unknown) {
  return act(revealMessage, input)
}
