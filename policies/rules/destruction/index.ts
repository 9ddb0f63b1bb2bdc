import type { Rule } from '../../rule.ts'
import dataVolume from './dst-01-data-volume.ts'
import network from './dst-02-network.ts'
import container from './dst-03-container.ts'
import anonymousVolume from './dst-04-anonymous-volume.ts'
import image from './dst-05-image.ts'
import backedUpData from './dst-06-backed-up-data.ts'

export const DESTRUCTION: readonly Rule[] = [
  dataVolume,
  network,
  container,
  anonymousVolume,
  image,
  backedUpData,
]
