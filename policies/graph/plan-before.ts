import { containerNode } from './container-node.ts'
import type { Change } from './graph.ts'
import { inheritMounts } from './mounts.ts'
import { imageNode } from './other-nodes.ts'
import { isObject, type ResourceChange } from './plan-json.ts'
import { DOUBT, overlay } from './plan-overlay.ts'
import type { PlannedChange } from './plan.ts'
import { ResourceIndex } from './resource-index.ts'
import type { Body, Resource } from './tree.ts'

type Before = Pick<Change, 'container' | 'image'>

/**
 * Containers and images as they stand before the apply, by change; with what Terraform hides hidden. What is left of
 * a failed replacement (`deposed`) stands beside what replaced it.
 */
export function nodesBefore(managed: readonly PlannedChange[]): ReadonlyMap<ResourceChange, Before> {
  const standing = managed.filter(({ planned }) => isObject(planned.change.before))
  const resources = standing.map(resourceBefore)
  const index = new ResourceIndex(resources)
  const containers = resources.filter(({ type }) => type === 'docker_container')
  const nodes = inheritMounts(containers, index, (resource) => containerNode(resource, index))
  const byResource = new Map<Resource, Before>([
    ...nodes.map((container, position) => [containers[position] as Resource, { container }] as const),
    ...resources
      .filter(({ type }) => type === 'docker_image')
      .map((resource) => [resource, { image: imageNode(resource) }] as const),
  ])
  return new Map(
    standing.map(({ planned }, position) => [planned, byResource.get(resources[position] as Resource) ?? {}]),
  )
}

function resourceBefore({ planned, stack, place }: PlannedChange): Resource {
  const { address, type, change } = planned
  const { before, before_sensitive: sensitive } = change
  const none = { unread: undefined, expression: DOUBT, path: '', edges: () => [] }
  const id = before?.['id']
  return {
    address,
    type,
    stack,
    ...place,
    body: overlay({ after: before, sensitive, ...none }) as Body,
    ids: typeof id === 'string' ? [id] : [],
    edges: {},
  }
}
