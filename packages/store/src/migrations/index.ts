import { house } from './001-house.ts';
import { lists } from './002-lists.ts';
import { keys } from './003-keys.ts';
import { ways } from './004-ways.ts';
import { origins } from './005-origins.ts';
import { urgency } from './006-urgency.ts';
import { authors } from './007-authors.ts';

/** Forward only; what has once been released is never edited (its digest is kept in the database and compared). */
export const migrations: readonly { number: number; name: string; sql: string }[] = [
  { number: 1, name: 'house', sql: house },
  { number: 2, name: 'lists', sql: lists },
  { number: 3, name: 'keys', sql: keys },
  { number: 4, name: 'ways', sql: ways },
  { number: 5, name: 'origins', sql: origins },
  { number: 6, name: 'urgency', sql: urgency },
  { number: 7, name: 'authors', sql: authors },
];
