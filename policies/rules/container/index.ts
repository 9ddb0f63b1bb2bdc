import type { Rule } from '../../rule.ts'
import hostIsolation from './ctr-01-host-isolation.ts'
import noDevice from './ctr-02-no-device.ts'
import oneNetworkPerLink from './ctr-03-one-network-per-link.ts'
import ownNamespaces from './ctr-04-own-namespaces.ts'
import userNamespace from './ctr-05-user-namespace.ts'
import noCapability from './ctr-06-no-capability.ts'
import boundedResources from './ctr-07-bounded-resources.ts'
import readOnly from './ctr-08-read-only.ts'
import exportedLogs from './ctr-09-exported-logs.ts'
import pinnedImage from './ctr-10-pinned-image.ts'
import boundedOutput from './ctr-11-bounded-output.ts'
import healthCheck from './ctr-12-health-check.ts'
import mountPropagation from './ctr-13-mount-propagation.ts'
import comesBack from './ctr-14-comes-back.ts'
import kernelSettings from './ctr-15-kernel-settings.ts'
import ownCgroupNamespace from './ctr-16-own-cgroup-namespace.ts'
import noPrivilegedGroup from './ctr-17-no-privileged-group.ts'
import noExternalResolver from './ctr-18-no-external-resolver.ts'
import timeToStop from './ctr-19-time-to-stop.ts'
import noClearSwarmSecret from './ctr-20-no-clear-swarm-secret.ts'
import keptVolumes from './ctr-21-kept-volumes.ts'

export const CONTAINER: readonly Rule[] = [
  hostIsolation,
  noDevice,
  oneNetworkPerLink,
  ownNamespaces,
  userNamespace,
  noCapability,
  boundedResources,
  readOnly,
  exportedLogs,
  pinnedImage,
  boundedOutput,
  healthCheck,
  mountPropagation,
  comesBack,
  kernelSettings,
  ownCgroupNamespace,
  noPrivilegedGroup,
  noExternalResolver,
  timeToStop,
  noClearSwarmSecret,
  keptVolumes,
]
