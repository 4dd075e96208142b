import type { Format, Head } from '../format.ts';
import { readJunit } from './read.ts';

/** There is no standard, only what Ant began and everybody extends: https://github.com/testmoapp/junitxml */
export const junit: Format = {
  id: 'junit',
  title: 'JUnit XML',
  detect: (head: Head) => (head.syntax === 'xml' && /^testsuites?$/.test(head.rootName ?? '') ? 0.95 : 0),
  read: readJunit,
};
