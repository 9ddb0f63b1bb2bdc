import {
  entry,
  type Attachment,
  type ContainerNode,
  type Entries,
  type List,
  type Mount,
  type Port,
  type Runtime,
} from '../graph/graph.ts'
import type { Claim, Wording } from '../rule.ts'
import { all, isUnknown, test, truth, unknown, valueOr, type Truth, type Val } from '../value.ts'

/** What of a running container differs from its declaration, attribute by attribute, in the provider's words. */
export function drift(declared: ContainerNode, live: ContainerNode): Claim[] {
  const leaf = (name: string, of: (node: ContainerNode) => Val<unknown>) => same(name, of(declared), of(live))
  const set = (name: string, of: (node: ContainerNode) => List) =>
    sameText(name, gathered(of(declared)), gathered(of(live)))
  return [
    ...alive(declared, live.runtime),
    imageClaim(declared, live),
    leaf('user', ({ user }) => user),
    leaf('privileged', ({ privileged }) => privileged),
    leaf('read_only', ({ readOnly }) => readOnly),
    set('capabilities.add', ({ capAdd }) => capAdd),
    set('capabilities.drop', ({ capDrop }) => capDrop),
    set('security_opts', ({ securityOpts }) => securityOpts),
    leaf('memory', ({ memory }) => memory),
    leaf('memory_swap', ({ memorySwap }) => memorySwap),
    leaf('cpus', ({ cpus }) => cpus),
    ...(isUnknown(declared.pidsLimit) ? [] : [leaf('pids_limit', ({ pidsLimit }) => pidsLimit)]),
    leaf('restart', ({ restart }) => restart),
    leaf('log_driver', ({ logDriver }) => logDriver),
    sameText('networks', networksOf(declared), networksOf(live)),
    sameText('ports', listed(declared.ports, portText), listed(live.ports, portText)),
    sameText('mounts', listed(declared.mounts, mountText), listed(live.mounts, mountText)),
    sameText(
      'tmpfs',
      gathered(declared.tmpfs.map(({ key }) => key)),
      gathered(live.tmpfs.map(({ key }) => key)),
    ),
    ...present('env', declared.env, live.env),
    ...declared.labels.map(({ key, value }) => labelClaim(key, value, live.labels)),
  ]
}

const claim = (name: string, holds: Truth, seen: unknown, want: unknown): Claim => ({
  holds,
  seen: `${name}=${String(seen)}`,
  want: `${name}=${String(want)}`,
})

function same(name: string, declared: Val<unknown>, live: Val<unknown>): Claim {
  const holds = isUnknown(declared) ? declared : test(live, (value) => value === declared.value)
  return claim(name, holds, valueOr(live, '?'), valueOr(declared, '?'))
}

const sameText = (name: string, declared: Val<string>, live: Val<string>): Claim => {
  const { holds } = same(name, declared, live)
  return claim(name, holds, `[${valueOr(live, '?')}]`, `[${valueOr(declared, '?')}]`)
}

/** Several leaves as one text, in an order that does not depend on where they were read. */
function gathered(leaves: readonly Val<unknown>[]): Val<string> {
  const doubt = leaves.find(isUnknown)
  return (
    doubt ?? {
      kind: 'known',
      value: leaves
        .map((one) => String(valueOr(one, '')))
        .sort()
        .join(', '),
    }
  )
}

const listed = <T>(items: readonly T[], print: (item: T) => Val<string>): Val<string> =>
  gathered(items.map(print))

const parts = (separator: string, ...leaves: readonly Val<unknown>[]): Val<string> => {
  const doubt = leaves.find(isUnknown)
  return doubt ?? { kind: 'known', value: leaves.map((one) => String(valueOr(one, ''))).join(separator) }
}

const portText = ({ ip, external, internal, protocol }: Port): Val<string> =>
  parts(':', ip, external, internal, protocol)

const mountText = ({ type, source, target, readOnly }: Mount): Val<string> =>
  parts(' ', type, source, target, test(readOnly, Boolean))

const networksOf = ({ networks }: ContainerNode): Val<string> =>
  listed(networks, ({ network, aliases }: Attachment) => parts(' ', network, gathered(aliases)))

/** An id is compared with what runs; a name with what was asked for. */
function imageClaim(declared: ContainerNode, live: ContainerNode): Claim {
  const holds = isUnknown(declared.image)
    ? declared.image
    : test(live.image, (image) => [image, live.runtime?.imageId].includes(valueOr(declared.image, '')))
  return claim('image', holds, valueOr(live.image, '?'), valueOr(declared.image, '?'))
}

function alive(declared: ContainerNode, runtime: Runtime | undefined): Claim[] {
  const status = runtime?.status ?? 'absent'
  const health = runtime?.health ?? 'none'
  const checked = declared.healthcheck.length > 0
  const healthy: Truth =
    health === 'starting'
      ? unknown('not-collected', 'health')
      : truth(health === 'healthy' || (health === 'none' && !checked))
  const want: Wording = { fr: 'en marche, en bonne santé', en: 'running, healthy' }
  return [
    { holds: truth(status === 'running'), seen: `status=${status}`, want },
    { holds: healthy, seen: `health=${health}`, want },
  ]
}

/** The image adds variables of its own; those that were declared must be there. Only names are printed. */
const present = (name: string, declared: List, live: List): Claim[] =>
  declared.map((line) => {
    const holds = isUnknown(line)
      ? line
      : all([live.some((other) => valueOr(other, '') === line.value) ? truth(true) : truth(false)])
    const key = valueOr(line, '?').split('=')[0] ?? ''
    return {
      holds,
      seen: `${name} ${key}`,
      want: { fr: `${name} ${key} comme déclaré`, en: `${name} ${key} as declared` },
    }
  })

function labelClaim(key: Val<string>, value: Val<string>, live: Entries): Claim {
  const name = valueOr(key, '?')
  const holds = isUnknown(value) ? value : test(entry(live, name), (found) => found === value.value)
  return {
    holds,
    seen: `label ${name}`,
    want: { fr: `label ${name} comme déclaré`, en: `label ${name} as declared` },
  }
}
