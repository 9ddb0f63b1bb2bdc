import { lstatSync } from 'node:fs'
import { basename, join } from 'node:path'
import { readBounded } from '../../modules/site/layer.ts'
import type { Site } from '../../modules/site/site.ts'
import type { Lang } from '../../modules/site/text.ts'
import {
  readDerogations,
  readDocuments,
  readWaivers,
  type Acceptances,
  type AcceptanceReading,
  type RecordedDocument,
} from '../../policies/index.ts'
import { SiteFaults } from './fail.ts'
import { sha256 } from './files.ts'

/** What people of the client accepted and recorded, beside site.yaml. */
export interface Accepted {
  readonly acceptances: Acceptances
  readonly documents: Readonly<Record<string, RecordedDocument>>
  /** Digests of the files that were read. */
  readonly inputs: Readonly<Record<string, string>>
}

/** Reads `waivers.yaml`, `derogations.yaml` and `documents.yaml`, where they exist. @throws SiteFaults */
export function readAccepted(siteDir: string, { people }: Site, lang: Lang): Accepted {
  const inputs: Record<string, string> = {}
  const faults: SiteFaults[] = []
  const read = <T>(file: string, none: T, parse: (bytes: Uint8Array) => AcceptanceReading<T>): T => {
    const path = join(siteDir, file)
    if (!exists(path)) return none
    const bytes = readBounded(path)
    if (!(bytes instanceof Uint8Array)) {
      faults.push(new SiteFaults([{ ...nowhere(path), code: 'ACCEPT-READ', message: bytes[lang] }]))
      return none
    }
    inputs[file] = sha256(bytes)
    const reading = parse(bytes)
    if (reading.ok) return reading.value
    const diagnostics = reading.faults.map(({ code, line, column, path: key, text }) => {
      return { code, file: path, line, column, path: key, message: text[lang] }
    })
    faults.push(new SiteFaults(diagnostics))
    return none
  }
  const waivers = read('waivers.yaml', [], (bytes) => readWaivers(bytes, 'waivers.yaml', people))
  const derogations = read('derogations.yaml', [], (bytes) =>
    readDerogations(bytes, 'derogations.yaml', people),
  )
  const documents = read('documents.yaml', {}, (bytes) => readDocuments(bytes, 'documents.yaml'))
  if (faults.length > 0) throw SiteFaults.together(faults)
  return { acceptances: { waivers, derogations }, documents, inputs }
}

const nowhere = (file: string) => ({ file: basename(file), line: 1, column: 1, path: '' })

function exists(path: string): boolean {
  try {
    lstatSync(path)
    return true
  } catch {
    return false
  }
}
