import { z } from 'zod';

/**
 * An instant, always written the same way (UTC, milliseconds), so that comparing text compares time.
 * Takes any RFC 3339 form, with an offset as well.
 */
export const Timestamp = z.iso.datetime({ offset: true }).overwrite((text) => {
  const time = new Date(text);
  return Number.isNaN(time.valueOf()) ? text : time.toISOString(); // what is no instant has been refused before
});
