import { HarnessClient } from './client';
import { AmbiguousError, Caller, Note } from '../../http';

/**
 * Makes what is known by its identifier, and has it in the journal until Terraform knows of it.
 *
 * @param where kind and place, which have such an identifier once
 * @param make gets the notes of runs that were killed over making it
 */
export async function noted<T>(
  client: HarnessClient,
  where: readonly unknown[],
  identifier: string,
  caller: Caller,
  make: (left: readonly Note[]) => Promise<T>,
): Promise<T> {
  const journal = client.journal(...where);
  const left = journal.left().filter(({ entry }) => entry.signature === identifier);
  const note = journal.note({ signature: identifier, askedAt: client.timing.clock.now() }, caller);
  try {
    const made = await make(left);
    // An identifier is given once, so nothing that those had asked for can come any more.
    for (const each of left) each.drop();
    journal.made(note, identifier, caller);
    return made;
  } catch (error) {
    if (!(error instanceof AmbiguousError)) note.drop();
    throw error;
  }
}
