import { z } from 'zod';

/**
 * An instant, always written the same way (UTC, milliseconds), so that comparing text compares time.
 * Takes any RFC 3339 form, with an offset as well.
 */
export const Timestamp = z.iso.datetime({ offset: true }).overwrite((text) => new Date(text).toISOString());
