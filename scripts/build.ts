import { ensureBuild } from './lib/build'

// For an image: what `npm start` does by itself when the sources have changed.
await ensureBuild()
