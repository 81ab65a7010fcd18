'use client'

let audio: AudioContext | undefined

/** Two tones nobody confuses: high and short for yes, low, rough and long for no. The browser allows them after the first key. */
export function signal(good: boolean): void {
  navigator.vibrate?.(good ? 60 : [200, 80, 200])
  try {
    audio ??= new AudioContext()
    const tone = audio.createOscillator()
    const volume = audio.createGain()
    const seconds = good ? 0.09 : 0.45
    tone.type = good ? 'sine' : 'square'
    tone.frequency.value = good ? 1200 : 190
    volume.gain.setValueAtTime(0.25, audio.currentTime)
    volume.gain.exponentialRampToValueAtTime(0.001, audio.currentTime + seconds)
    tone.connect(volume).connect(audio.destination)
    tone.start()
    tone.stop(audio.currentTime + seconds)
  } catch {
    // A machine without sound still shows the colour.
  }
}
