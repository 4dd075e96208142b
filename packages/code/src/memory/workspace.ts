import { Access } from './access.ts';
import { Journal } from './journal.ts';

/** What an instruction works with: the journal, and the memory of the function it stands in. */
export class Workspace extends Journal {
  readonly access: Access = new Access(this);
}
