import type { Outcome } from './engine.ts'

export interface Explanation {
  readonly mutation: RegExp
  readonly rule: string
  /** `gap`: nobody sees it and somebody should. `equivalent`: nothing got worse. */
  readonly kind: 'gap' | 'equivalent'
  readonly why: string
}

/** Every mutant that survives, and why. A survivor that is not here, or an entry without a survivor, fails a test. */
export const EXPLAINED: readonly Explanation[] = [
  {
    mutation: /^tmpfs=\{"\/tmp":"rw,exec,suid,dev"\}$/,
    rule: 'CTR-08',
    kind: 'gap',
    why: 'no rule reads the options of a tmpfs: the engine gives noexec, nosuid and nodev unless they are taken away',
  },
  {
    mutation: /^mounts\[\d+\]\.source=\$\{var\.unread\}$/,
    rule: 'CTR-01',
    kind: 'gap',
    why: 'a volume that nobody can name may be one whose driver shows a folder of the host: CTR-08 doubts it, CTR-01 does not',
  },
  {
    mutation: /^gpus=all$/,
    rule: 'CTR-02',
    kind: 'gap',
    why: 'the graph reads devices, neither gpus nor device_requests, which give devices of the host as well',
  },
]

export const explanationOf = ({ mutation, rules, why }: Outcome): Explanation | undefined =>
  why === undefined
    ? undefined
    : EXPLAINED.find((each) => each.mutation.test(mutation) && rules.includes(each.rule))
