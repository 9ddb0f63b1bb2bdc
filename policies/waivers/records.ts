import { echo, type Path } from '../../modules/site/diagnostic.ts'
import { isMap } from '../../modules/site/draft.ts'
import { readYaml, type Position, type YamlFile } from '../../modules/site/read-yaml.ts'
import type { Text } from '../../modules/site/text.ts'
import { nearest, quoted } from '../../modules/site/words.ts'

/** A fault of a file beside site.yaml, located. */
export interface RecordFault extends Position {
  readonly code: string
  readonly path: string
  readonly text: Text
}

/** One entry of such a file: every key written, every value a text. */
export interface FileRecord<Key extends string> extends Position {
  readonly values: Readonly<Record<Key, string>>
  /** A fault about one of its values. */
  readonly fault: (key: Key, code: string, text: Text) => RecordFault
}

export type Records<Key extends string> =
  | { readonly ok: true; readonly records: readonly FileRecord<Key>[] }
  | { readonly ok: false; readonly faults: readonly RecordFault[] }

/**
 * A YAML file that holds one list of entries, all keys required, all values texts: `waivers: [{ rule: …, … }]`.
 * Strict: an unknown key is a fault, never passed over.
 */
export function readRecords<Key extends string>(
  bytes: Uint8Array,
  list: string,
  keys: readonly Key[],
): Records<Key> {
  const reading = readYaml(bytes)
  if (!reading.ok) return reading
  const { file } = reading
  const { data } = file
  if (data === null) return { ok: true, records: [] }
  if (!isMap(data)) return refuse(fault(file, [], 'ACCEPT-TYPE', notA(list, data)))
  const strange = unknownKeys(file, data, [], [list])
  const items = Object.hasOwn(data, list) ? (data[list] ?? []) : []
  if (!Array.isArray(items)) return refuse(...strange, fault(file, [list], 'ACCEPT-TYPE', notA(list, items)))
  const faults = [...strange, ...items.flatMap((item, at) => entryFaults(file, item, [list, at], keys))]
  if (faults.length > 0) return refuse(...faults)
  return { ok: true, records: items.map((item, at) => record<Key>(file, item, [list, at])) }
}

const refuse = (...faults: readonly RecordFault[]) => ({ ok: false, faults }) as const

const record = <Key extends string>(file: YamlFile, item: unknown, path: Path): FileRecord<Key> => ({
  ...file.locate(path, 'value'),
  values: item as Record<Key, string>,
  fault: (key, code, text) => fault(file, [...path, key], code, text),
})

function entryFaults(file: YamlFile, item: unknown, path: Path, keys: readonly string[]): RecordFault[] {
  if (!isMap(item)) return [fault(file, path, 'ACCEPT-TYPE', notA('{…}', item))]
  const missing = keys.filter((key) => !Object.hasOwn(item, key))
  const present = keys.filter((key) => Object.hasOwn(item, key))
  return [
    ...unknownKeys(file, item, path, keys),
    ...missing.map((key) => fault(file, path, 'ACCEPT-MISSING-KEY', absent(key))),
    ...present.flatMap((key) => textFaults(file, item[key], [...path, key])),
  ]
}

const textFaults = (file: YamlFile, value: unknown, path: Path): RecordFault[] =>
  typeof value === 'string' && value.trim() !== ''
    ? []
    : [
        fault(file, path, 'ACCEPT-TYPE', {
          fr: `${echo(value)} n'est pas un texte : il en faut un, entre guillemets au besoin`,
          en: `${echo(value)} is not a text: one is needed, in quotes if need be`,
        }),
      ]

const unknownKeys = (
  file: YamlFile,
  map: Readonly<Record<string, unknown>>,
  path: Path,
  keys: readonly string[],
): RecordFault[] =>
  Object.keys(map)
    .filter((key) => !keys.includes(key))
    .map((key) => fault(file, [...path, key], 'ACCEPT-UNKNOWN-KEY', strangeKey(key, keys), 'key'))

function fault(
  file: YamlFile,
  path: Path,
  code: string,
  text: Text,
  at: 'key' | 'value' = 'value',
): RecordFault {
  return { ...file.locate(path, at), code, path: path.map(String).join('.'), text }
}

const notA = (wanted: string, value: unknown): Text => ({
  fr: `${echo(value)} lu, ${wanted} attendu`,
  en: `${echo(value)} was read, ${wanted} is expected`,
})

const absent = (key: string): Text => ({ fr: `la clé ${key} manque`, en: `the key ${key} is missing` })

function strangeKey(key: string, keys: readonly string[]): Text {
  const near = nearest(key, keys)
  return near === undefined
    ? {
        fr: `la clé ${echo(key)} n'existe pas ici ; admises : ${quoted(keys)}`,
        en: `the key ${echo(key)} does not exist here; allowed: ${quoted(keys)}`,
      }
    : {
        fr: `la clé ${echo(key)} n'existe pas ici, vouliez-vous dire ${echo(near)} ?`,
        en: `the key ${echo(key)} does not exist here, did you mean ${echo(near)}?`,
      }
}
