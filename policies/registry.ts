import type { Rule } from './rule.ts'
import noDefaultCredential from './rules/administration/adm-11-no-default-credential.ts'
import noLiteralSecret from './rules/administration/adm-12-no-literal-secret.ts'
import hostIsolation from './rules/container/ctr-01-host-isolation.ts'
import oneNetworkPerLink from './rules/container/ctr-03-one-network-per-link.ts'
import ownNamespaces from './rules/container/ctr-04-own-namespaces.ts'
import noCapability from './rules/container/ctr-06-no-capability.ts'
import boundedResources from './rules/container/ctr-07-bounded-resources.ts'
import readOnly from './rules/container/ctr-08-read-only.ts'
import pinnedImage from './rules/container/ctr-10-pinned-image.ts'
import boundedOutput from './rules/container/ctr-11-bounded-output.ts'
import dataVolume from './rules/destruction/dst-01-data-volume.ts'
import asDeclared from './rules/drift/drf-01-as-declared.ts'
import nobodyDeclared from './rules/drift/drf-02-nobody-declared.ts'
import measuredReach from './rules/drift/drf-03-measured-reach.ts'
import declaredConduits from './rules/network/net-02-declared-conduits.ts'
import onlyDmzPublishes from './rules/network/net-04-only-dmz-publishes.ts'
import databaseReach from './rules/network/net-06-database-reach.ts'
import tlsVersions from './rules/tls/tls-01-versions.ts'

/** Every rule, by id. A file of `rules/` that is not here fails a test. */
export const RULES: readonly Rule[] = [
  noDefaultCredential,
  noLiteralSecret,
  hostIsolation,
  oneNetworkPerLink,
  ownNamespaces,
  noCapability,
  boundedResources,
  readOnly,
  pinnedImage,
  boundedOutput,
  asDeclared,
  nobodyDeclared,
  measuredReach,
  dataVolume,
  declaredConduits,
  onlyDmzPublishes,
  databaseReach,
  tlsVersions,
]
