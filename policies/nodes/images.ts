import type { SiteFacts, ImageFact } from '../facts.ts'
import type { ContainerNode, Graph } from '../graph/graph.ts'
import { roleOf } from '../topology/reachability.ts'
import { unknown, valueOr, type Val } from '../value.ts'

/** Name of an image of ours that is not built yet: it says which content, and only building says which image. */
export const isContentName = (image: string): boolean => /^socle\/[a-z0-9-]+:[0-9a-f]{12}$/.test(image)

/** What is known of the image of a container, where it is one that Socle built: asked for, or running, by its id. */
export function builtImage(node: ContainerNode, facts: SiteFacts | undefined): ImageFact | undefined {
  const role = roleOf(node)
  const fact = facts && Object.hasOwn(facts.images, role) ? facts.images[role] : undefined
  const ids = [valueOr(node.image, ''), node.runtime?.imageId]
  return fact && ids.includes(fact.id) ? fact : undefined
}

/** When the image of a running container was made, ISO 8601. */
export function createdOf(node: ContainerNode, { images }: Graph): Val<string> {
  const wanted = [valueOr(node.image, ''), node.runtime?.imageId ?? ''].filter(Boolean)
  const found = images.find(({ names }) => wanted.some((name) => names.includes(name)))
  return found?.created ?? unknown('not-collected', 'docker image inspect')
}
