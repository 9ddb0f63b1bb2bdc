import type { ContainerNode } from './graph/graph.ts'
import { any, test, type Truth } from './value.ts'

/** A numeric user other than root: a name means only what the image says. */
export const isNumericNotRoot = (user: string): boolean =>
  /^\d+(:\d+)?$/.test(user) && Number(user.split(':')[0]) !== 0

export const noNewPrivileges = ({ securityOpts }: ContainerNode): Truth =>
  any(securityOpts.map((option) => test(option, (text) => /^no-new-privileges([:=]true)?$/.test(text))))
