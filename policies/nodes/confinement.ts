import type { ContainerNode } from '../graph/graph.ts'
import { all, any, isUnknown, NO, test, truth, unknown, YES, type Truth } from '../value.ts'

/** A numeric user other than root: a name means only what the image says. */
export const isNumericNotRoot = (user: string): boolean =>
  /^\d+(:\d+)?$/.test(user) && Number(user.split(':')[0]) !== 0

/** Whether the process is another than root; what a name stands for, only the image says. */
export function isNotRoot({ user }: ContainerNode): Truth {
  if (isUnknown(user)) return user
  const [name = ''] = user.value.split(':')
  if (/^\d+$/.test(name)) return truth(Number(name) !== 0)
  return ['', 'root'].includes(name) ? NO : unknown('not-collected', 'user (image)')
}

export const noNewPrivileges = ({ securityOpts }: ContainerNode): Truth =>
  any(securityOpts.map((option) => test(option, (text) => /^no-new-privileges([:=]true)?$/.test(text))))

/** The engine's own seccomp profile refuses a user namespace to all but an administrator; another one was not read. */
export function refusesNamespaces(profile: string): Truth {
  if (profile === 'unconfined') return NO
  return ['default', 'builtin'].includes(profile) ? YES : unknown('not-collected', 'seccomp profile')
}

const SECCOMP = /^seccomp[=:]/

/** The same of the profiles that a container asks for. */
export const keepsProfile = ({ securityOpts }: ContainerNode): Truth =>
  all(
    securityOpts.map((option) => {
      if (isUnknown(option)) return option
      return SECCOMP.test(option.value) ? refusesNamespaces(option.value.replace(SECCOMP, '')) : YES
    }),
  )
