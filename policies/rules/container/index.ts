import type { Rule } from '../../rule.ts'
import hostIsolation from './ctr-01-host-isolation.ts'
import oneNetworkPerLink from './ctr-03-one-network-per-link.ts'
import ownNamespaces from './ctr-04-own-namespaces.ts'
import noCapability from './ctr-06-no-capability.ts'
import boundedResources from './ctr-07-bounded-resources.ts'
import readOnly from './ctr-08-read-only.ts'
import pinnedImage from './ctr-10-pinned-image.ts'
import boundedOutput from './ctr-11-bounded-output.ts'

export const CONTAINER: readonly Rule[] = [
  hostIsolation,
  oneNetworkPerLink,
  ownNamespaces,
  noCapability,
  boundedResources,
  readOnly,
  pinnedImage,
  boundedOutput,
]
