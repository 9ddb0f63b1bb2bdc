/**
 * Seconds in Go's canonical form (`1m0s`, `1h0m0s`): the provider compares durations as text with what the engine
 * reads back, and `60s` would be an update at every plan.
 */
export function goDuration(seconds: number): string {
  const hours = Math.floor(seconds / 3600)
  const minutes = Math.floor((seconds % 3600) / 60)
  const rest = seconds % 60
  if (hours > 0) return `${hours}h${minutes}m${rest}s`
  return minutes > 0 ? `${minutes}m${rest}s` : `${rest}s`
}

/** Shortest decimal with at least one decimal (`2.0`, `0.5`): any other spelling is replaced at every plan. */
export const cpuCount = (cpus: number): string => (Number.isInteger(cpus) ? `${cpus}.0` : String(cpus))
