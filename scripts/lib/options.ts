import type { EngineName } from '../engines/engine.ts'
import type { VerbOptions } from '../cli.ts'

/** `--engine`, already limited to the known names by the command line. */
export const engineOption = (options: VerbOptions): { engine?: EngineName } =>
  options['engine'] === undefined ? {} : { engine: options['engine'] as EngineName }

/** `--delete-volume NAME…`: data volumes whose deletion the operator accepts, by name. */
export const deletableVolumes = (options: VerbOptions): readonly string[] =>
  (options['deleteVolume'] as string[] | undefined) ?? []

/** `--adopt-volume NAME…`: volumes that exist and that no state of the site knows, taken over with what they hold. */
export const adoptedVolumes = (options: VerbOptions): readonly string[] =>
  (options['adoptVolume'] as string[] | undefined) ?? []
