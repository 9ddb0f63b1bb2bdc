import { DOCKER_SHEET } from './docker-sheet.ts'
import type { Framework } from './framework.ts'
import { HYGIENE } from './hygiene.ts'

export { DOCKER_SHEET, HYGIENE }

/** The guides whose measures are all listed in reports, judged or not. */
export const FRAMEWORKS: readonly Framework[] = [HYGIENE, DOCKER_SHEET]
