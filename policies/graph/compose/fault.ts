import type { Text } from '../../../modules/site/text.ts'
import { GraphError } from '../graph-error.ts'

/** A file that is YAML and not what Compose reads. */
export const badCompose = (path: string, { fr, en }: Text): GraphError =>
  new GraphError('JUDGE-BAD-COMPOSE', { fr: `${path} : ${fr}`, en: `${path}: ${en}` })

export const badYaml = (place: string, { fr, en }: Text): GraphError =>
  new GraphError('JUDGE-BAD-YAML', { fr: `${place} : ${fr}`, en: `${place}: ${en}` })

/** A file of a whole site has some thousand values; one that unfolds into many more was made to. */
export const MAX_VALUES = 100_000

export const tooManyValues = (): GraphError =>
  new GraphError('JUDGE-TOO-LARGE', {
    fr: `plus de ${MAX_VALUES} valeurs une fois les alias, extends et plages de ports développés`,
    en: `more than ${MAX_VALUES} values once aliases, extends and port ranges are unfolded`,
  })

/** What may still be unfolded of one file. */
export class Budget {
  private left = MAX_VALUES

  spend(values: number): void {
    this.left -= values
    if (this.left < 0) throw tooManyValues()
  }
}
