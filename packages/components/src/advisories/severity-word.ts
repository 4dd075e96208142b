import type { Severity } from '@stoa/model';

/** A source's word for how severe it is; null for what says nothing. */
export function severityOfWord(word: string | null): Severity | null {
  switch (word?.toLowerCase().replace(/\*+$/, '')) {
    case 'critical':
      return 'critical';
    case 'high':
    case 'important': // Red Hat
      return 'high';
    case 'medium':
    case 'moderate':
      return 'medium';
    case 'low':
      return 'low';
    case 'negligible': // Ubuntu
    case 'unimportant': // Debian
    case 'none':
      return 'info';
    default:
      return null;
  }
}
