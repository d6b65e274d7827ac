/** What the token of a slot is called. An empty name stays empty, so that it comes to light. */
export function slotName(name: string, slot: number, separator = '-'): string {
  return name.trim() === '' ? name : `${name}${separator}${slot}`;
}
