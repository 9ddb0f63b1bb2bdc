import type { ErrorObject } from 'ajv'

/** Judges `data` against schema.json and fills its defaults in place. */
export const validate: { (data: unknown): boolean; errors?: ErrorObject[] | null }
